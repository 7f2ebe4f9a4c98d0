/**
 * A stream driver under fire. Whatever comes: no throw, nothing lost from the account, a bounded memory, the same result
 * in one piece and in many, and a good frame after the noise is found.
 */
import { isDeepStrictEqual } from 'node:util';
import { parseDriverOptions } from '../../device/driver-options.ts';
import type { StreamDriver } from '../../device/driver.ts';
import { below, pick, type Unit } from './mutate.ts';
import { demand, type FuzzTarget } from './target.ts';

const AT = '2026-11-25T10:00:00.000Z';
/** No protocol here has a frame longer than this. */
const MOST_PENDING = 8_192;

interface Outcome {
  frames: unknown[];
  discardedBytes: number;
}

/** @param seeds Valid frames. */
export function streamTarget(driver: StreamDriver, seeds: readonly Uint8Array[]): FuzzTarget {
  const options = parseDriverOptions(driver, {});
  return { name: driver.name, seeds, run };

  function run(input: Uint8Array, unit: Unit): void {
    const whole = play(input, () => input.length);
    const pieces = play(input, () => 1 + below(7, unit));
    demand(isDeepStrictEqual(whole, pieces), 'the same frames and bytes discarded, in one piece or in many');
    demand(whole.discardedBytes <= input.length, 'no more bytes discarded than came');
    const good = pick(seeds, unit);
    const framer = driver.createFramer(options);
    framer.push(input);
    framer.flush();
    const { frames } = framer.push(good);
    demand(frames.length + framer.flush().frames.length > 0, 'the good frame after the noise is found');
  }

  function play(input: Uint8Array, size: () => number): Outcome {
    const framer = driver.createFramer(options);
    const decoder = driver.createDecoder(driver.name, options);
    const outcome: Outcome = { frames: [], discardedBytes: 0 };
    const take = ({ frames, discardedBytes }: Outcome): void => {
      outcome.discardedBytes += discardedBytes;
      for (const frame of frames) {
        outcome.frames.push(frame);
        decoder.decode(frame, AT);
      }
      demand(framer.pendingBytes <= MOST_PENDING, 'a bounded number of bytes pending');
    };
    for (let at = 0; at < input.length;) {
      const end = at + Math.max(1, size());
      take(framer.push(input.slice(at, end)));
      at = end;
    }
    take(framer.flush());
    demand(framer.pendingBytes === 0, 'nothing pending after the end');
    return outcome;
  }
}
