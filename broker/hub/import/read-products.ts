/** The Google product feed: one row per variant (support.google.com/merchants/answer/7052112). */
import type { Availability, Money } from '../../contract/domain.ts';
import { readDelimited, type FeedRow } from './delimited.ts';
import { oneLine, textOfHtml } from './plain-text.ts';
import { RowFault, attempt, type Rejections } from './rejections.ts';
import { isInForce, readAvailability, readGtin, readMoney } from './values.ts';

export interface VariantRow {
  line: number;
  sku: string;
  productId: string;
  title: string;
  description: string;
  brand: string;
  gtins: string[];
  colour: string;
  size: string;
  sizeSystem: string;
  price: Money;
  salePrice: Money | null;
  availability: Availability;
  categoryPath: string[];
  highlights: string[];
  attributes: { name: string; value: string }[];
  /** As the feed gives them, main picture first. */
  pictures: string[];
}

export interface ReadProducts {
  rows: VariantRow[];
  /** SKU by GTIN-14. */
  byGtin: Map<string, string>;
}

export interface ReadProductsOptions {
  path: string;
  rejections: Rejections;
  /** Milliseconds since 1970, for sale prices that begin and end. */
  now: number;
  onRow: (done: number) => void;
}

const REQUIRED = ['id', 'title', 'price'];
const ATTRIBUTES = ['material', 'pattern', 'gender', 'age_group'];
const MOST_PICTURES = 20;

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_COLUMNS. */
export async function readProducts(options: ReadProductsOptions): Promise<ReadProducts> {
  const { path, rejections, now, onRow } = options;
  const bySku = new Map<string, VariantRow>();
  const byGtin = new Map<string, string>();
  for await (const row of readDelimited({ path, rejections, required: REQUIRED })) {
    const place = { file: path, line: row.line, id: row.get('id') };
    const variant = attempt(rejections, place, () => assertNew(variantOf(row, now), { bySku, byGtin }));
    if (!variant) continue;
    bySku.set(variant.sku, variant);
    for (const gtin of variant.gtins) byGtin.set(gtin, variant.sku);
    onRow(bySku.size);
  }
  return { rows: [...bySku.values()], byGtin };
}

function assertNew(
  row: VariantRow,
  { bySku, byGtin }: { bySku: ReadonlyMap<string, VariantRow>; byGtin: ReadonlyMap<string, string> },
): VariantRow {
  const before = bySku.get(row.sku);
  if (before) throw new RowFault('TW_ROW_DUPLICATE', `id ${row.sku} came before, on line ${before.line}`);
  const taken = row.gtins.find((gtin) => byGtin.has(gtin));
  // A tag with this GTIN could mean either of the two.
  if (taken !== undefined)
    throw new RowFault('TW_ROW_DUPLICATE', `GTIN ${taken} is that of ${byGtin.get(taken)}`);
  return row;
}

function variantOf(row: FeedRow, now: number): VariantRow {
  const sku = idOf(row, 'id');
  const title = oneLine(row.get('title'), 200);
  if (title === '') throw new RowFault('TW_ROW_INVALID', 'title is missing');
  const price = readMoney(row.get('price'), 'price');
  return {
    line: row.line,
    sku,
    productId: row.get('item_group_id') === '' ? sku : idOf(row, 'item_group_id'),
    title,
    description: textOfHtml(row.get('description'), 5_000),
    brand: oneLine(row.get('brand'), 100),
    gtins: listOf(row.get('gtin')).map(readGtin),
    colour: oneLine(row.get('color') || row.get('colour'), 60),
    size: oneLine(row.get('size'), 40),
    sizeSystem: row.get('size_system').toUpperCase().slice(0, 8),
    price,
    salePrice: saleOf(row, price, now),
    availability: readAvailability(row.get('availability') || 'out_of_stock', 'online'),
    categoryPath: categoryOf(row),
    highlights: listOf(row.get('product_highlight') || row.get('product_highlights')).map((text) =>
      textOfHtml(text, 150),
    ),
    attributes: ATTRIBUTES.flatMap((name) => {
      const value = oneLine(row.get(name), 100);
      return value === '' ? [] : [{ name, value }];
    }),
    pictures: [row.get('image_link'), ...listOf(row.get('additional_image_link'))]
      .filter(Boolean)
      .slice(0, MOST_PICTURES),
  };
}

function idOf(row: FeedRow, column: string): string {
  const id = row.get(column);
  if (/^[\x21-\x7E][\x20-\x7E]{0,63}$/.test(id)) return id;
  throw new RowFault('TW_ROW_INVALID', `${column} is missing or is not 1 to 64 printable ASCII characters`);
}

function saleOf(row: FeedRow, price: Money, now: number): Money | null {
  const text = row.get('sale_price');
  if (text === '' || !isInForce(row.get('sale_price_effective_date'), now)) return null;
  const sale = readMoney(text, 'sale_price');
  if (sale.currency !== price.currency)
    throw new RowFault('TW_ROW_PRICE', 'sale_price and price differ in currency');
  // A "reduction" that reduces nothing would mislead (Directive 98/6/EC article 6a).
  return sale.amountMinor < price.amountMinor ? sale : null;
}

function categoryOf(row: FeedRow): string[] {
  const path = row.get('product_type') || row.get('google_product_category');
  if (/^\d+$/.test(path)) return [];
  return path
    .split('>')
    .map((level) => oneLine(level, 80))
    .filter(Boolean);
}

/** Comma-separated values; one with a comma of its own stands in quotes. */
function listOf(text: string): string[] {
  const parts = text.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return parts
    .map((part) =>
      part
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"')
        .trim(),
    )
    .filter(Boolean);
}
