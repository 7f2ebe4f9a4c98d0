/** Reviews of a product, from the replica. */
import type { Review } from '../../broker/contract/domain.ts';
import type { ReviewsPage } from '../../broker/contract/http.ts';
import type { Statements } from './statements.ts';

export interface ReviewsQuery {
  productId: string;
  /** BCP 47; reviews in it come first. */
  lang: string;
  offset: number;
  limit: number;
}

const FROM = 'FROM review_of JOIN review ON review.id = review_of.review WHERE review_of.product = ?';
const MOST = 200;

export function reviewsPage(statements: Statements, query: ReviewsQuery): ReviewsPage {
  const { productId, lang } = query;
  const primary = lang.toLowerCase().split('-')[0] ?? '';
  const rows = statements.texts(
    `SELECT review.json ${FROM}
     ORDER BY (lower(lang) = ?) DESC, (lower(lang) LIKE ? || '%') DESC, created DESC, id LIMIT ? OFFSET ?`,
    productId,
    lang.toLowerCase(),
    primary,
    Math.max(0, Math.min(query.limit, MOST)),
    Math.max(0, query.offset),
  );
  return {
    productId,
    total: statements.count(`SELECT count(*) ${FROM}`, productId),
    reviews: rows.map((json) => JSON.parse(json) as Review),
  };
}

export function reviewsOf(statements: Statements, productId: string): Review[] {
  return statements
    .texts(`SELECT review.json ${FROM} ORDER BY created DESC, id LIMIT ${MOST}`, productId)
    .map((json) => JSON.parse(json) as Review);
}
