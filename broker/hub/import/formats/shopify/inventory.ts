/**
 * Shopify's inventory export: one row for each SKU and location, or, as it was before, one row for each SKU with a column for
 * each location (help.shopify.com, Inventory CSV). A location is a store by its code or its name.
 */
import { BrokerError } from '../../../../errors.ts';
import type { OfferRow, RowPlace } from '../../../sources/rows.ts';
import { RowFault, attempt } from '../../rejections.ts';
import type { FeedReading } from '../context.ts';
import { readTable, type TableFields } from '../tables/read-table.ts';
import { first } from './products.ts';
import { stockRow } from './stock.ts';

const REQUIRED = [['handle', 'url_handle'], ['sku']];
/** What can be sold; else what lies there. */
const QUANTITIES = [
  'available',
  'available_(not_editable)',
  'available_(new)',
  'available_(current)',
  'on_hand',
  'on_hand_(new)',
  'on_hand_(current)',
];

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS. */
export async function* readShopifyInventory(reading: FeedReading): AsyncGenerator<OfferRow> {
  const { path, rejections, stores } = reading;
  let columns: string[] | undefined;
  for await (const fields of readTable({ path, rejections, required: REQUIRED })) {
    columns ??= locationsOf(fields, reading);
    for (const location of columns.length === 0 ? [fields.get('location')] : columns) {
      const text = columns.length === 0 ? first(fields, ...QUANTITIES) : fields.get(location);
      const storeCode = stores.codeOf(location) ?? location;
      const sku = fields.get('sku').replace(/^'/, '');
      if (text === '' || /^not stocked$/i.test(text)) continue;
      const place = { file: path, line: fields.line, id: `${storeCode} ${sku}`.trim() };
      const row = attempt(rejections, place, () => offerOf({ storeCode, sku, text }, place));
      if (row) yield row;
    }
  }
}

/** Columns that are named like stores; none when the rows name their location. */
function locationsOf(fields: TableFields, { path, stores }: FeedReading): string[] {
  if (fields.names.includes('location')) return [];
  const named = fields.names.filter((name) => name !== '' && stores.codeOf(name) !== undefined);
  if (named.length > 0) return named;
  throw new BrokerError(
    'TW_FEED_COLUMNS',
    `${path} has no column location, and none that is named like a store.`,
  );
}

/** Throws RowFault. */
function offerOf(stock: { storeCode: string; sku: string; text: string }, place: RowPlace): OfferRow {
  if (stock.storeCode === '') throw new RowFault('TW_ROW_INVALID', 'location is missing');
  return stockRow(stock, place);
}
