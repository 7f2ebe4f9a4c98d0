/** Which documents pass the filters, and how many each choice would leave. */
import type { SearchFilters } from '../../../broker/contract/search.ts';
import type { Segment } from '../index/segment.ts';
import { COLOUR_FAMILIES } from '../words/colours.ts';
import { Counts } from './counts.ts';

/** What a variant or a document fails by. */
const FAILS = { size: 1, colour: 2, price: 4, here: 8, brand: 16, category: 32 } as const;

export interface FilterOptions {
  filters: SearchFilters;
  /** Ends of the price ranges, minor units, ascending. */
  prices: readonly number[];
}

export class Filter {
  readonly #segment: Segment;
  readonly #filters: SearchFilters;
  readonly #prices: readonly number[];
  readonly #sizes: Uint8Array | null;
  readonly #families: number;
  readonly #brands: Uint8Array | null;
  readonly #categories: Uint8Array | null;
  readonly #looksAtVariants: boolean;

  constructor(segment: Segment, { filters, prices }: FilterOptions) {
    this.#segment = segment;
    this.#filters = filters;
    this.#prices = prices;
    this.#sizes = chosen(segment.names.sizes, filters.sizes, (name, value) => name === value);
    this.#brands = chosen(segment.names.brands, filters.brands, (name, value) => name === value);
    this.#categories = chosen(segment.names.categories, filters.categories, isWithin);
    this.#families = COLOUR_FAMILIES.reduce(
      (bits, family, index) => (filters.colours.includes(family) ? bits | (1 << index) : bits),
      0,
    );
    this.#looksAtVariants =
      filters.sizes.length + filters.colours.length > 0 ||
      filters.priceFrom !== null ||
      filters.priceTo !== null ||
      filters.here;
  }

  /** Keeps, in place and in order, those of the first `count` documents that pass. */
  keep(documents: Uint32Array, count: number): number {
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const document = documents[at] ?? 0;
      if (!this.passes(document)) continue;
      documents[kept] = document;
      kept += 1;
    }
    return kept;
  }

  passes(document: number): boolean {
    if (this.#failsOf(document) !== 0) return false;
    if (!this.#looksAtVariants) return true;
    const { docVariants } = this.#segment.columns;
    const end = docVariants[document + 1] ?? 0;
    for (let variant = docVariants[document] ?? 0; variant < end; variant += 1)
      if (this.variantFails(variant) === 0) return true;
    return false;
  }

  /** Counts for every choice over the first `count` documents, which need not pass. */
  count(documents: Uint32Array, count: number): Counts {
    const counts = new Counts(this.#segment, this.#prices);
    for (let at = 0; at < count; at += 1) {
      const document = documents[at] ?? 0;
      const fails = this.#failsOf(document);
      if (!this.#looksAtVariants) this.#countWhole(counts, document, fails);
      else if (fails === 0 || fails === FAILS.brand || fails === FAILS.category)
        this.#countByVariant(counts, document, fails);
    }
    return counts;
  }

  /** Nothing is asked of variants: what a document has in all is what counts. */
  #countWhole(counts: Counts, document: number, fails: number): void {
    if ((fails & ~FAILS.brand) === 0) counts.brand(document);
    if ((fails & ~FAILS.category) === 0) counts.category(document);
    if (fails === 0) counts.whole(document);
  }

  #countByVariant(counts: Counts, document: number, fails: number): void {
    const { docVariants } = this.#segment.columns;
    const end = docVariants[document + 1] ?? 0;
    let passes = false;
    for (let variant = docVariants[document] ?? 0; variant < end; variant += 1) {
      const misses = this.variantFails(variant);
      if (misses === 0) passes = true;
      if (fails !== 0) continue;
      if ((misses & ~FAILS.size) === 0) counts.size(document, variant);
      if ((misses & ~FAILS.colour) === 0) counts.colour(variant);
      if ((misses & ~FAILS.price) === 0) counts.price(variant);
      if ((misses & ~FAILS.here) === 0) counts.here(variant);
    }
    counts.settle();
    if (!passes) return;
    if ((fails & ~FAILS.brand) === 0) counts.brand(document);
    if ((fails & ~FAILS.category) === 0) counts.category(document);
  }

  #failsOf(document: number): number {
    const { docBrand, docCategory } = this.#segment.columns;
    let fails = 0;
    if (this.#brands !== null && this.#brands[docBrand[document] ?? 0] !== 1) fails |= FAILS.brand;
    if (this.#categories !== null && this.#categories[docCategory[document] ?? 0] !== 1)
      fails |= FAILS.category;
    return fails;
  }

  variantFails(variant: number): number {
    const { variantSize, variantColour, variantPrice, variantHere } = this.#segment.columns;
    const { priceFrom, priceTo, here } = this.#filters;
    let fails = 0;
    if (this.#sizes !== null && this.#sizes[variantSize[variant] ?? 0] !== 1) fails |= FAILS.size;
    if (this.#filters.colours.length > 0) {
      const families = this.#segment.names.families[variantColour[variant] ?? 0] ?? 0;
      if ((families & this.#families) === 0) fails |= FAILS.colour;
    }
    const price = variantPrice[variant] ?? 0;
    if ((priceFrom !== null && price < priceFrom) || (priceTo !== null && price >= priceTo))
      fails |= FAILS.price;
    if (here && variantHere[variant] !== 1) fails |= FAILS.here;
    return fails;
  }
}

/** A path is within itself and within every beginning of it that ends at a step. */
function isWithin(path: string, value: string): boolean {
  return path === value || path.startsWith(`${value} > `);
}

/** For each name whether it is chosen; null when nothing is, which means all. */
function chosen(
  names: readonly string[],
  values: readonly string[],
  fits: (name: string, value: string) => boolean,
): Uint8Array | null {
  if (values.length === 0) return null;
  return Uint8Array.from(names, (name) => (values.some((value) => fits(name, value)) ? 1 : 0));
}
