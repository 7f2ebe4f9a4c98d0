/** Stock that has changed, in one transaction whose cost does not grow with the catalogue. */
import type { SqliteDatabase } from '../../sqlite/open.ts';
import type { BrokerErrorCode } from '../../errors.ts';
import { offeredSku, offerOf } from '../import/pipeline/stage-offers.ts';
import type { OfferRow, RowPlace } from '../sources/rows.ts';
import { canonicalJson } from '../twin/canonical-json.ts';
import { CatalogueWrite } from './catalogue-write.ts';
import { offerId } from './document-keys.ts';
import { documentHash } from './set-hash.ts';

export interface WrittenOffers {
  /** Offers that are other than they were. */
  changed: number;
  version: string;
  revision: number;
  /** Of stores and variants that the catalogue does not have. */
  rejected: { place: RowPlace; code: BrokerErrorCode }[];
}

/**
 * An offer whose age alone is new is left as it is, as imports do.
 * @param now Milliseconds since 1970.
 * @throws SqliteError SQLITE_BUSY when somebody else writes for longer than the connection waits
 */
export function writeOffers(database: SqliteDatabase, rows: readonly OfferRow[], now: number): WrittenOffers {
  const known = knownIn(database);
  const find = database.prepare('SELECT hash FROM document_rows WHERE kind = ? AND id = ?').pluck();
  const asOf = new Date(now).toISOString();
  const write = database.transaction(() => {
    const rejected: WrittenOffers['rejected'] = [];
    const catalogue = new CatalogueWrite(database);
    for (const row of rows) {
      const sku = offeredSku(row, known);
      if (typeof sku === 'object') rejected.push({ place: row.place, code: sku.code });
      else {
        const offer = offerOf(row, { sku, asOf });
        const document = { kind: 'offer', id: offerId(offer), body: canonicalJson(offer) } as const;
        const hash = documentHash(document);
        const old = find.get('offer', document.id) as Buffer | undefined;
        if (!old?.equals(hash)) catalogue.put({ ...document, parent: row.storeCode, hash, notes: null });
      }
    }
    const { version, revision } = catalogue.finish(now);
    return { changed: catalogue.changed, version, revision, rejected };
  });
  return write.immediate();
}

function knownIn(database: SqliteDatabase): Parameters<typeof offeredSku>[1] {
  const store = database.prepare("SELECT 1 FROM documents WHERE kind = 'store' AND id = ?").pluck();
  const product = database.prepare("SELECT parent FROM documents WHERE kind = 'variant' AND id = ?").pluck();
  const sku = database.prepare("SELECT id FROM keys WHERE key = 'g:' || ? LIMIT 1").pluck();
  return {
    hasStore: (code) => store.get(code) !== undefined,
    productOfSku: (id) => product.get(id) as string | undefined,
    skuOfGtin: (gtin) => sku.get(gtin) as string | undefined,
  };
}
