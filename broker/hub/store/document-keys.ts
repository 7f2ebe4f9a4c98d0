/** What a document is found by beside its id, and what the hub keeps of it that no kiosk needs. */
import type { Review, StoreOffer, Variant } from '../../contract/domain.ts';
import type { DocumentKind } from './catalogue-store.ts';

/** Of a variant. */
export interface VariantNotes {
  /** Brand and part number as `partKey` joins them; '' when it has none. */
  part: string;
  /**
   * What was asked for it since when: milliseconds since 1970 and minor units, and whether it was announced as a reduction (not
   * known of what an earlier version wrote). The oldest first, and no more than a reduction can look back to.
   */
  prices: [at: number, amountMinor: number, currency: string, reduced?: boolean][];
}

/** Of a stored document. */
export function keysOf(kind: DocumentKind, body: string, notes: string | null): string[] {
  if (kind === 'variant') return variantKeys(JSON.parse(body) as Variant, readNotes(notes));
  return kind === 'review' ? reviewKeys(JSON.parse(body) as Review) : [];
}

export function variantKeys({ gtins }: Pick<Variant, 'gtins'>, { part }: VariantNotes): string[] {
  const keys = gtins.map((gtin) => `g:${gtin}`);
  return part === '' ? keys : [...keys, `m:${part}`];
}

export function reviewKeys({ productIds }: Pick<Review, 'productIds'>): string[] {
  return productIds.map((id) => `r:${id}`);
}

/** Shops write them in any case. */
export function partKey(brand: string, mpn: string): string {
  return brand === '' || mpn === '' ? '' : `${brand}\n${mpn}`.toLowerCase();
}

export function readNotes(notes: string | null): VariantNotes {
  return notes === null ? { part: '', prices: [] } : (JSON.parse(notes) as VariantNotes);
}

export function offerId({ sku, storeCode }: Pick<StoreOffer, 'sku' | 'storeCode'>): string {
  return `${sku}\n${storeCode}`;
}
