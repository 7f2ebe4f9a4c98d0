/** Reviews of products we have, and the ratings that they add up to. */
import type { Rating, Review } from '../../../contract/domain.ts';
import { canonicalJson } from '../../twin/canonical-json.ts';
import type { ReviewRow } from '../../sources/rows.ts';
import type { StageContext } from './context.ts';
import type { Known } from './known.ts';
import type { Staging } from './staging.ts';

export async function stageReviews(rows: AsyncIterable<ReviewRow>, context: StageContext): Promise<void> {
  const { staging, rejections, differences, known, count } = context;
  const add = staging.prepare('INSERT OR IGNORE INTO reviews VALUES (?)');
  const rate = rater(staging);
  for await (const row of rows) {
    const productIds = productsOf(row, known);
    if (productIds.length === 0)
      rejections.add(
        row.place,
        'TW_ROW_PRODUCT_UNKNOWN',
        'no GTIN, SKU, part number or product of it is in the products feed',
      );
    else if (add.run(row.id).changes === 0) rejections.add(row.place, 'TW_ROW_DUPLICATE');
    else {
      const review = reviewOf(row, productIds);
      const parent = productIds.join('\n');
      differences.put({ kind: 'review', id: row.id, parent, body: canonicalJson(review), notes: null });
      for (const id of productIds) rate(id, review);
      count();
    }
    await staging.breathe();
  }
}

/** By the surest name that leads anywhere. One review of twenty variants is one review of their product. */
function productsOf({ gtins, skus, parts, productIds }: ReviewRow, known: Known): string[] {
  const ways: (() => (string | undefined)[])[] = [
    () => gtins.map((gtin) => known.productOfSku(known.skuOfGtin(gtin) ?? '')),
    () => skus.map((sku) => known.productOfSku(sku)),
    () => parts.flatMap(({ brand, mpn }) => known.productsOfPart(brand, mpn)),
    () => productIds.filter((id) => known.hasProduct(id)),
  ];
  for (const way of ways) {
    const found = way().filter((id) => id !== undefined);
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

function reviewOf(row: ReviewRow, productIds: string[]): Review {
  const { id, rating, title, body, lang, authorDisplay, verified, incentivised, createdAt } = row;
  return { id, productIds, rating, title, body, lang, authorDisplay, verified, incentivised, createdAt };
}

function rater(staging: Staging): (product: string, review: Review) => void {
  const add = staging.prepare(
    `INSERT INTO ratings VALUES (:product, :r1, :r2, :r3, :r4, :r5, :verified)
     ON CONFLICT DO UPDATE SET s1 = s1 + :r1, s2 = s2 + :r2, s3 = s3 + :r3, s4 = s4 + :r4, s5 = s5 + :r5,
       verified = verified + :verified`,
  );
  return (product, { rating, verified }) => {
    const stars = [1, 2, 3, 4, 5].map((star) => [`r${star}`, rating === star ? 1 : 0]);
    add.run({ ...Object.fromEntries(stars), product, verified: verified ? 1 : 0 });
  };
}

interface RatingRow {
  s1: number;
  s2: number;
  s3: number;
  s4: number;
  s5: number;
  verified: number;
}

/** Of a product: average with two decimals, and how many gave 1, 2, 3, 4 and 5 stars. Undefined: nobody did. */
export function ratings(staging: Staging): (product: string) => Rating | undefined {
  const find = staging.prepare('SELECT * FROM ratings WHERE product = ?');
  return (product) => {
    const row = find.get(product) as RatingRow | undefined;
    if (!row) return undefined;
    const histogram = [row.s1, row.s2, row.s3, row.s4, row.s5];
    const count = histogram.reduce((sum, many) => sum + many, 0);
    const sum = histogram.reduce((total, many, index) => total + many * (index + 1), 0);
    return { average: Math.round((sum / count) * 100) / 100, count, verified: row.verified, histogram };
  };
}
