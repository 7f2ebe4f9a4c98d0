/**
 * How fast products may come to a display without a hand that holds each of them: a scanner whose trigger sticks, a shelf
 * that falls over, an antenna that faces the stock room. Each is kept on disk before the screen changes, so that thousands
 * at once would hold up every screen of the kiosk.
 */
import type { Clock } from '../../broker/ports.ts';

/** A pile that was put down at once. */
const AT_ONCE = 32;
/** Faster than two hands with a scanner each. */
const PER_SECOND = 10;

export class TapPace {
  readonly #clock: Clock;
  /** What each display may still take, and when that was worked out. */
  readonly #left = new Map<string, { taps: number; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False for one that comes too fast; it is let go. */
  takes(display: string): boolean {
    const now = this.#clock.now();
    const before = this.#left.get(display) ?? { taps: AT_ONCE, at: now };
    const refilled = before.taps + (Math.max(0, now - before.at) / 1_000) * PER_SECOND;
    const taps = Math.min(AT_ONCE, refilled);
    const isTaken = taps >= 1;
    this.#left.set(display, { taps: isTaken ? taps - 1 : taps, at: now });
    return isTaken;
  }
}
