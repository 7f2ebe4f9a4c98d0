/** Waiting times between attempts: doubling up to a limit, short again after a success. */
export class Backoff {
  readonly #firstMs: number;
  readonly #limitMs: number;
  #nextMs: number;

  constructor(firstMs: number, limitMs: number) {
    this.#firstMs = firstMs;
    this.#limitMs = limitMs;
    this.#nextMs = firstMs;
  }

  /** Milliseconds to wait before the next attempt. */
  next(): number {
    const ms = this.#nextMs;
    this.#nextMs = Math.min(ms * 2, this.#limitMs);
    return ms;
  }

  reset(): void {
    this.#nextMs = this.#firstMs;
  }
}
