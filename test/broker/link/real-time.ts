/** Real time and seeded randomness, for tests against real brokers. */
import type { Clock } from '../../../broker/ports.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  setTimer: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
};
