/** A set of listeners where one that throws does not keep the fact from the others. */
import type { Logger } from '../ports.ts';

export class Listeners<Arguments extends readonly unknown[]> {
  readonly #listeners = new Set<(...args: Arguments) => void>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Adds a listener; the answer removes it. */
  add(listener: (...args: Arguments) => void): () => void {
    // Wrapped, so that the same function may listen twice and each removal takes one away.
    const own = (...args: Arguments): void => listener(...args);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  emit(...args: Arguments): void {
    for (const listener of this.#listeners) {
      try {
        listener(...args);
      } catch (error) {
        this.#logger.error({ err: error }, 'a listener failed');
      }
    }
  }
}
