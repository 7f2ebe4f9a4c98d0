/** A token bucket: bursts are fine, a long stream is held to a rate. AWS IoT Core cuts off above 100 publishes a second. */
import type { Clock } from '../ports.ts';

export class Bucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  /** The largest burst. */
  readonly most: number;
  #tokens: number;
  #at: number | undefined;

  /** @param perSecond Rate, and the largest burst (at least 1). `Infinity`: never a wait. */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.most = Math.max(1, perSecond);
    this.#tokens = this.most;
  }

  /** Milliseconds until there are so many tokens; 0: now. */
  waitMs(tokens: number): number {
    if (this.#perSecond === Infinity) return 0;
    this.#fill();
    // A hair below is enough: sums of fractions never quite meet.
    const lack = Math.min(tokens, this.most) - this.#tokens;
    return lack <= 1e-9 ? 0 : Math.ceil((lack * 1_000) / this.#perSecond);
  }

  take(): void {
    this.#tokens = Math.max(0, this.#tokens - 1);
  }

  #fill(): void {
    const now = this.#clock.now();
    // A clock that was set back must not stop the stream, one that leapt ahead fills no more than the burst.
    const elapsed = Math.max(0, now - (this.#at ?? now));
    this.#at = now;
    this.#tokens = Math.min(this.most, this.#tokens + (elapsed * this.#perSecond) / 1_000);
  }
}
