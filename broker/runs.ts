/**
 * A set of whole numbers as runs: ascending, apart by at least one number, both ends included. Numbers of events are nearly
 * gapless, so a backlog of a million behind live ones is two runs.
 */
export type Run = readonly [first: number, last: number];

export class Runs implements Iterable<Run> {
  #runs: Run[] = [];

  /** @param runs In any order, also overlapping; one that ends before it begins is nothing. */
  constructor(runs: Iterable<Run> = []) {
    for (const [first, last] of runs) this.add(first, last);
  }

  static ofNumbers(numbers: Iterable<number>): Runs {
    const runs = new Runs();
    for (const number of numbers) runs.add(number, number);
    return runs;
  }

  /** The runs themselves. */
  get list(): readonly Run[] {
    return this.#runs;
  }

  /** How many numbers there are. */
  get count(): number {
    return countOf(this.#runs);
  }

  get first(): Run | undefined {
    return this.#runs[0];
  }

  [Symbol.iterator](): Iterator<Run> {
    return this.#runs[Symbol.iterator]();
  }

  /** Adds `first` to `last`; answers how many of them are new. */
  add(first: number, last: number): number {
    if (first > last) return 0;
    // Neighbours grow together: 1–2 and 3–4 are 1–4.
    const from = this.#firstEndingFrom(first - 1);
    let to = from;
    let had = 0;
    let [low, high] = [first, last];
    for (let run = this.#runs[to]; run && run[0] <= last + 1; run = this.#runs[(to += 1)]) {
      had += Math.max(0, Math.min(run[1], last) - Math.max(run[0], first) + 1);
      low = Math.min(low, run[0]);
      high = Math.max(high, run[1]);
    }
    this.#runs.splice(from, to - from, [low, high]);
    return last - first + 1 - had;
  }

  /** Takes `first` to `last` out; answers how many of them there were. */
  remove(first: number, last: number): number {
    if (first > last) return 0;
    const from = this.#firstEndingFrom(first);
    let to = from;
    let had = 0;
    const rest: Run[] = [];
    for (let run = this.#runs[to]; run && run[0] <= last; run = this.#runs[(to += 1)]) {
      had += Math.min(run[1], last) - Math.max(run[0], first) + 1;
      if (run[0] < first) rest.push([run[0], first - 1]);
      if (run[1] > last) rest.push([last + 1, run[1]]);
    }
    this.#runs.splice(from, to - from, ...rest);
    return had;
  }

  clear(): void {
    this.#runs = [];
  }

  has(number: number): boolean {
    return this.covers(number, number);
  }

  /** True when all of `first` to `last` are in the set. */
  covers(first: number, last: number): boolean {
    const run = this.#runs[this.#firstEndingFrom(last)];
    return run !== undefined && run[0] <= first;
  }

  /** What is in both. */
  within(other: Runs): Run[] {
    const both: Run[] = [];
    for (const [first, last] of this.#runs) {
      for (let at = other.#firstEndingFrom(first); at < other.#runs.length; at += 1) {
        const run = other.#runs[at];
        if (!run || run[0] > last) break;
        both.push([Math.max(first, run[0]), Math.min(last, run[1])]);
      }
    }
    return both;
  }

  /** What of `first` to `last` is not in the set. */
  gaps(first: number, last: number): Run[] {
    const gaps: Run[] = [];
    let next = first;
    for (let at = this.#firstEndingFrom(first); next <= last; at += 1) {
      const run = this.#runs[at];
      const until = run ? Math.min(last, run[0] - 1) : last;
      if (next <= until) gaps.push([next, until]);
      if (!run) break;
      next = run[1] + 1;
    }
    return gaps;
  }

  /** What is above `floor`. */
  above(floor: number): Run[] {
    return this.#runs
      .slice(this.#firstEndingFrom(floor + 1))
      .map(([first, last]): Run => [Math.max(first, floor + 1), last]);
  }

  /** True when a number may come without making one run more than `most`. */
  takes(number: number, most: number): boolean {
    return this.#runs.length < most || this.has(number) || this.has(number - 1) || this.has(number + 1);
  }

  /** Keeps the `most` highest runs. */
  keepHighest(most: number): void {
    if (this.#runs.length > most) this.#runs = this.#runs.slice(-most);
  }

  /** Keeps the `most` lowest runs; answers how many numbers it dropped. */
  keepLowest(most: number): number {
    return this.#runs.length <= most ? 0 : countOf(this.#runs.splice(most));
  }

  /** Index of the first run that ends at `number` or later. */
  #firstEndingFrom(number: number): number {
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

/** How many numbers these runs hold, which are apart. */
export function countOf(runs: readonly Run[]): number {
  return runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
