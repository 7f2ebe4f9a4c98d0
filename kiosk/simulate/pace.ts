/** When the next move is due: in the time of the wall, faster or slower, or at once in virtual time. */
import type { Clock } from '../../device/ports.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Pace {
  /** Waits until a moment (ms since opening); false when the day is to end now. */
  until: (at: number) => Promise<boolean>;
  /** Ends the day; whoever waits goes on at once. */
  stop: () => void;
}

/** @param speed Minutes of the store in a minute of the wall. */
export function wallPace(clock: Clock, speed: number): Pace {
  const opening = clock.now();
  let isStopped = false;
  let wake: () => void = () => undefined;
  return {
    until: async (at) => {
      const wait = opening + at / speed - clock.now();
      if (!isStopped && wait > 0)
        await new Promise<void>((resolve) => {
          const timer = clock.setTimer(wait, resolve);
          wake = () => {
            timer.cancel();
            resolve();
          };
        });
      return !isStopped;
    },
    stop: () => {
      isStopped = true;
      wake();
    },
  };
}

/** Virtual time passes as fast as the machine can, but lets others have their turn. */
export function virtualPace(time: VirtualTime): Pace {
  const opening = time.now();
  const day = { isOver: false };
  return {
    until: async (at) => {
      // In small pieces, so that a long pause can be interrupted.
      const piece = 1_000;
      while (!day.isOver && time.now() < opening + at)
        await time.advanceTo(Math.min(opening + at, time.now() + piece));
      return !day.isOver;
    },
    stop: () => {
      day.isOver = true;
    },
  };
}
