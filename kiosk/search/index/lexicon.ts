/** Looks terms up in a segment: exactly, by their beginning, by what they contain. */
import type { TermColumns, Terms } from './segment.ts';

/** Terms from `low` up to but without `high`. */
export interface TermRange {
  low: number;
  high: number;
}

export function termAt({ columns }: Terms, term: number): string {
  const { termChars, termStart } = columns;
  return String.fromCharCode(...termChars.subarray(termStart[term] ?? 0, termStart[term + 1] ?? 0));
}

/** Number of the term, or -1. */
export function findTerm(segment: Terms, text: string): number {
  const at = lowerBound(segment, text);
  return at < segment.columns.termCount.length && compare(segment, at, text) === 0 ? at : -1;
}

export function prefixRange(segment: Terms, prefix: string): TermRange {
  const low = lowerBound(segment, prefix);
  // The largest code unit sorts behind everything that begins with the prefix.
  return { low, high: lowerBound(segment, `${prefix}\uffff`) };
}

/** At most `most` surface terms that contain the text, not at their beginning alone. */
export function termsWith(segment: Terms, text: string, most: number): number[] {
  const { termChars, termStart, termSurface } = segment.columns;
  const bytes = Buffer.from(termChars.buffer, termChars.byteOffset, termChars.byteLength);
  const needle = Buffer.from(text, 'utf16le');
  const found: number[] = [];
  for (let at = bytes.indexOf(needle); at >= 0 && found.length < most; at = bytes.indexOf(needle, at + 1)) {
    if (at % 2 !== 0) continue;
    const term = termOfChar(termStart, at / 2);
    const isInside = (termStart[term + 1] ?? 0) >= at / 2 + text.length;
    if (isInside && termSurface[term] === 1 && found.at(-1) !== term) found.push(term);
  }
  return found;
}

function termOfChar(termStart: Uint32Array, char: number): number {
  let [low, high] = [0, termStart.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((termStart[middle] ?? 0) <= char) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lowerBound(segment: Terms, text: string): number {
  let [low, high] = [0, segment.columns.termCount.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(segment, middle, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare({ columns }: Terms, term: number, text: string): number {
  const { termChars, termStart } = columns;
  const start = termStart[term] ?? 0;
  const length = (termStart[term + 1] ?? 0) - start;
  const shared = Math.min(length, text.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (termChars[start + at] ?? 0) - text.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}

/** A table of words alone, for lists that are not of a catalogue. @param words Sorted, each once. */
export function termTable(words: readonly string[]): Terms {
  const termStart = new Uint32Array(words.length + 1);
  for (const [at, word] of words.entries()) termStart[at + 1] = (termStart[at] ?? 0) + word.length;
  const termChars = Uint16Array.from(words.join(''), (letter) => letter.charCodeAt(0));
  const columns: TermColumns = {
    termChars,
    termStart,
    termSurface: new Uint8Array(words.length).fill(1),
    termCount: new Uint32Array(words.length).fill(1),
    termPostings: new Uint32Array(words.length + 1),
  };
  return { columns };
}
