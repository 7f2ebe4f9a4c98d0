/** Google product reviews, 2.0 to 2.4 (developers.google.com/product-review-feeds/schema). */
import type { ReviewRow, RowPlace } from '../../../sources/rows.ts';
import { maskName, textOfHtml } from '../../plain-text.ts';
import { RowFault } from '../../rejections.ts';
import { gtinOrNone, languageOf, starsOf, timeOf } from '../values.ts';
import type { Element } from '../xml/element.ts';

const IDS = 'products/product/product_ids';
/** One review may list every variant of its product. */
const MOST_IDS = 2_000;
const MOST_BRANDS = 20;

/** Throws RowFault. */
export function reviewOf(element: Element, place: RowPlace): ReviewRow {
  const id = element.text('review_id').slice(0, 128);
  if (id === '') throw new RowFault('TW_ROW_INVALID', 'review_id is missing');
  const anonymous = isTrue(element.attribute('reviewer/name', 'is_anonymous'));
  return {
    place,
    id,
    ...productsOf(element),
    rating: starsOf(element.text('ratings/overall'), {
      least: element.attribute('ratings/overall', 'min'),
      most: element.attribute('ratings/overall', 'max'),
    }),
    title: textOfHtml(element.text('title'), 200),
    body: textOfHtml(element.text('content'), 5_000),
    lang: languageOf(element.text('review_language')),
    authorDisplay: anonymous ? '' : maskName(element.text('reviewer/name')),
    verified: isTrue(element.text('is_verified_purchase')),
    incentivised: isTrue(element.text('is_incentivized_review')),
    createdAt: timeOf(element.text('review_timestamp'), 'review_timestamp'),
  };
}

/** Whoever writes reviews for a range may name its group where a SKU belongs: matched as one when no SKU is meant. */
function productsOf(element: Element): Pick<ReviewRow, 'gtins' | 'skus' | 'parts' | 'productIds'> {
  const gtins = idsOf(element.texts(`${IDS}/gtins/gtin`).map(gtinOrNone));
  const skus = idsOf(element.texts(`${IDS}/skus/sku`));
  const parts = partsOf(idsOf(element.texts(`${IDS}/brands/brand`)), idsOf(element.texts(`${IDS}/mpns/mpn`)));
  if (gtins.length + skus.length + parts.length === 0)
    throw new RowFault('TW_ROW_PRODUCT_UNKNOWN', 'it gives no GTIN, SKU, or brand and part number');
  return { gtins, skus, parts, productIds: skus };
}

function partsOf(brands: readonly string[], mpns: readonly string[]): ReviewRow['parts'] {
  const pairs = brands.slice(0, MOST_BRANDS).flatMap((brand) => mpns.map((mpn) => ({ brand, mpn })));
  return pairs.slice(0, MOST_IDS);
}

function idsOf(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((id) => id !== '' && id.length <= 100).slice(0, MOST_IDS);
}

export function isTrue(text: string): boolean {
  return text === 'true' || text === '1';
}
