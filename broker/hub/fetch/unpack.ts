/** Content as it is meant, out of content as it was sent, never more than allowed (RFC 9110 section 8.4). */
import type { Transform } from 'node:stream';
import { PassThrough, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { BrokerError } from '../../errors.ts';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  '': () => new PassThrough(),
  identity: () => new PassThrough(),
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** @throws BrokerError TW_FETCH_FAILED for an encoding that was not asked for, or for damaged content; TW_FETCH_TOO_LARGE */
export async function* unpack(
  body: AsyncIterable<Buffer>,
  { encoding, most, what }: { encoding: string; most: number; what: string },
): AsyncGenerator<Buffer> {
  const make = DECODERS[encoding.trim().toLowerCase()];
  if (make === undefined)
    throw new BrokerError('TW_FETCH_FAILED', `${what} is packed as ${encoding.slice(0, 40)}.`);
  const decoder = make();
  const source = Readable.from(body, { objectMode: false });
  source.on('error', (error) => decoder.destroy(error));
  source.pipe(decoder);
  let bytes = 0;
  try {
    for await (const piece of decoder) {
      bytes += (piece as Buffer).length;
      if (bytes > most) throw new BrokerError('TW_FETCH_TOO_LARGE', `${what} has more than ${most} bytes.`);
      yield piece as Buffer;
    }
  } catch (error) {
    if (error instanceof BrokerError) throw error;
    throw new BrokerError('TW_FETCH_FAILED', `${what} is damaged where it was packed.`, { cause: error });
  } finally {
    source.destroy();
    decoder.destroy();
  }
}
