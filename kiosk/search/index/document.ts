/** What a product is found by: words with how much each says, and what filters look at. */
import type { Product, Variant } from '../../../broker/contract/domain.ts';
import { conceptTerm, type Dictionary } from '../words/dictionary.ts';
import { fold, wordsOf } from '../words/fold.ts';
import { splitCompound } from '../words/compound.ts';
import { searchLanguage, stemsIn, stemsOf, type SearchLanguage } from '../words/stem.ts';

export interface SearchVariant {
  colour: string;
  size: string;
  /** What is paid now, minor units. */
  price: number;
  /** Buyable in this store. */
  here: boolean;
}

/** A product as the catalogue has it. */
export interface SourceProduct {
  product: Product;
  variants: readonly { variant: Variant; here: boolean }[];
}

export interface SearchDocument {
  id: string;
  brand: string;
  /** `Women > Footwear > Boots`. */
  category: string;
  /** Rating with ten usual ones added, 0 to 5. */
  standing: number;
  /** Term → impact 1 to 255, and `SURFACE` when it is a word as it is written. */
  terms: ReadonlyMap<string, number>;
  /** Changes exactly when `terms` or the shape of the variants do. */
  print: number;
  variants: SearchVariant[];
}

export const SURFACE = 256;

/** How much a word says, by where it stands. */
const IMPACT = {
  title: 255,
  brand: 200,
  category: 190,
  colour: 200,
  size: 150,
  attribute: 120,
  number: 60,
  highlight: 60,
  description: 30,
};
/** Of the impact of the word it comes from. */
const SHARE = { stem: 0.8, part: 0.6, concept: 0.95, parent: 0.75 };
const MOST_KEPT = 20_000;
const MOST_TEXT_WORDS = 80;
const LONGEST_KEY = 40;

