/**
 * How far the changes of a list are known, by the shop's own times. A change is stamped before it is committed, and some
 * databases keep whole seconds: so the last few seconds are asked for again while something is going on.
 */
import type { Clock } from '../../ports.ts';

const OVERLAP_MS = 5_000;
const SETTLED_MS = 10_000;
/** No shop's clock is further ahead. */
const MOST_AHEAD_MS = 86_400_000;

export class ChangeCursor {
  readonly #clock: Clock;
  #newest: number | undefined;
  #advancedAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970; undefined until the first time is known. */
  get newest(): number | undefined {
    return this.#newest;
  }

  /** @param updatedAt ISO 8601 */
  saw(updatedAt: string): void {
    const time = Date.parse(updatedAt);
    const now = this.#clock.now();
    // A time that never comes would hide all that changes from now on.
    if (time > now + MOST_AHEAD_MS) {
      this.#newest ??= now;
      return;
    }
    if (Number.isNaN(time) || (this.#newest !== undefined && time <= this.#newest)) return;
    this.#newest = time;
    this.#advancedAt = now;
  }

  /** ISO 8601: what changed later is not known yet. */
  since(): string {
    const settled = this.#clock.now() - this.#advancedAt > SETTLED_MS;
    return new Date(Math.max(0, (this.#newest ?? 0) - (settled ? 0 : OVERLAP_MS))).toISOString();
  }
}
