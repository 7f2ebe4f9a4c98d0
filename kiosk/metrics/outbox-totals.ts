/** Counts what came into the outbox and what the platform took out of it, since the service started. */

/** The part of the outbox that is counted. */
export interface CountedOutbox {
  depth(): number;
  stats(): { evicted: number };
  onAppended(listener: () => void): () => void;
}

export class OutboxTotals {
  readonly #outbox: CountedOutbox;
  #undo: (() => void) | undefined;
  #depthAtStart = 0;
  #appended = 0;
  #withdrawn = 0;
  #acknowledged = 0;

  constructor(outbox: CountedOutbox) {
    this.#outbox = outbox;
  }

  start(): void {
    if (this.#undo) return;
    this.#depthAtStart = this.#outbox.depth();
    this.#undo = this.#outbox.onAppended(() => (this.#appended += 1));
  }

  stop(): void {
    this.#undo?.();
    this.#undo = undefined;
  }

  /** Events that a shopper took back: they left, and nobody acknowledged them. */
  withdrew(count: number): void {
    this.#withdrawn += count;
  }

  /**
   * What is no longer there, and neither given up nor taken back, was acknowledged. A report of evicted events takes a
   * place of its own in between, so this may be some events behind; it never goes back.
   */
  now(): { appended: number; acknowledged: number } {
    if (this.#undo) {
      const gone = this.#depthAtStart + this.#appended - this.#outbox.depth();
      const acknowledged = gone - this.#outbox.stats().evicted - this.#withdrawn;
      this.#acknowledged = Math.max(this.#acknowledged, acknowledged);
    }
    return { appended: this.#appended, acknowledged: this.#acknowledged };
  }
}
