/** The lists a kiosk would serve, from the fixtures. */
import type { ReviewsPage, SearchPage } from '../../../broker/contract/http.ts';
import { CARDS, CATEGORIES } from '../fixtures/cards.ts';
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

export function searchPage(query: URLSearchParams): SearchPage {
  const words = (query.get('q') ?? '').toLowerCase();
  const cards = CARDS.filter((card) => `${card.title} ${card.category}`.toLowerCase().includes(words));
  return {
    query: words,
    total: cards.length,
    cards: cards.map(({ category: _category, ...card }, index) => ({
      ...card,
      availableHere: index % 4 !== 2,
    })),
    categories: [...CATEGORIES],
    corrected: null,
    isPartial: false,
    facets: null,
    currency: 'EUR',
    isIndexed: true,
    asOf: '2026-11-26T06:00:00+01:00',
  };
}
