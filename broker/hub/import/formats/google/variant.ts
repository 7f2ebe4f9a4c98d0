/** The Google product data specification: one entry per variant (support.google.com/merchants/answer/7052112). */
import type { Money } from '../../../../contract/domain.ts';
import type { RowPlace, VariantRow } from '../../../sources/rows.ts';
import { oneLine, textOfHtml } from '../../plain-text.ts';
import { readAvailability, readGtin, readMoney, saleWindowOf } from '../../values.ts';
import type { FeedContext } from '../context.ts';
import type { Fields } from '../fields.ts';
import { assertGoods } from '../goods.ts';
import { memberPricesOf } from './member-prices.ts';
import { idOf, picturesOf, ratingOf, reductionOf, titleOf } from '../values.ts';

export const REQUIRED_OF_PRODUCTS = [['id'], ['title'], ['price']];
const ATTRIBUTES = ['material', 'pattern', 'gender', 'age_group'];
const MOST_HIGHLIGHTS = 100;
const MOST_DETAILS = 40;

/** Throws RowFault. */
export function variantOf(fields: Fields, place: RowPlace, context: FeedContext): VariantRow {
  const sku = idOf(fields.get('id'), 'id');
  const group = fields.get('item_group_id');
  const title = titleOf(fields.get('title'));
  assertGoods(title, fields.get('google_product_category'), fields.get('product_type'));
  const price = readMoney(fields.get('price'), 'price', context.currency);
  const lowest = fields.get('lowest_price_30d');
  const description = fields.get('description') || fields.get('summary') || fields.get('content');
  return {
    place,
    sku,
    productId: group === '' ? sku : idOf(group, 'item_group_id'),
    title: { [context.language]: title },
    description: { [context.language]: textOfHtml(description, 5_000) },
    brand: oneLine(fields.get('brand'), 100),
    gtins: [...new Set(fields.all('gtin').map(readGtin))],
    mpn: oneLine(fields.get('mpn'), 100),
    colour: oneLine(fields.get('color') || fields.get('colour'), 60),
    size: oneLine(fields.get('size'), 40),
    sizeSystem: oneLine(fields.get('size_system'), 8).toUpperCase(),
    price,
    ...saleOf(fields, price, context),
    memberPrices: memberPricesOf(fields, price, context.currency),
    // Ours: Google has no column for it.
    lowestPrice30d: lowest === '' ? null : readMoney(lowest, 'lowest_price_30d', context.currency),
    availability: readAvailability(fields.get('availability') || 'out_of_stock', 'online'),
    categoryPath: categoryOf(fields.get('product_type'), fields.get('google_product_category')),
    highlights: [...fields.all('product_highlight'), ...fields.all('product_highlights')]
      .slice(0, MOST_HIGHLIGHTS)
      .map((text) => textOfHtml(text, 150)),
    attributes: attributesOf(fields),
    pictures: picturesOf([fields.get('image_link'), ...fields.all('additional_image_link')]),
    ...ratedBy(fields),
  };
}

/** A date that nobody understands makes no sale. */
function saleOf(
  fields: Fields,
  price: Money,
  { currency }: FeedContext,
): Pick<VariantRow, 'salePrice' | 'saleWindow'> {
  const [text, interval] = [fields.get('sale_price'), fields.get('sale_price_effective_date')];
  if (text === '') return { salePrice: null };
  const salePrice = reductionOf(readMoney(text, 'sale_price', currency), price);
  if (salePrice === null || interval === '') return { salePrice };
  const saleWindow = saleWindowOf(interval);
  return saleWindow === undefined ? { salePrice: null } : { salePrice, saleWindow };
}

/** Ours, and OpenAI's: Google's specification has no column for it. */
function ratedBy(fields: Fields): Pick<VariantRow, 'rating'> {
  const value = fields.get('average_rating') || fields.get('product_review_rating');
  const count = fields.get('review_count') || fields.get('product_review_count');
  const rating = ratingOf({ value, count });
  return rating ? { rating } : {};
}

/** Levels separated by `>`; Google's own category when the shop gives none. A bare number is its number there. */
export function categoryOf(type: string, category: string): string[] {
  const path = type || category;
  if (/^\d+$/.test(path)) return [];
  return path
    .slice(0, 800)
    .split('>')
    .map((level) => oneLine(level, 80))
    .filter(Boolean)
    .slice(0, 10);
}

function attributesOf(fields: Fields): VariantRow['attributes'] {
  const own = ATTRIBUTES.map((name) => ({ name, value: oneLine(fields.get(name), 100) }));
  const details = [...fields.all('product_detail'), ...fields.all('product_details')].map(detailOf);
  return [...own, ...details].filter(({ name, value }) => name !== '' && value !== '').slice(0, MOST_DETAILS);
}

/** `section:name:value`; the value may hold colons. */
function detailOf(text: string): { name: string; value: string } {
  const [, name = '', ...value] = text.split(':');
  return { name: oneLine(name, 60), value: oneLine(value.join(':'), 100) };
}
