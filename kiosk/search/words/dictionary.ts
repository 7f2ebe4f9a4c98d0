/** Looks words up across languages: `schwarz`, `noir` and `czarny` are one thing. */
import { COLOURS, COLOUR_FAMILIES } from './colours.ts';
import { nearTerms, type FuzzyOptions } from '../index/fuzzy.ts';
import { termTable } from '../index/lexicon.ts';
import type { Terms } from '../index/segment.ts';
import type { Concept } from './concept.ts';
import { fold, typedWords } from './fold.ts';
import { KINDS } from './kinds.ts';
import { SEARCH_LANGUAGES, stemsIn, type SearchLanguage } from './stem.ts';

/** Concepts are terms like words, told apart by their first letter, which no word has. */
export const CONCEPT_MARK = '=';
export const conceptTerm = (id: string): string => CONCEPT_MARK + id;

const MOST_WORDS = 3;
const MOST_KNOWN = 20_000;

/** Longest first, so that `sac à dos` is not a `sac`. */
export interface Phrase {
  length: number;
  ids: readonly string[];
}

export class Dictionary {
  readonly #byId = new Map<string, Concept>();
  readonly #words = new Map<string, Set<string>>();
  readonly #stems = new Map<SearchLanguage, Map<string, Set<string>>>();
  /** First words of phrases, as they are and without their endings. */
  readonly #firsts = new Set<string>();
  readonly #sorted: string[];
  readonly #table: Terms;
  /** Words come again and again, and most mean nothing. */
  readonly #known = new Map<string, { ids: readonly string[]; begins: boolean }>();

  constructor(concepts: readonly Concept[] = [...COLOURS, ...KINDS]) {
    for (const language of SEARCH_LANGUAGES) this.#stems.set(language, new Map());
    for (const concept of concepts) {
      this.#byId.set(concept.id, concept);
      for (const language of SEARCH_LANGUAGES)
        for (const phrase of (concept.words[language] ?? '').split(',')) this.#add(concept, language, phrase);
    }
    this.#sorted = [...this.#words.keys()].filter((key) => !key.includes(' ')).sort();
    this.#table = termTable(this.#sorted);
  }

  /** Concepts of one folded word, as it is or without its ending. */
  conceptsOf(word: string): readonly string[] {
    return this.#lookUp(word).ids;
  }

  #lookUp(word: string): { ids: readonly string[]; begins: boolean } {
    let known = this.#known.get(word);
    if (known === undefined) {
      if (this.#known.size > MOST_KNOWN) this.#known.clear();
      const begins =
        this.#firsts.has(word) ||
        SEARCH_LANGUAGES.some((language) => this.#firsts.has(shortest(word, language)));
      known = { ids: this.#meaning(word), begins };
      this.#known.set(word, known);
    }
    return known;
  }

  #meaning(word: string): readonly string[] {
    const exact = this.#words.get(word);
    if (exact !== undefined) return [...exact];
    const found = new Set<string>();
    for (const language of SEARCH_LANGUAGES)
      for (const stem of stemsIn(word, language))
        for (const id of this.#stems.get(language)?.get(stem) ?? []) found.add(id);
    return [...found];
  }

  /** True for a word of the tables as it is written there. */
  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The longest phrase of at least two words that begins at `from`. */
  phraseAt(words: readonly string[], from: number): Phrase | undefined {
    if (!this.#lookUp(words[from] ?? '').begins) return undefined;
    for (let length = Math.min(MOST_WORDS, words.length - from); length > 1; length -= 1) {
      const ids = this.#phrase(words.slice(from, from + length));
      if (ids.length > 0) return { length, ids };
    }
    return undefined;
  }

  /** Words of the tables that begin so, for a word that is still being typed. */
  completions(prefix: string, most: number): string[] {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let at = low; at < this.#sorted.length && found.length < most; at += 1) {
      const word = this.#sorted[at] ?? '';
      if (!word.startsWith(prefix)) break;
      found.push(word);
    }
    return found;
  }

  /** Single words of the tables within a few edits, the nearest first. */
  near(word: string, options: FuzzyOptions): { word: string; distance: number }[] {
    return nearTerms(this.#table, word, options).map(({ term, distance }) => ({
      word: this.#sorted[term] ?? '',
      distance,
    }));
  }

  /** What these are kinds of, all the way up, with how far up it is. */
  withParents(ids: readonly string[]): Map<string, number> {
    const found = new Map<string, number>();
    const visit = (id: string, distance: number): void => {
      if ((found.get(id) ?? Infinity) <= distance) return;
      found.set(id, distance);
      for (const parent of this.#byId.get(id)?.parents ?? []) visit(parent, distance + 1);
    };
    for (const id of ids) visit(id, 0);
    return found;
  }

  /** Bits by `COLOUR_FAMILIES` of what a colour is called; 0 when nobody knows. */
  familiesOf(colour: string): number {
    const words = typedWords(colour);
    const ids: string[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const phrase = this.phraseAt(words, at);
      ids.push(...(phrase?.ids ?? this.conceptsOf(words[at] ?? '')));
      at += (phrase?.length ?? 1) - 1;
    }
    const all = this.withParents(ids);
    return COLOUR_FAMILIES.reduce((bits, family, index) => (all.has(family) ? bits | (1 << index) : bits), 0);
  }

  #add(concept: Concept, language: SearchLanguage, text: string): void {
    const words = typedWords(text);
    if (words.length === 0) return;
    note(this.#words, words.join(' '), concept.id);
    const stems = this.#stems.get(language) ?? new Map<string, Set<string>>();
    for (const key of words.length === 1 ? [fold(text.trim()), ...stemsIn(words[0] ?? '', language)] : [])
      note(stems, key, concept.id);
    if (words.length === 1) return;
    this.#firsts.add(words[0] ?? '').add(shortest(words[0] ?? '', language));
    note(stems, words.map((word) => shortest(word, language)).join(' '), concept.id);
  }

  #phrase(words: readonly string[]): readonly string[] {
    const exact = this.#words.get(words.join(' '));
    if (exact !== undefined) return [...exact];
    const found = new Set<string>();
    for (const language of SEARCH_LANGUAGES) {
      const key = words.map((word) => shortest(word, language)).join(' ');
      for (const id of this.#stems.get(language)?.get(key) ?? []) found.add(id);
    }
    return [...found];
  }
}

function note(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, new Set([id]));
  else ids.add(id);
}

function shortest(word: string, language: SearchLanguage): string {
  return stemsIn(word, language).reduce((best, stem) => (stem.length < best.length ? stem : best), word);
}
