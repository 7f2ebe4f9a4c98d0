/** A decoder under fire: it answers, or says why not by an error of the device room, and does nothing else. */
import { isDeviceError } from '../../device/errors.ts';
import { FuzzFailure, type FuzzTarget } from './target.ts';

/** @param decode Must throw nothing but a DeviceError. */
export function decoderTarget(
  name: string,
  seeds: readonly Uint8Array[],
  decode: (bytes: Uint8Array) => unknown,
): FuzzTarget {
  return {
    name,
    seeds,
    run: (input) => {
      try {
        decode(input);
      } catch (cause) {
        if (!isDeviceError(cause)) throw new FuzzFailure('nothing but a DeviceError is thrown', { cause });
      }
    },
  };
}

/** The same for a decoder of text: one character per byte. */
export function textTarget(
  name: string,
  seeds: readonly string[],
  decode: (text: string) => unknown,
): FuzzTarget {
  const bytes = seeds.map((seed) => new Uint8Array(Buffer.from(seed, 'latin1')));
  return decoderTarget(name, bytes, (input) => decode(Buffer.from(input).toString('latin1')));
}
