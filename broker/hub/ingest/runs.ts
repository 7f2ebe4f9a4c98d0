/**
 * A set of whole numbers as runs `[first, last]`, ascending and apart by at least one number. A backlog of a million
 * events behind live ones is two runs, not a million rows.
 */
export type Run = [first: number, last: number];

export class Runs {
  #runs: Run[];

  /** @param runs Ascending and apart. */
  constructor(runs: readonly Run[] = []) {
    this.#runs = [...runs];
  }

  /** The runs themselves, ascending. */
  get list(): readonly Run[] {
    return this.#runs;
  }

  /** How many numbers there are. */
  get size(): number {
    return this.#runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  has(number: number): boolean {
    const run = this.#runs[this.#firstEndingFrom(number)];
    return run !== undefined && run[0] <= number;
  }

  /** Adds `first` to `last`; answers how many of them are new. */
  add(first: number, last: number): number {
    const from = this.#firstEndingFrom(first - 1);
    let to = from;
    let had = 0;
    let [low, high] = [first, last];
    for (let run = this.#runs[to]; run !== undefined && run[0] <= last + 1; run = this.#runs[(to += 1)]) {
      had += Math.max(0, Math.min(run[1], last) - Math.max(run[0], first) + 1);
      low = Math.min(low, run[0]);
      high = Math.max(high, run[1]);
    }
    this.#runs.splice(from, to - from, [low, high]);
    return last - first + 1 - had;
  }

  /** Takes `first` to `last` out; answers how many of them there were. */
  remove(first: number, last: number): number {
    const from = this.#firstEndingFrom(first);
    let to = from;
    let had = 0;
    const rest: Run[] = [];
    for (let run = this.#runs[to]; run !== undefined && run[0] <= last; run = this.#runs[(to += 1)]) {
      had += Math.min(run[1], last) - Math.max(run[0], first) + 1;
      if (run[0] < first) rest.push([run[0], first - 1]);
      if (run[1] > last) rest.push([last + 1, run[1]]);
    }
    this.#runs.splice(from, to - from, ...rest);
    return had;
  }

  /** The numbers from `first` to `last` that are not in the set. */
  gapsIn(first: number, last: number): Run[] {
    const gaps: Run[] = [];
    let next = first;
    for (let at = this.#firstEndingFrom(first); next <= last; at += 1) {
      const run = this.#runs[at];
      const until = run === undefined ? last : Math.min(last, run[0] - 1);
      if (next <= until) gaps.push([next, until]);
      if (run === undefined) break;
      next = run[1] + 1;
    }
    return gaps;
  }

  /** True when a number may come without making one run more than `most`. */
  takes(number: number, most: number): boolean {
    return this.#runs.length < most || this.has(number) || this.has(number - 1) || this.has(number + 1);
  }

  /** Keeps the `most` highest runs; answers nothing, because a bound is no account. */
  keepHighest(most: number): void {
    if (this.#runs.length > most) this.#runs = this.#runs.slice(-most);
  }

  /** Keeps the `most` lowest runs; answers how many numbers it dropped. */
  keepLowest(most: number): number {
    if (this.#runs.length <= most) return 0;
    const dropped = this.#runs.splice(most);
    return dropped.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  /** Index of the first run that ends at `number` or later. */
  #firstEndingFrom(number: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.[1] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
