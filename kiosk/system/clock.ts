/** Real time and real randomness: the adapters behind the Clock and Random traits of both rooms. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Clock, Random } from '../../broker/ports.ts';

/** Of `setTimeout`: a longer time would be over at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, run) {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      timer =
        left <= LONGEST_MS ? setTimeout(run, left) : setTimeout(() => wait(left - LONGEST_MS), LONGEST_MS);
    };
    wait(milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
};

const RESOLUTION = 2 ** 32;

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  unit: () => randomInt(RESOLUTION) / RESOLUTION,
};
