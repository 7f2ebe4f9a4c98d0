/** The words of all segments, as one list. */
import { nearTerms, type FuzzyOptions } from '../index/fuzzy.ts';
import { findTerm, prefixRange, termAt, termsWith, type TermRange } from '../index/lexicon.ts';
import type { Terms } from '../index/segment.ts';
import type { Alternative } from './plan.ts';

export interface NearWord {
  word: string;
  distance: number;
  /** Products that have it. */
  count: number;
}

export class Lexicons {
  readonly #segments: readonly Terms[];

  constructor(segments: readonly Terms[]) {
    this.#segments = segments;
  }

  count(word: string): number {
    let count = 0;
    for (const segment of this.#segments) {
      const term = findTerm(segment, word);
      if (term >= 0) count += segment.columns.termCount[term] ?? 0;
    }
    return count;
  }

  /** Products that have any of the terms, each term counted. */
  countAll(alternatives: readonly Alternative[]): number {
    let count = 0;
    for (const segment of this.#segments)
      for (const { text, isPrefix } of alternatives) {
        const { low, high } = isPrefix ? prefixRange(segment, text) : whole(findTerm(segment, text));
        for (let term = low; term < high; term += 1) count += segment.columns.termCount[term] ?? 0;
      }
    return count;
  }

  has(word: string): boolean {
    return this.#segments.some((segment) => findTerm(segment, word) >= 0);
  }

  hasPrefix(prefix: string): boolean {
    return this.#segments.some((segment) => {
      const { low, high } = prefixRange(segment, prefix);
      return high > low;
    });
  }

  near(word: string, options: FuzzyOptions): NearWord[] {
    return this.#segments
      .flatMap((segment) =>
        nearTerms(segment, word, options).map(({ term, distance }) => ({
          word: termAt(segment, term),
          distance,
          count: segment.columns.termCount[term] ?? 0,
        })),
      )
      .sort((a, b) => a.distance - b.distance || b.count - a.count)
      .slice(0, options.most);
  }

  containing(text: string, most: number): string[] {
    return this.#segments
      .flatMap((segment) => termsWith(segment, text, most).map((term) => termAt(segment, term)))
      .slice(0, most);
  }
}

const whole = (term: number): TermRange => (term < 0 ? { low: 0, high: 0 } : { low: term, high: term + 1 });
