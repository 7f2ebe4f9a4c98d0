/** What need not be asked now: products that the hub did not know a moment ago, and everything while it is away. */
import type { Clock } from '../../broker/ports.ts';

const UNKNOWN_MS = 300_000;
/** A hub that is away keeps one shopper waiting, and not the next. */
const REST_MS = 15_000;
const MOST = 1_000;

export class Refusals {
  readonly #clock: Pick<Clock, 'now'>;
  /** Until when, by name; the oldest first. */
  readonly #unknown = new Map<string, number>();
  #restUntil = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#unknown.size;
  }

  stands(name: string): boolean {
    const now = this.#clock.now();
    return this.#restUntil > now || (this.#unknown.get(name) ?? 0) > now;
  }

  unknown(name: string): void {
    this.#unknown.delete(name);
    this.#unknown.set(name, this.#clock.now() + UNKNOWN_MS);
    for (const oldest of this.#unknown.keys()) {
      if (this.#unknown.size <= MOST) return;
      this.#unknown.delete(oldest);
    }
  }

  away(): void {
    this.#restUntil = this.#clock.now() + REST_MS;
  }
}
