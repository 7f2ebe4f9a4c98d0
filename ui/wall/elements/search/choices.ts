/** What a shopper has narrowed the search to, and what they may choose next. */
import type { FacetCount, SearchFacets, SearchFilters } from '../../../../broker/contract/search.ts';
import { kinds } from './kinds.ts';

export type Facet = 'kind' | 'size' | 'colour' | 'price' | 'brand';

export interface Choice {
  sizes: readonly string[];
  colours: readonly string[];
  brands: readonly string[];
  /** Names of kinds, as `kinds` makes them of paths. */
  kinds: readonly string[];
  price: { from: number; to: number | null } | null;
  here: boolean;
}

export const NO_CHOICE: Choice = { sizes: [], colours: [], brands: [], kinds: [], price: null, here: false };

/** One thing to choose, with how many products it would leave. */
export interface Option {
  value: string;
  count: number;
  chosen: boolean;
}

/** As many categories as an address may name. */
const MOST_CATEGORIES = 50;

export function filtersOf(choice: Choice, paths: readonly string[]): SearchFilters {
  return {
    sizes: [...choice.sizes],
    colours: [...choice.colours],
    brands: [...choice.brands],
    categories: paths
      .filter((path) => choice.kinds.some((kind) => isOfKind(path, kind)))
      .slice(0, MOST_CATEGORIES),
    priceFrom: choice.price?.from ?? null,
    priceTo: choice.price?.to ?? null,
    here: choice.here,
  };
}

/** Whether anything is chosen but the store. */
export function isNarrowed({ sizes, colours, brands, kinds: chosen, price }: Choice): boolean {
  return sizes.length + colours.length + brands.length + chosen.length > 0 || price !== null;
}

export function toggled(choice: Choice, facet: Exclude<Facet, 'price'>, value: string): Choice {
  const key = ({ kind: 'kinds', size: 'sizes', colour: 'colours', brand: 'brands' } as const)[facet];
  const before = choice[key];
  return {
    ...choice,
    [key]: before.includes(value) ? before.filter((one) => one !== value) : [...before, value],
  };
}

export function cleared(choice: Choice, facet: Facet): Choice {
  if (facet === 'price') return { ...choice, price: null };
  const key = ({ kind: 'kinds', size: 'sizes', colour: 'colours', brand: 'brands' } as const)[facet];
  return { ...choice, [key]: [] };
}

/** What there is to choose of; what was chosen stays, also when it would leave nothing. */
export function optionsOf(facets: SearchFacets, choice: Choice, facet: Exclude<Facet, 'price'>): Option[] {
  if (facet === 'size') return merged(facets.sizes, choice.sizes);
  if (facet === 'colour') return merged(facets.colours, choice.colours);
  if (facet === 'brand') return merged(facets.brands, choice.brands);
  return merged(kindCounts(facets.categories), choice.kinds);
}

function merged(counts: readonly FacetCount[], chosen: readonly string[]): Option[] {
  const known = counts.map(({ value, count }) => ({ value, count, chosen: chosen.includes(value) }));
  const lost = chosen.filter((value) => !counts.some((one) => one.value === value));
  return [...known, ...lost.map((value) => ({ value, count: 0, chosen: true }))];
}

function kindCounts(categories: readonly FacetCount[]): FacetCount[] {
  return kinds(categories.map(({ value }) => value))
    .map((value) => ({
      value,
      count: categories
        .filter((category) => isOfKind(category.value, value))
        .reduce((sum, { count }) => sum + count, 0),
    }))
    .sort((a, b) => b.count - a.count);
}

function isOfKind(path: string, kind: string): boolean {
  return path.split(' > ').includes(kind);
}
