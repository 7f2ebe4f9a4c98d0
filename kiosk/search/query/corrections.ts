/** What a word with typing mistakes may have been meant to be: a word of the catalogue, or one of the dictionary. */
import { editsFor } from '../index/fuzzy.ts';
import { conceptTerm } from '../words/dictionary.ts';
import type { NearWord } from './lexicons.ts';
import type { Alternative, PlanOptions } from './plan.ts';

const MOST = 12;
/** By number of edits. */
const QUALITY = [1, 0.5, 0.3];

export interface Corrections {
  alternatives: Alternative[];
  /** The likeliest; null when there is none. */
  best: string | null;
}

export function corrections(word: string, isPrefix: boolean, options: PlanOptions): Corrections {
  const edits = editsFor(word);
  if (edits === 0) return { alternatives: [], best: null };
  // A whole word is likelier than the beginning of a longer one.
  const whole = nearest(word, { edits, isPrefix: false, most: MOST }, options);
  const begun =
    isPrefix && whole.length < 3 ? nearest(word, { edits, isPrefix: true, most: MOST }, options) : [];
  const near = [...whole, ...begun.filter(({ word }) => !whole.some((other) => other.word === word))];
  const least = Math.min(...near.map(({ distance }) => distance));
  return {
    alternatives: near.flatMap((candidate) => meant(candidate, options)),
    best: near.find(({ distance }) => distance === least)?.word ?? null,
  };
}

interface Candidate extends NearWord {
  ids: readonly string[];
}

function nearest(
  word: string,
  search: { edits: number; isPrefix: boolean; most: number },
  { lexicons, dictionary }: PlanOptions,
): Candidate[] {
  const fromCatalogue = lexicons
    .near(word, search)
    .map((near) => ({ ...near, ids: [] as readonly string[] }));
  const fromDictionary = dictionary.near(word, search).map(({ word, distance }) => {
    const ids = dictionary.conceptsOf(word).filter((id) => lexicons.has(conceptTerm(id)));
    return { word, distance, ids, count: Math.max(0, ...ids.map((id) => lexicons.count(conceptTerm(id)))) };
  });
  return [...fromCatalogue, ...fromDictionary.filter(({ ids }) => ids.length > 0)].sort(
    (a, b) => a.distance - b.distance || b.count - a.count,
  );
}

function meant({ word, distance, ids }: Candidate, { dictionary, lexicons }: PlanOptions): Alternative[] {
  const quality = QUALITY[distance] ?? 0.2;
  const texts =
    ids.length > 0 ? ids : dictionary.conceptsOf(word).filter((id) => lexicons.has(conceptTerm(id)));
  return [
    { text: word, isPrefix: false, quality },
    ...texts.map((id) => ({ text: conceptTerm(id), isPrefix: false, quality: quality * 0.9 })),
  ];
}
