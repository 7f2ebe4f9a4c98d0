/** How long the last thousand commits took. */

export interface CommitFigures {
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Commits since the start. */
  count: number;
}

const KEPT = 1_000;

export class CommitTimes {
  readonly #times = new Float64Array(KEPT);
  #count = 0;

  add(milliseconds: number): void {
    this.#times[this.#count % KEPT] = milliseconds;
    this.#count += 1;
  }

  figures(): CommitFigures {
    const sorted = this.#times.slice(0, Math.min(this.#count, KEPT)).sort();
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return { p50: at(0.5), p99: at(0.99), count: this.#count };
  }
}
