/** The best of many, in order, without sorting them all. */

export interface Ranked {
  /** Index of the segment. */
  segment: number;
  document: number;
  score: number;
}

/** A heap with the worst of the best on top. Of equals, the one offered first is the better. */
export class Top {
  readonly #most: number;
  readonly #heap: (Ranked & { order: number })[] = [];
  #offered = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** What a score must exceed to matter. */
  get least(): number {
    return this.#heap.length < this.#most ? -Infinity : (this.#heap[0]?.score ?? Infinity);
  }

  offer(segment: number, document: number, score: number): void {
    const order = this.#offered;
    this.#offered += 1;
    if (this.#most === 0 || score <= this.least) return;
    const entry = { segment, document, score, order };
    if (this.#heap.length < this.#most) {
      this.#heap.push(entry);
      this.#up(this.#heap.length - 1);
    } else {
      this.#heap[0] = entry;
      this.#down(0);
    }
  }

  sorted(): Ranked[] {
    return this.#heap.toSorted((a, b) => b.score - a.score || a.order - b.order);
  }

  #up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(from: number): void {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let worst = at;
      if (left < this.#heap.length && this.#isWorse(left, worst)) worst = left;
      if (right < this.#heap.length && this.#isWorse(right, worst)) worst = right;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  #isWorse(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return false;
    return left.score < right.score || (left.score === right.score && left.order > right.order);
  }

  #swap(a: number, b: number): void {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }
}
