/** The lists a kiosk would serve, from the fixtures. */
import type { RelatedPage, ReviewsPage, SearchPage } from '../../../broker/contract/http.ts';
import type { SearchFacets } from '../../../broker/contract/search.ts';
import { CARDS, CATEGORIES, type CardFixture } from '../fixtures/cards.ts';
import { REVIEWS } from '../fixtures/reviews.ts';

export function reviewsPage(productId: string, query: URLSearchParams): ReviewsPage {
  const lang = query.get('lang') ?? 'en';
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 20);
  const sorted = REVIEWS.toSorted(
    (one, other) =>
      Number(other.lang === lang) - Number(one.lang === lang) || other.createdAt.localeCompare(one.createdAt),
  );
  return { productId, total: sorted.length, reviews: sorted.slice(offset, offset + limit) };
}

export function relatedPage(productId: string): RelatedPage {
  const similar = CARDS.filter(({ category }) => category === 'Outerwear').map(
    ({ category: _category, ...card }) => card,
  );
  return { productId, similar, look: [] };
}

/** Slips of the finger that the gallery knows, to show how the screen says so. */
const SLIPS: Readonly<Record<string, string>> = { trecnh: 'trench', totte: 'tote' };
const FAMILIES: Readonly<Record<string, string>> = {
  camel: 'beige',
  brick: 'red',
  bark: 'brown',
  tan: 'brown',
  sun: 'yellow',
  burgundy: 'red',
  plum: 'purple',
  harbour: 'blue',
  ink: 'blue',
  indigo: 'blue',
  pine: 'white',
  walnut: 'brown',
};
const SIZES: Readonly<Record<string, readonly string[]>> = {
  Footwear: ['38', '39', '40', '41', '42', '43'],
  Bags: ['One Size'],
};
const PRICES = [10_000, 15_000, 20_000, 30_000];

interface Found {
  card: CardFixture;
  sizes: readonly string[];
  colour: string;
  here: boolean;
}

const ALL: readonly Found[] = CARDS.map((card, index) => ({
  card,
  sizes: SIZES[card.category] ?? ['XS', 'S', 'M', 'L', 'XL'],
  colour: FAMILIES[card.productId.split('-').at(-1)?.toLowerCase() ?? ''] ?? 'grey',
  here: index % 4 !== 2,
}));

/** Which filters a product fails, by their names. */
function fails({ card, sizes, colour, here }: Found, query: URLSearchParams): string[] {
  const price = card.price.now.amountMinor;
  const any = (name: string, fits: (value: string) => boolean): boolean => {
    const values = query.getAll(name);
    return values.length > 0 && !values.some(fits);
  };
  return [
    any('size', (value) => sizes.includes(value)) ? 'size' : '',
    any('colour', (value) => value === colour) ? 'colour' : '',
    any('category', (value) => value === card.category) ? 'category' : '',
    any('priceFrom', (value) => price >= Number(value)) || any('priceTo', (value) => price < Number(value))
      ? 'price'
      : '',
    any('here', () => here) ? 'here' : '',
  ].filter((name) => name !== '');
}

export function searchPage(query: URLSearchParams): SearchPage {
  const typed = (query.get('q') ?? '').trim().toLowerCase();
  const corrected = SLIPS[typed] ?? null;
  const words = corrected ?? typed;
  const named = ALL.filter(({ card }) => `${card.title} ${card.category}`.toLowerCase().includes(words));
  const passing = (but: string): Found[] =>
    named.filter((one) => fails(one, query).every((name) => name === but));
  const found = passing('');
  const facets: SearchFacets = {
    sizes: counted(passing('size').flatMap(({ sizes }) => sizes)),
    colours: counted(passing('colour').map(({ colour }) => colour)),
    brands: [{ value: 'Velden & Ros', count: found.length }],
    categories: counted(passing('category').map(({ card }) => card.category)),
    prices: [...PRICES, null]
      .map((to, index) => ({ from: PRICES[index - 1] ?? 0, to, count: 0 }))
      .map((range) => ({
        ...range,
        count: passing('price').filter(
          ({ card }) =>
            card.price.now.amountMinor >= range.from && card.price.now.amountMinor < (range.to ?? Infinity),
        ).length,
      }))
      .filter(({ count }) => count > 0),
    here: passing('here').filter(({ here }) => here).length,
  };
  return {
    query: typed,
    total: found.length,
    cards: found.map(({ card: { category: _category, ...card }, here }) => ({
      ...card,
      availableHere: here,
    })),
    categories: [...CATEGORIES],
    corrected,
    isPartial: false,
    facets,
    currency: 'EUR',
    isIndexed: true,
    asOf: '2026-11-26T06:00:00+01:00',
  };
}

function counted(values: readonly string[]): SearchFacets['sizes'] {
  return [...new Set(values)].map((value) => ({
    value,
    count: values.filter((one) => one === value).length,
  }));
}
