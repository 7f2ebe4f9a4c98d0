/** How many a second, over the last minute. */
import type { Clock } from '../ports.ts';

const SECONDS = 60;

export class RateMeter {
  readonly #clock: Clock;
  readonly #counts = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(count: number): void {
    const second = this.#forget();
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + count);
  }

  perSecond(): number {
    this.#forget();
    let sum = 0;
    for (const count of this.#counts.values()) sum += count;
    return sum / SECONDS;
  }

  /** What is older than a minute, and what a clock that was set back left in the future. Answers the present second. */
  #forget(): number {
    const second = Math.floor(this.#clock.now() / 1_000);
    for (const counted of this.#counts.keys())
      if (counted > second || counted <= second - SECONDS) this.#counts.delete(counted);
    return second;
  }
}
