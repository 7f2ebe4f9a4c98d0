/**
 * How fast products and calls may come to a display without a hand that holds each of them: a scanner whose trigger sticks,
 * a shelf that falls over, an antenna that faces the stock room. Each is kept on disk before the screen changes, so that
 * thousands at once would hold up every screen of the kiosk.
 */
import { Pace } from '../../device/pace.ts';
import type { Clock } from '../../broker/ports.ts';

/** A pile that was put down at once. */
const AT_ONCE = 32;
/** Faster than two hands with a scanner each. */
const PER_SECOND = 10;

export class TapPace {
  readonly #clock: Clock;
  readonly #paces = new Map<string, Pace>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False for one that comes too fast; it is let go. */
  takes(display: string): boolean {
    const pace =
      this.#paces.get(display) ?? new Pace({ clock: this.#clock, atOnce: AT_ONCE, perSecond: PER_SECOND });
    this.#paces.set(display, pace);
    return pace.takes();
  }
}
