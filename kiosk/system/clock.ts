/** Real time and real randomness: the adapters behind the Clock and Random traits of both rooms. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Clock, Random } from '../../broker/ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
};

const RESOLUTION = 2 ** 32;

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  unit: () => randomInt(RESOLUTION) / RESOLUTION,
};
