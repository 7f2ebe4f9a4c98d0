/**
 * Terms within a few edits (optimal string alignment: letters added, lost, changed, or two swapped). Sorted terms are
 * walked like a tree: what many begin with is compared once, and left as soon as it differs too much.
 */
import type { Terms } from './segment.ts';

export interface Near {
  term: number;
  distance: number;
}

export interface FuzzyOptions {
  edits: number;
  /** The word is still being typed: its beginning is compared. */
  isPrefix: boolean;
  most: number;
}

/** Edits that a word of this length may have. */
export function editsFor(word: string): number {
  if (/\p{N}/u.test(word)) return 0;
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

/** Nearest first, then the most frequent. Only words as they are written. */
export function nearTerms(segment: Terms, word: string, options: FuzzyOptions): Near[] {
  const walk = new Walk(segment, word, options);
  walk.run();
  const { termCount } = segment.columns;
  return walk.found
    .sort((a, b) => a.distance - b.distance || (termCount[b.term] ?? 0) - (termCount[a.term] ?? 0))
    .slice(0, options.most);
}

const MOST_FOUND = 400;

class Walk {
  readonly found: Near[] = [];
  readonly #segment: Terms;
  readonly #word: string;
  readonly #options: FuzzyOptions;
  readonly #rows: Uint8Array[];

  constructor(segment: Terms, word: string, options: FuzzyOptions) {
    this.#segment = segment;
    this.#word = word;
    this.#options = options;
    const depth = word.length + options.edits + 2;
    this.#rows = Array.from({ length: depth + 1 }, () => new Uint8Array(word.length + 1));
    for (let at = 0; at <= word.length; at += 1) (this.#rows[0] ?? new Uint8Array(0))[at] = at;
  }

  run(): void {
    this.#descend({ low: 0, high: this.#segment.columns.termCount.length }, 0, 0);
  }

  /** Terms from `low` to `high` share their first `depth` letters, the last of which is `letter`. */
  #descend(range: { low: number; high: number }, depth: number, letter: number): void {
    const { termStart } = this.#segment.columns;
    let at = range.low;
    // Of terms with the same beginning, the one that ends here comes first.
    while (at < range.high && (termStart[at + 1] ?? 0) - (termStart[at] ?? 0) === depth) {
      this.#take(at, this.#rows[depth]?.[this.#word.length] ?? 0xff);
      at += 1;
    }
    while (at < range.high && this.found.length < MOST_FOUND) {
      const next = this.#letterAt(at, depth);
      const end = this.#endOf(at, range.high, depth);
      if (this.#isOpen(depth)) this.#child({ low: at, high: end }, depth, [letter, next]);
      at = end;
    }
  }

  #child(range: { low: number; high: number }, depth: number, letters: readonly [number, number]): void {
    const { edits, isPrefix } = this.#options;
    const least = this.#row(depth + 1, letters);
    const distance = this.#rows[depth + 1]?.[this.#word.length] ?? 0xff;
    if (isPrefix && distance <= edits) {
      for (let term = range.low; term < range.high && this.found.length < MOST_FOUND; term += 1)
        this.#take(term, distance);
      return;
    }
    // Two wrong letters are forgiven, but not at once at the very beginning: that would be any word.
    const allowed = edits > 1 && depth === 0 ? 1 : edits;
    if (least <= allowed && depth + 1 < this.#rows.length - 1) this.#descend(range, depth + 1, letters[1]);
  }

  #take(term: number, distance: number): void {
    if (distance <= this.#options.edits && distance > 0 && this.#segment.columns.termSurface[term] === 1)
      this.found.push({ term, distance });
  }

  #isOpen(depth: number): boolean {
    return depth + 1 < this.#rows.length;
  }

  /** Fills the row of one letter more; answers its least. */
  #row(depth: number, [before, letter]: readonly [number, number]): number {
    const [row, above, second] = [this.#rows[depth], this.#rows[depth - 1], this.#rows[depth - 2]];
    if (row === undefined || above === undefined) return 0xff;
    row[0] = depth;
    let least = depth;
    for (let at = 1; at <= this.#word.length; at += 1) {
      const own = this.#word.charCodeAt(at - 1);
      let cost = (above[at - 1] ?? 0xff) + (own === letter ? 0 : 1);
      cost = Math.min(cost, (above[at] ?? 0xff) + 1, (row[at - 1] ?? 0xff) + 1);
      if (second !== undefined && at > 1 && own === before && this.#word.charCodeAt(at - 2) === letter)
        cost = Math.min(cost, (second[at - 2] ?? 0xff) + 1);
      row[at] = cost;
      least = Math.min(least, cost);
    }
    return least;
  }

  #letterAt(term: number, depth: number): number {
    const { termChars, termStart } = this.#segment.columns;
    return termChars[(termStart[term] ?? 0) + depth] ?? 0;
  }

  /** The first term behind `from` with another letter at `depth`: by doubling steps, then by halves. */
  #endOf(from: number, limit: number, depth: number): number {
    const letter = this.#letterAt(from, depth);
    let step = 1;
    while (from + step < limit && this.#letterAt(from + step, depth) === letter) step *= 2;
    let low = from + (step >> 1);
    let high = Math.min(from + step, limit);
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.#letterAt(middle, depth) === letter) low = middle;
      else high = middle;
    }
    return high;
  }
}

/** The same distance for two words, up to `most`; `most + 1` when it is more. For small lists. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [second, above]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((above[j - 1] ?? 0) + same, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (second[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [second, above] = [above, row];
  }
  return Math.min(above[b.length] ?? most + 1, most + 1);
}
