/** Which documents of a segment have the words, and how well. */
import { findTerm, prefixRange, type TermRange } from '../index/lexicon.ts';
import type { Segment } from '../index/segment.ts';
import type { Plan, Unit } from './plan.ts';

/** Room for one query, kept for the next: a query allocates next to nothing. */
export class Matches {
  /** Documents that were found, `found` of them. */
  readonly documents: Uint32Array;
  found = 0;
  /** Of those, the first `kept` are the answer. */
  kept = 0;
  readonly score: Float32Array;
  /** How many of the words that must be there are. */
  readonly words: Uint8Array;
  readonly #unit: Float32Array;
  readonly #touched: Uint32Array;
  #touchedCount = 0;
  readonly #segment: Segment;

  constructor(segment: Segment) {
    this.#segment = segment;
    this.documents = new Uint32Array(segment.documents);
    this.score = new Float32Array(segment.documents);
    this.words = new Uint8Array(segment.documents);
    this.#unit = new Float32Array(segment.documents);
    this.#touched = new Uint32Array(segment.documents);
  }

  /** @param weights How telling each unit is, in their order. */
  run(plan: Plan, weights: readonly number[], dead: Uint8Array): void {
    for (let at = 0; at < this.found; at += 1) {
      const document = this.documents[at] ?? 0;
      this.score[document] = 0;
      this.words[document] = 0;
    }
    this.found = 0;
    for (const [index, unit] of plan.units.entries()) {
      for (const { text, isPrefix, quality } of unit.alternatives)
        this.#read(
          this.#rangeOf(text, isPrefix),
          isPrefix ? { quality, length: text.length } : { quality, length: 0 },
        );
      this.#settle(unit, weights[index] ?? 1, dead);
    }
  }

  /** Puts documents with at least so many words first; answers how many. */
  keepWith(words: number): number {
    let kept = 0;
    for (let at = 0; at < this.found; at += 1) {
      const document = this.documents[at] ?? 0;
      if ((this.words[document] ?? 0) < words) continue;
      // Swapped, not dropped: the next query clears what this one found.
      this.documents[at] = this.documents[kept] ?? 0;
      this.documents[kept] = document;
      kept += 1;
    }
    this.kept = kept;
    return kept;
  }

  mostWords(): number {
    let most = 0;
    for (let at = 0; at < this.found; at += 1)
      most = Math.max(most, this.words[this.documents[at] ?? 0] ?? 0);
    return most;
  }

  /** Everything that lives, for a search without words. */
  all(dead: Uint8Array): void {
    this.run({ units: [], corrected: null }, [], dead);
    for (let document = 0; document < this.#segment.documents; document += 1) {
      if (dead[document] === 1) continue;
      this.documents[this.found] = document;
      this.score[document] = 1;
      this.found += 1;
    }
    this.kept = this.found;
  }

  #rangeOf(text: string, isPrefix: boolean): TermRange {
    if (isPrefix) return prefixRange(this.#segment, text);
    const term = findTerm(this.#segment, text);
    return term < 0 ? { low: 0, high: 0 } : { low: term, high: term + 1 };
  }

  /** @param how `length` of the prefix, 0 for whole terms: the nearer a term's end, the better it fits. */
  #read({ low, high }: TermRange, { quality, length }: { quality: number; length: number }): void {
    const { postings, termPostings, termStart } = this.#segment.columns;
    const [unit, touched] = [this.#unit, this.#touched];
    let count = this.#touchedCount;
    for (let term = low; term < high; term += 1) {
      const letters = (termStart[term + 1] ?? 0) - (termStart[term] ?? 0);
      const fit = length === 0 ? 1 : 0.75 + (0.25 * length) / Math.max(1, letters);
      const factor = (quality * fit) / 255;
      const end = termPostings[term + 1] ?? 0;
      let document = 0;
      for (let at = termPostings[term] ?? 0; at < end;) {
        let byte = postings[at++] ?? 0;
        let distance = byte & 0x7f;
        for (let shift = 7; byte > 0x7f; shift += 7) {
          byte = postings[at++] ?? 0;
          distance |= (byte & 0x7f) << shift;
        }
        document += distance;
        const worth = factor * (postings[at++] ?? 0);
        const before = unit[document] ?? 0;
        if (before === 0) touched[count++] = document;
        if (worth > before) unit[document] = worth;
      }
    }
    this.#touchedCount = count;
  }

  #settle(of: Unit, weight: number, dead: Uint8Array): void {
    const { documents, score, words } = this;
    for (let at = 0; at < this.#touchedCount; at += 1) {
      const document = this.#touched[at] ?? 0;
      const worth = this.#unit[document] ?? 0;
      this.#unit[document] = 0;
      if (dead[document] === 1) continue;
      const isNew = score[document] === 0;
      // What only a small word finds is not found.
      if (isNew && of.isOptional) continue;
      if (isNew) {
        documents[this.found] = document;
        this.found += 1;
      }
      score[document] = (score[document] ?? 0) + worth * weight;
      if (!of.isOptional) words[document] = (words[document] ?? 0) + 1;
    }
    this.#touchedCount = 0;
  }
}

/** How telling a unit is: rarer words more, but none so much that another word is of no account. */
export function weightOf(unit: Unit, counts: (unit: Unit) => number, documents: number): number {
  const count = Math.min(documents, counts(unit));
  return 1 + Math.log1p((documents - count + 0.5) / (count + 0.5)) / 6;
}
