/** Reviews of products we have, as plain text with masked authors. */
import type { Rating, Review } from '../../contract/domain.ts';
import { readReviewElements, type ReviewElement } from './parse-reviews.ts';
import { maskName, textOfHtml } from './plain-text.ts';
import { RowFault, attempt, type Rejections } from './rejections.ts';
import { readGtin } from './values.ts';

export interface ReadReviewsOptions {
  path: string;
  rejections: Rejections;
  /** Product by SKU. */
  productOfSku: ReadonlyMap<string, string>;
  /** SKU by GTIN-14. */
  byGtin: ReadonlyMap<string, string>;
  onRow: (done: number) => void;
}

const IDS = 'products/product/product_ids';

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_MARKUP. */
export async function readReviews(options: ReadReviewsOptions): Promise<Review[]> {
  const { path, rejections, onRow } = options;
  const reviews = new Map<string, Review>();
  for await (const element of readReviewElements(path)) {
    if (element.text('is_spam') === 'true') continue;
    const place = { file: path, line: element.line, id: element.text('review_id') };
    const review = attempt(rejections, place, () => reviewOf(element, options));
    if (!review) continue;
    if (reviews.has(review.id)) rejections.add(place, 'TW_ROW_DUPLICATE');
    else reviews.set(review.id, review);
    onRow(reviews.size);
  }
  return [...reviews.values()];
}

function reviewOf(element: ReviewElement, options: ReadReviewsOptions): Review {
  const id = element.text('review_id').slice(0, 128);
  if (id === '') throw new RowFault('TW_ROW_INVALID', 'review_id is missing');
  const time = Date.parse(element.text('review_timestamp'));
  if (Number.isNaN(time))
    throw new RowFault('TW_ROW_INVALID', 'review_timestamp is missing or is not ISO 8601');
  const productIds = productsOf(element, options);
  if (productIds.length === 0)
    throw new RowFault('TW_ROW_PRODUCT_UNKNOWN', 'no GTIN or SKU of it is in the products feed');
  const anonymous = element.attribute('reviewer/name', 'is_anonymous') === 'true';
  return {
    id,
    productIds,
    rating: ratingOf(element),
    title: textOfHtml(element.text('title'), 200),
    body: textOfHtml(element.text('content'), 5_000),
    lang: languageOf(element.text('review_language')),
    authorDisplay: anonymous ? '' : maskName(element.text('reviewer/name')),
    verified: element.text('is_verified_purchase') === 'true',
    incentivised: element.text('is_incentivized_review') === 'true',
    createdAt: new Date(time).toISOString(),
  };
}

/** GTINs first, SKUs when none of them is known. One review of twenty variants is one review of their product. */
function productsOf(element: ReviewElement, { productOfSku, byGtin }: ReadReviewsOptions): string[] {
  const byGtins = element
    .texts(`${IDS}/gtins/gtin`)
    .map((text) => productOfSku.get(byGtin.get(gtinOrNone(text)) ?? ''));
  const bySkus = element.texts(`${IDS}/skus/sku`).map((sku) => productOfSku.get(sku));
  const known = byGtins.some((id) => id !== undefined) ? byGtins : bySkus;
  return [...new Set(known.filter((id) => id !== undefined))];
}

function gtinOrNone(text: string): string {
  try {
    return readGtin(text);
  } catch (error) {
    if (error instanceof RowFault) return '';
    throw error;
  }
}

/** 1 to 5, from the scale the review itself gives. */
function ratingOf(element: ReviewElement): number {
  const numberOf = (text: string, fallback: number): number => (text === '' ? fallback : Number(text));
  const least = numberOf(element.attribute('ratings/overall', 'min'), 1);
  const most = numberOf(element.attribute('ratings/overall', 'max'), 5);
  const text = element.text('ratings/overall');
  const value = Number(text.replace(',', '.'));
  if (text === '' || !(most > least) || !(value >= least && value <= most)) {
    throw new RowFault(
      'TW_REVIEW_RATING',
      `rating ${text === '' ? 'is missing' : text} on a scale from ${least} to ${most}`,
    );
  }
  return Math.round(((value - least) / (most - least)) * 4) + 1;
}

function languageOf(text: string): string {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(text) ? text : 'und';
}

/** Average with two decimals, and how many gave 1, 2, 3, 4 and 5 stars, by product. */
export function ratingsOf(reviews: readonly Review[]): Map<string, Rating> {
  const ratings = new Map<string, Rating>();
  for (const { productIds, rating, verified } of reviews) {
    for (const id of productIds) {
      const before = ratings.get(id) ?? { average: 0, count: 0, verified: 0, histogram: [0, 0, 0, 0, 0] };
      const histogram = before.histogram.map((count, index) => count + (index === rating - 1 ? 1 : 0));
      const count = before.count + 1;
      const sum = histogram.reduce((total, many, index) => total + many * (index + 1), 0);
      const average = Math.round((sum / count) * 100) / 100;
      ratings.set(id, { average, count, verified: before.verified + (verified ? 1 : 0), histogram });
    }
  }
  return ratings;
}
