/** Stock as both of Shopify's exports write it: of a product, and of the inventory. */
import type { OfferRow, RowPlace } from '../../../sources/rows.ts';
import { RowFault } from '../../rejections.ts';
import { availabilityOf } from '../../values.ts';
import { assertStoreCode } from '../lists/stores.ts';
import { idOf } from '../values.ts';

/** Below zero is sold more often than there was: none is there. Throws RowFault TW_ROW_QUANTITY. */
export function stockOf(text: string): number {
  const bare = text.replace(/^'/, '');
  if (/^-?\d{1,15}(?:\.0{1,9})?$/.test(bare)) return Math.max(0, Math.trunc(Number(bare)));
  throw new RowFault('TW_ROW_QUANTITY', `quantity ${text} is not a whole number`);
}

/** What lies in a store. @param text The number as it stands in the file. Throws RowFault. */
export function stockRow(
  { storeCode, sku, text }: { storeCode: string; sku: string; text: string },
  place: RowPlace,
): OfferRow {
  assertStoreCode(storeCode);
  const quantity = stockOf(text);
  return {
    place,
    storeCode,
    sku: idOf(sku, 'SKU'),
    gtin: '',
    availability: availabilityOf(quantity),
    quantity,
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf: '',
  };
}
