/** A token bucket: bursts are fine, a long stream is held to a rate. AWS IoT Core cuts off above 100 publishes a second. */
import type { Clock } from '../ports.ts';

export class Pace {
  readonly #clock: Clock;
  readonly #perSecond: number;
  #tokens: number;
  #at: number | undefined;

  /** @param perSecond Rate, and the largest burst. */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  /** Takes a token and answers 0, or answers the milliseconds until there is one. */
  take(): number {
    const now = this.#clock.now();
    // A clock that was set back must not stop the stream.
    const elapsed = Math.max(0, now - (this.#at ?? now));
    this.#at = now;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + (elapsed * this.#perSecond) / 1_000);
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * 1_000) / this.#perSecond);
    this.#tokens -= 1;
    return 0;
  }
}
