/** Counts products by size, colour, price, brand and category, for one segment; several are added up by name. */
import type { SearchFacets } from '../../../broker/contract/search.ts';
import type { Segment } from '../index/segment.ts';
import { COLOUR_FAMILIES } from '../words/colours.ts';
import { compareSizes } from './sizes.ts';

export class Counts {
  readonly #segment: Segment;
  readonly #prices: readonly number[];
  readonly #sizes: Uint32Array;
  readonly #sizeSets: Uint32Array;
  readonly #families = new Uint32Array(1 << COLOUR_FAMILIES.length);
  readonly #priceCounts: Uint32Array;
  readonly #brands: Uint32Array;
  readonly #categories: Uint32Array;
  /** Document that a size was last counted for, plus one. */
  readonly #lastOf: Uint32Array;
  #hereCount = 0;
  // Of the document whose variants are looked at.
  #familyBits = 0;
  #priceBits = 0;
  #isHere = false;

  constructor(segment: Segment, prices: readonly number[]) {
    const { names } = segment;
    this.#segment = segment;
    this.#prices = prices;
    this.#sizes = new Uint32Array(names.sizes.length);
    this.#lastOf = new Uint32Array(names.sizes.length);
    this.#sizeSets = new Uint32Array(names.sizeSets.length);
    this.#priceCounts = new Uint32Array(prices.length + 1);
    this.#brands = new Uint32Array(names.brands.length);
    this.#categories = new Uint32Array(names.categories.length);
  }

  brand(document: number): void {
    add(this.#brands, this.#segment.columns.docBrand[document] ?? 0);
  }

  category(document: number): void {
    add(this.#categories, this.#segment.columns.docCategory[document] ?? 0);
  }

  whole(document: number): void {
    const { docSizes, docFamilies, docHere, docPrice, docPriceTop, docVariants } = this.#segment.columns;
    add(this.#sizeSets, docSizes[document] ?? 0);
    add(this.#families, docFamilies[document] ?? 0);
    if (docHere[document] === 1) this.#hereCount += 1;
    const range = this.#rangeOf(docPrice[document] ?? 0);
    if (range === this.#rangeOf(docPriceTop[document] ?? 0)) {
      add(this.#priceCounts, range);
      return;
    }
    const end = docVariants[document + 1] ?? 0;
    for (let variant = docVariants[document] ?? 0; variant < end; variant += 1) this.price(variant);
    this.settle();
  }

  size(document: number, variant: number): void {
    const size = this.#segment.columns.variantSize[variant] ?? 0;
    if (this.#lastOf[size] === document + 1) return;
    this.#lastOf[size] = document + 1;
    add(this.#sizes, size);
  }

  colour(variant: number): void {
    this.#familyBits |= this.#segment.names.families[this.#segment.columns.variantColour[variant] ?? 0] ?? 0;
  }

  price(variant: number): void {
    this.#priceBits |= 1 << this.#rangeOf(this.#segment.columns.variantPrice[variant] ?? 0);
  }

  here(variant: number): void {
    if (this.#segment.columns.variantHere[variant] === 1) this.#isHere = true;
  }

  /** The variants of a document have been looked at. */
  settle(): void {
    if (this.#familyBits !== 0) add(this.#families, this.#familyBits);
    for (let range = 0; range < this.#priceCounts.length; range += 1)
      if ((this.#priceBits & (1 << range)) !== 0) add(this.#priceCounts, range);
    if (this.#isHere) this.#hereCount += 1;
    [this.#familyBits, this.#priceBits, this.#isHere] = [0, 0, false];
  }

  addTo(sum: FacetSum): void {
    const { names } = this.#segment;
    for (const [set, count] of this.#sizeSets.entries())
      if (count > 0)
        for (const size of names.sizeSets[set] ?? []) this.#sizes[size] = (this.#sizes[size] ?? 0) + count;
    gather(sum.sizes, names.sizes, this.#sizes);
    gather(sum.brands, names.brands, this.#brands);
    gather(sum.categories, names.categories, this.#categories);
    for (const [bits, count] of this.#families.entries())
      if (count > 0)
        for (const [index, family] of COLOUR_FAMILIES.entries())
          if ((bits & (1 << index)) !== 0) sum.colours.set(family, (sum.colours.get(family) ?? 0) + count);
    for (const [range, count] of this.#priceCounts.entries())
      sum.prices[range] = (sum.prices[range] ?? 0) + count;
    sum.here += this.#hereCount;
  }

  #rangeOf(price: number): number {
    let range = 0;
    while (range < this.#prices.length && price >= (this.#prices[range] ?? Infinity)) range += 1;
    return range;
  }
}

export interface FacetSum {
  sizes: Map<string, number>;
  colours: Map<string, number>;
  brands: Map<string, number>;
  categories: Map<string, number>;
  prices: number[];
  here: number;
}

export function emptySum(): FacetSum {
  return {
    sizes: new Map(),
    colours: new Map(),
    brands: new Map(),
    categories: new Map(),
    prices: [],
    here: 0,
  };
}

/** More choices than these are no choice. */
const MOST = { sizes: 48, brands: 40, categories: 60 };

export function facetsOf(sum: FacetSum, prices: readonly number[]): SearchFacets {
  return {
    sizes: byCount(sum.sizes, MOST.sizes).sort((a, b) => compareSizes(a.value, b.value)),
    colours: byCount(sum.colours, COLOUR_FAMILIES.length),
    brands: byCount(sum.brands, MOST.brands),
    categories: byCount(sum.categories, MOST.categories),
    prices: [...prices, null]
      .map((to, range) => ({ from: prices[range - 1] ?? 0, to, count: sum.prices[range] ?? 0 }))
      .filter(({ count }) => count > 0),
    here: sum.here,
  };
}

function byCount(counts: ReadonlyMap<string, number>, most: number): { value: string; count: number }[] {
  return [...counts]
    .filter(([value, count]) => value !== '' && count > 0)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

function gather(sum: Map<string, number>, names: readonly string[], counts: Uint32Array): void {
  for (const [index, count] of counts.entries()) {
    const name = names[index];
    if (count > 0 && name !== undefined) sum.set(name, (sum.get(name) ?? 0) + count);
  }
}

function add(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
