/** Figures that are counted in the database, at most so often, whoever asks. */
import type { Clock, Logger } from '../../ports.ts';

export interface DatabaseCountOptions<T> {
  count: () => Promise<T>;
  clock: Clock;
  logger: Logger;
}

const FRESH_MS = 10_000;

export class DatabaseCount<T> {
  readonly #options: DatabaseCountOptions<T>;
  #last: T | null = null;
  #countedAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;

  constructor(options: DatabaseCountOptions<T>) {
    this.#options = options;
  }

  /** Null while the database has never answered. */
  get last(): T | null {
    return this.#last;
  }

  /** Never rejects: other figures are there although the database is not. */
  async refresh(): Promise<void> {
    if (Math.abs(this.#options.clock.now() - this.#countedAt) < FRESH_MS) return;
    this.#running ??= this.#count().finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #count(): Promise<void> {
    const { count, clock, logger } = this.#options;
    try {
      this.#last = await count();
      this.#countedAt = clock.now();
    } catch (error) {
      this.#last = null;
      logger.debug({ err: error }, 'figures of the fleet cannot be counted now');
    }
  }
}
