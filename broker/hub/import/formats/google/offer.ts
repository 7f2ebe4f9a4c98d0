/**
 * Google local inventory, one entry per store and variant (support.google.com/merchants/answer/3061342), and the inventory of
 * its Local feeds partnership, which lists changes (support.google.com/merchants/answer/7677785).
 */
import type { Availability } from '../../../../contract/domain.ts';
import type { OfferRow, RowPlace } from '../../../sources/rows.ts';
import { oneLine } from '../../plain-text.ts';
import { RowFault } from '../../rejections.ts';
import { availabilityOf, readAvailability, readGtin, readPickupMethod, readQuantity } from '../../values.ts';
import type { Fields } from '../fields.ts';
import { assertStoreCode } from '../lists/stores.ts';
import { idOf } from '../values.ts';

export const REQUIRED_OF_LOCAL = [['store_code'], ['id', 'gtin']];

export function offerPlace(fields: Fields, file: string): RowPlace {
  const id = `${fields.get('store_code')} ${fields.get('id') || fields.get('gtin')}`.trim();
  return { file, line: fields.line, id };
}

/** Throws RowFault. */
export function offerOf(fields: Fields, place: RowPlace): OfferRow {
  const storeCode = fields.get('store_code');
  assertStoreCode(storeCode);
  const id = fields.get('id');
  const gtin = fields.get('gtin');
  if (id === '' && gtin === '') throw new RowFault('TW_ROW_INVALID', 'id and gtin are missing');
  const quantity = readQuantity(fields.get('quantity'));
  const timestamp = fields.get('timestamp');
  return {
    place,
    storeCode,
    sku: id === '' ? '' : idOf(id, 'id'),
    gtin: gtin === '' ? '' : readGtin(gtin),
    availability: stockOf(fields.get('availability'), quantity),
    quantity,
    pickupMethod: readPickupMethod(fields.get('pickup_method')),
    pickupSla: oneLine(fields.get('pickup_sla').toLowerCase(), 40),
    shelfLocation: oneLine(fields.get('instore_product_location'), 80),
    asOf: timestamp.length > 40 || Number.isNaN(Date.parse(timestamp)) ? '' : timestamp,
  };
}

/** The number decides when there is one: "in stock" beside a 0 would send a shopper to an empty shelf. */
function stockOf(text: string, quantity: number | null): Availability {
  if (text === '' && quantity !== null) return availabilityOf(quantity);
  const availability = readAvailability(text, 'local');
  if (quantity === null || availability === 'on_display_to_order') return availability;
  return availabilityOf(quantity);
}
