/** A set of whole numbers as runs: in ascending order, apart, both ends included. What is nearly gapless stays small. */
export type Run = [first: number, last: number];

export class Runs implements Iterable<Readonly<Run>> {
  #runs: Run[] = [];

  constructor(runs: Iterable<Readonly<Run>> = []) {
    for (const [first, last] of runs) this.add(first, last);
  }

  /** How many runs, not how many numbers. */
  get size(): number {
    return this.#runs.length;
  }

  get first(): Readonly<Run> | undefined {
    return this.#runs[0];
  }

  /** Adds a run; one that ends before it begins is nothing. Answers whether anything was new. */
  add(first: number, last: number): boolean {
    if (first > last || this.covers(first, last)) return false;
    // Neighbours grow together: 1–2 and 3–4 are 1–4.
    const start = this.#firstEndingAt(first - 1);
    let end = start;
    let run: Run = [first, last];
    for (let next = this.#runs[end]; next && next[0] <= last + 1; next = this.#runs[(end += 1)])
      run = [Math.min(run[0], next[0]), Math.max(run[1], next[1])];
    this.#runs.splice(start, end - start, run);
    return true;
  }

  remove(first: number, last: number): void {
    if (first > last) return;
    const start = this.#firstEndingAt(first);
    let end = start;
    const kept: Run[] = [];
    for (let next = this.#runs[end]; next && next[0] <= last; next = this.#runs[(end += 1)]) {
      if (next[0] < first) kept.push([next[0], first - 1]);
      if (next[1] > last) kept.push([last + 1, next[1]]);
    }
    this.#runs.splice(start, end - start, ...kept);
  }

  clear(): void {
    this.#runs = [];
  }

  covers(first: number, last: number): boolean {
    const run = this.#runs[this.#firstEndingAt(last)];
    return run !== undefined && run[0] <= first;
  }

  /** What is in both. */
  within(other: Runs): Run[] {
    const both: Run[] = [];
    for (const [first, last] of this.#runs) {
      for (let at = other.#firstEndingAt(first); at < other.#runs.length; at += 1) {
        const run = other.#runs[at];
        if (!run || run[0] > last) break;
        both.push([Math.max(first, run[0]), Math.min(last, run[1])]);
      }
    }
    return both;
  }

  /** What lacks between two numbers, both included. */
  gaps(first: number, last: number): Run[] {
    const gaps: Run[] = [];
    let next = first;
    for (let at = this.#firstEndingAt(first); at < this.#runs.length; at += 1) {
      const run = this.#runs[at];
      if (!run || run[0] > last) break;
      if (run[0] > next) gaps.push([next, run[0] - 1]);
      next = run[1] + 1;
    }
    if (next <= last) gaps.push([next, last]);
    return gaps;
  }

  *[Symbol.iterator](): Iterator<Readonly<Run>> {
    yield* this.#runs;
  }

  /** Index of the first run that ends at `number` or later. */
  #firstEndingAt(number: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#runs[middle]?.[1] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
