/** Answers that are good for a moment, in memory only, and never more than a few. */
import type { Clock } from '../../ports.ts';

const MOST = 500;

export class ShortMemory<T> {
  readonly #clock: Clock;
  readonly #entries = new Map<string, { value: T; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.until > this.#clock.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** `ms` 0: not at all. */
  set(key: string, value: T, ms: number): void {
    this.#entries.delete(key);
    if (ms <= 0) return;
    this.#entries.set(key, { value, until: this.#clock.now() + ms });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MOST) return;
      this.#entries.delete(oldest);
    }
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
