/** Stock and price by store: each row is a document of its own, so it is compared as it comes. */
import type { StoreOffer } from '../../../contract/domain.ts';
import { canonicalJson } from '../../twin/canonical-json.ts';
import { offerId } from '../../store/document-keys.ts';
import type { OfferRow } from '../../sources/rows.ts';
import type { BrokerErrorCode } from '../../../errors.ts';
import type { StageContext } from './context.ts';
import type { Known } from './known.ts';

export async function stageOffers(
  rows: AsyncIterable<OfferRow>,
  { staging, rejections, differences, known, now, count, older }: StageContext,
): Promise<void> {
  const add = staging.prepare('INSERT OR IGNORE INTO offers VALUES (?)');
  const asOf = new Date(now).toISOString();
  for await (const row of rows) {
    const sku = offeredSku(row, known);
    if (typeof sku === 'object') rejections.add(row.place, sku.code, sku.reason);
    else {
      const id = offerId({ sku, storeCode: row.storeCode });
      if (add.run(id).changes === 0) rejections.add(row.place, 'TW_ROW_DUPLICATE');
      else {
        const body = canonicalJson(offerOf(row, { sku, asOf }));
        differences.put({ kind: 'offer', id, parent: row.storeCode, body, notes: null });
        if (row.asOf !== '' && Date.parse(row.asOf) < now) older();
        count();
      }
    }
    await staging.breathe();
  }
}

/**
 * Offers that name what has changed and nothing else: the same may come several times, and the latest counts, so they are
 * gathered before they are compared.
 */
export async function stageOfferChanges(
  rows: AsyncIterable<OfferRow>,
  { staging, rejections, differences, known, now, count }: StageContext,
): Promise<void> {
  const add = staging.prepare(
    `INSERT INTO offer_changes VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, body = excluded.body WHERE excluded.at >= at`,
  );
  const asOf = new Date(now).toISOString();
  for await (const row of rows) {
    const sku = offeredSku(row, known);
    if (typeof sku === 'object') rejections.add(row.place, sku.code, sku.reason);
    else {
      const offer = offerOf(row, { sku, asOf });
      add.run(offerId(offer), row.storeCode, Date.parse(offer.asOf) || 0, canonicalJson(offer));
      count();
    }
    await staging.breathe();
  }
  const pages = staging.pages<{ id: string; parent: string; body: string }>(
    'SELECT id, parent, body FROM offer_changes WHERE id > ? ORDER BY id',
    (last) => [last?.id ?? ''],
  );
  for await (const page of pages)
    for (const offer of page) differences.put({ kind: 'offer', ...offer, notes: null });
}

/** The SKU that an offer means, or why it means none. */
export function offeredSku(
  { sku, gtin, storeCode }: OfferRow,
  known: Pick<Known, 'hasStore' | 'productOfSku' | 'skuOfGtin'>,
): string | { code: BrokerErrorCode; reason: string } {
  if (!known.hasStore(storeCode)) {
    return { code: 'TW_ROW_STORE_UNKNOWN', reason: `store ${storeCode} is not in the list of stores` };
  }
  const meant = sku === '' ? known.skuOfGtin(gtin) : sku;
  if (meant !== undefined && known.productOfSku(meant) !== undefined) return meant;
  return {
    code: 'TW_ROW_SKU_UNKNOWN',
    reason: `${sku === '' ? `GTIN ${gtin}` : sku} is not in the products feed`,
  };
}

/** @param asOf Of rows that do not say it. */
export function offerOf(row: OfferRow, { sku, asOf }: { sku: string; asOf: string }): StoreOffer {
  return {
    storeCode: row.storeCode,
    sku,
    availability: row.availability,
    quantity: row.quantity,
    pickupMethod: row.pickupMethod,
    pickupSla: row.pickupSla,
    shelfLocation: row.shelfLocation,
    asOf: row.asOf === '' ? asOf : row.asOf,
  };
}
