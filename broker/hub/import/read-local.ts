/** The Google local inventory feed: one row per store and variant (support.google.com/merchants/answer/3061342). */
import type { Store, StoreOffer } from '../../contract/domain.ts';
import { readDelimited, type FeedRow } from './delimited.ts';
import { oneLine } from './plain-text.ts';
import { RowFault, attempt, type Rejections } from './rejections.ts';
import { availabilityOf, readAvailability, readPickupMethod, readQuantity } from './values.ts';

export interface ReadLocalOptions {
  path: string;
  rejections: Rejections;
  stores: ReadonlyMap<string, Store>;
  skus: ReadonlySet<string>;
  /** ISO 8601: how old the numbers are when the feed does not say. */
  asOf: string;
  onRow: (done: number) => void;
}

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_COLUMNS. */
export async function readLocal(options: ReadLocalOptions): Promise<StoreOffer[]> {
  const { path, rejections, onRow } = options;
  const offers = new Map<string, StoreOffer>();
  for await (const row of readDelimited({ path, rejections, required: ['store_code', 'id'] })) {
    const place = { file: path, line: row.line, id: `${row.get('store_code')} ${row.get('id')}`.trim() };
    const offer = attempt(rejections, place, () => offerOf(row, options));
    if (!offer) continue;
    const key = `${offer.storeCode}\n${offer.sku}`;
    if (offers.has(key)) rejections.add(place, 'TW_ROW_DUPLICATE');
    else offers.set(key, offer);
    onRow(offers.size);
  }
  return [...offers.values()];
}

function offerOf(row: FeedRow, { stores, skus, asOf }: ReadLocalOptions): StoreOffer {
  const storeCode = row.get('store_code');
  const sku = row.get('id');
  if (!stores.has(storeCode))
    throw new RowFault('TW_ROW_STORE_UNKNOWN', `store ${storeCode} is not in the list of stores`);
  if (!skus.has(sku)) throw new RowFault('TW_ROW_SKU_UNKNOWN', `${sku} is not in the products feed`);
  const quantity = readQuantity(row.get('quantity'));
  const timestamp = row.get('timestamp');
  return {
    storeCode,
    sku,
    availability: stockOf(row.get('availability'), quantity),
    quantity,
    pickupMethod: readPickupMethod(row.get('pickup_method')),
    pickupSla: oneLine(row.get('pickup_sla').toLowerCase(), 40),
    shelfLocation: oneLine(row.get('instore_product_location'), 80),
    asOf: Number.isNaN(Date.parse(timestamp)) ? asOf : timestamp,
  };
}

/** The number decides when there is one: "in stock" beside a 0 would send a shopper to an empty shelf. */
function stockOf(text: string, quantity: number | null): StoreOffer['availability'] {
  if (text === '' && quantity !== null) return availabilityOf(quantity);
  const availability = readAvailability(text, 'local');
  if (quantity === null || availability === 'on_display_to_order') return availability;
  return availabilityOf(quantity);
}