export class Documents {
  readonly #dictionary: Dictionary;
  /** Words come again and again; their stems need not be worked out each time. */
  readonly #stems = new Map<string, string[]>();
  readonly #texts = new Map<string, [term: string, worth: number][]>();

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  of({ product, variants }: SourceProduct): SearchDocument {
    const found = new Words(this.#dictionary, (word, language) => this.#stemsOf(word, language));
    for (const [tag, text] of Object.entries(product.title))
      found.text(text, IMPACT.title, searchLanguage(tag));
    found.text(product.brand, IMPACT.brand, 'none');
    // Who types the number of a product finds it while they type.
    found.text(product.productId, IMPACT.number, 'none');
    for (const step of product.categoryPath) this.#repeated(found, step, IMPACT.category);
    for (const { value } of product.attributes) this.#repeated(found, value, IMPACT.attribute);
    for (const colour of unique(variants, 'colour')) this.#repeated(found, colour, IMPACT.colour);
    for (const size of unique(variants, 'size')) found.text(size, IMPACT.size, 'none');
    for (const highlight of product.highlights) found.plain(highlight, IMPACT.highlight);
    for (const text of Object.values(product.description)) found.plain(text, IMPACT.description);
    return {
      id: product.productId,
      brand: product.brand,
      category: product.categoryPath.join(' > '),
      standing: standing(product.rating.average, product.rating.count),
      terms: found.terms,
      print: printOf(found.terms, product, variants),
      variants: variants.map(({ variant, here }) => ({
        colour: variant.colour,
        size: variant.size,
        price: Math.min(variant.price.amountMinor, variant.salePrice?.amountMinor ?? Infinity),
        here,
      })),
    };
  }

  /** Colours and categories are the same for many products: what one says is worked out once. */
  #repeated(found: Words, text: string, impact: number): void {
    const key = `${impact}:${text}`;
    let terms = this.#texts.get(key);
    if (terms === undefined) {
      if (this.#texts.size > MOST_KEPT) this.#texts.clear();
      const alone = new Words(this.#dictionary, (word, language) => this.#stemsOf(word, language));
      alone.text(text, impact);
      terms = [...alone.terms];
      this.#texts.set(key, terms);
    }
    for (const [term, worth] of terms) found.put(term, worth & 0xff, (worth & SURFACE) !== 0);
  }

  #stemsOf(word: string, language: SearchLanguage | undefined): string[] {
    const key = `${language ?? ''}:${word}`;
    let stems = this.#stems.get(key);
    if (stems === undefined) {
      if (this.#stems.size > MOST_KEPT) this.#stems.clear();
      stems = language === undefined ? stemsOf(word) : stemsIn(word, language);
      this.#stems.set(key, stems);
    }
    return stems;
  }
}

/** Gathers terms; of a word that stands in several places the place that says most counts. */
class Words {
  readonly terms = new Map<string, number>();
  readonly #dictionary: Dictionary;
  readonly #stemsOf: (word: string, language: SearchLanguage | undefined) => string[];

  constructor(
    dictionary: Dictionary,
    stemsOf: (word: string, language: SearchLanguage | undefined) => string[],
  ) {
    this.#dictionary = dictionary;
    this.#stemsOf = stemsOf;
  }

  /** @param language Of the text; `none` for names, which have no endings; undefined when nobody knows. */
  text(text: string, impact: number, language?: SearchLanguage | 'none'): void {
    const words = wordsOf(text);
    const concepts = new Set<string>();
    for (const [at, word] of words.entries()) {
      this.put(word, impact, true);
      if (language === 'none') continue;
      for (const stem of this.#stemsOf(word, language)) this.put(stem, impact * SHARE.stem, false);
      for (const id of this.#conceptsAt(words, at)) concepts.add(id);
      for (const part of this.#parts(word)) {
        this.put(part, impact * SHARE.part, true);
        for (const id of this.#dictionary.conceptsOf(part)) concepts.add(id);
      }
    }
    for (const [id, distance] of this.#dictionary.withParents([...concepts]))
      this.put(conceptTerm(id), impact * (distance === 0 ? SHARE.concept : SHARE.parent), false);
  }

  /** Words of prose: only as they are written. */
  plain(text: string, impact: number): void {
    for (const word of wordsOf(text).slice(0, MOST_TEXT_WORDS))
      if (word.length > 2) this.put(word, impact, true);
  }

  #conceptsAt(words: readonly string[], at: number): readonly string[] {
    const phrase = this.#dictionary.phraseAt(words, at);
    return [...(phrase?.ids ?? []), ...this.#dictionary.conceptsOf(words[at] ?? '')];
  }

  /** Known parts of a long word, so that `Jacke` finds `Lederjacke`. */
  #parts(word: string): string[] {
    if (word.length < 7 || this.#dictionary.has(word)) return [];
    return splitCompound(word, (part) => this.#dictionary.has(part)) ?? [];
  }

  put(term: string, impact: number, isSurface: boolean): void {
    if (term === '') return;
    const key = term.slice(0, LONGEST_KEY);
    const before = this.terms.get(key) ?? 0;
    const best = Math.max(before & 0xff, Math.max(1, Math.round(impact)));
    this.terms.set(key, best | (before & SURFACE) | (isSurface ? SURFACE : 0));
  }
}

function unique(variants: SourceProduct['variants'], key: 'colour' | 'size'): string[] {
  return [...new Set(variants.map(({ variant }) => variant[key]))].filter((text) => text !== '');
}

/** As the replica ranks: one perfect review does not win. */
function standing(average: number, count: number): number {
  return (average * count + 38) / (count + 10);
}

/** FNV-1a over everything that stock and price do not change. */
function printOf(
  terms: ReadonlyMap<string, number>,
  product: Product,
  variants: SourceProduct['variants'],
): number {
  let hash = 0x811c9dc5;
  const mix = (text: string): void => {
    for (let at = 0; at < text.length; at += 1)
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    hash = Math.imul(hash ^ 0x1f, 0x01000193) >>> 0;
  };
  for (const [term, impact] of terms) mix(`${term}${impact}`);
  mix(`${product.rating.average} ${product.rating.count} ${product.categoryPath.join('>')}`);
  for (const { variant } of variants) mix(`${fold(variant.colour)}/${variant.size}`);
  return hash;
}
