/**
 * The rows of Shopify's product export with the product each belongs to (help.shopify.com, Using CSV files). Two generations
 * of headers are about: `Handle, Variant SKU, …` and `URL handle, SKU, …`. Only the first row of a product tells its title;
 * the rows after it repeat the handle, and may hold nothing but one more picture.
 */
import { createHash } from 'node:crypto';
import type { VariantRow } from '../../../sources/rows.ts';
import { oneLine, textOfHtml } from '../../plain-text.ts';
import { RowFault } from '../../rejections.ts';
import type { FeedReading } from '../context.ts';
import type { Fields } from '../fields.ts';
import { assertGoods } from '../goods.ts';
import { categoryOf } from '../google/variant.ts';
import { parsed } from '../json/read-json-list.ts';
import { fieldsOf, textOf } from '../json/values.ts';
import { readTable, type TableFields } from '../tables/read-table.ts';
import { ratingOf } from '../values.ts';

export interface ShopifyProduct {
  handle: string;
  productId: string;
  title: string;
  description: string;
  brand: string;
  categoryPath: string[];
  /** Names of up to three options: `Color`, `Size`. */
  options: string[];
  rating: VariantRow['rating'];
  /** Why none of its rows is taken. */
  fault: RowFault | undefined;
}

export interface ShopifyRow {
  fields: Fields;
  product: ShopifyProduct;
}

const REQUIRED = [['handle', 'url_handle'], ['title'], ['variant_price', 'price']];

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS. */
export async function* readShopifyRows({ path, fileFaults }: FeedReading): AsyncGenerator<ShopifyRow> {
  let product: ShopifyProduct | undefined;
  for await (const fields of readTable({ path, rejections: fileFaults, required: REQUIRED })) {
    const handle = first(fields, 'handle', 'url_handle').slice(0, 300);
    if (product?.handle !== handle || fields.get('title') !== '')
      product = productOf(handle, fields, product);
    yield { fields, product };
  }
}

/** The first that is not empty. */
export function first(fields: Fields, ...names: readonly string[]): string {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== '') return value;
  }
  return '';
}

/** Whether a row is a variant, and not only one more picture. */
export function isVariant(fields: Fields): boolean {
  return first(fields, 'variant_sku', 'sku', 'variant_price', 'price', 'option1_value') !== '';
}

function productOf(handle: string, fields: TableFields, before: ShopifyProduct | undefined): ShopifyProduct {
  const category = first(fields, 'product_category', 'google_shopping_/_google_product_category');
  const type = fields.get('type');
  const title = oneLine(fields.get('title'), 200);
  const options = [1, 2, 3].map((number) => oneLine(fields.get(`option${number}_name`), 60));
  // Some exports repeat the title in every row, and the options in none but the first.
  const same = before?.handle === handle && options.every((name) => name === '');
  return {
    handle,
    productId: shortId(handle),
    title,
    description:
      textOfHtml(first(fields, 'body_(html)', 'description'), 5_000) || (same ? before.description : ''),
    brand: oneLine(fields.get('vendor'), 100),
    categoryPath: categoryOf(category || type, ''),
    options: same ? before.options : options,
    rating: ratedBy(fields) ?? (same ? before.rating : undefined),
    fault:
      faultOf({ handle, title, fields, categories: [category, type] }) ?? (same ? before.fault : undefined),
  };
}

/** The standard metafields of apps for reviews, whose columns are called by a label and their key (help.shopify.com, Metafields). */
function ratedBy(fields: TableFields): VariantRow['rating'] {
  const column = (key: string): string => {
    const name = fields.names.find((one) => one.endsWith(`(product.metafields.reviews.${key})`));
    return name === undefined ? '' : fields.get(name);
  };
  const [value, count] = [column('rating'), column('rating_count')];
  if (!value.startsWith('{')) return ratingOf({ value, count });
  // A value of the type `rating` says its scale.
  const said = fieldsOf(parsed(value));
  return ratingOf({
    value: textOf(said['value']),
    count,
    least: textOf(said['scale_min']),
    most: textOf(said['scale_max']),
  });
}

interface About {
  handle: string;
  title: string;
  fields: Fields;
  categories: string[];
}

function faultOf({ handle, title, fields, categories }: About): RowFault | undefined {
  if (handle === '') return new RowFault('TW_ROW_INVALID', 'handle is missing');
  if (title === '') return new RowFault('TW_ROW_INVALID', 'the row with the title of its product is missing');
  if (/^(?:draft|archived)$/i.test(fields.get('status')))
    return new RowFault('TW_ROW_NOT_GOODS', `${title} is ${fields.get('status').toLowerCase()}`);
  if (/^(?:true|yes)$/i.test(fields.get('gift_card')))
    return new RowFault('TW_ROW_NOT_GOODS', `${title} is a gift card`);
  try {
    assertGoods(title, ...categories);
    return undefined;
  } catch (error) {
    if (error instanceof RowFault) return error;
    throw error;
  }
}

/** Handles may be longer and in other scripts than an id may be. */
function shortId(handle: string): string {
  if (/^[\x21-\x7E][\x20-\x7E]{0,63}$/.test(handle)) return handle;
  const bare = handle.replaceAll(/[^\x21-\x7E]+/g, '-').slice(0, 40);
  return `${bare}-${createHash('sha256').update(handle).digest('hex').slice(0, 12)}`;
}
