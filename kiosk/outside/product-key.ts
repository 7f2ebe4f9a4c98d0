/** What a product outside the range is asked for by. */
import type { Identified, IdentifiedUnknown } from '../identify/identified.ts';

/** A GTIN-14, or a SKU. */
export type ProductKey = { gtin: string } | { sku: string };

export interface Lacked {
  key: ProductKey;
  gtin?: string;
  sun?: string;
  /** What it is when nobody knows it. */
  otherwise: IdentifiedUnknown;
}

/**
 * The product that a tag names well and the catalogue here lacks; undefined when there is nothing to ask. A learned tag may
 * name one, too: tags of all stores are known.
 */
export function lackedBy(identified: Identified, has: (sku: string) => boolean): Lacked | undefined {
  if (identified.kind === 'unknown') {
    const { reason, gtin } = identified;
    return reason === 'unknown_gtin' && gtin !== undefined
      ? { key: { gtin }, gtin, otherwise: identified }
      : undefined;
  }
  if (identified.kind !== 'product' || has(identified.sku)) return undefined;
  const { sku, gtin, sun } = identified;
  const told = { ...(gtin === undefined ? {} : { gtin }), ...(sun === undefined ? {} : { sun }) };
  return {
    key: { sku },
    ...told,
    otherwise: {
      kind: 'unknown',
      notice: 'unknown_product',
      reason: 'unknown_sku',
      ...(gtin === undefined ? {} : { gtin }),
    },
  };
}

export function nameOf(key: ProductKey): string {
  return 'gtin' in key ? `g:${key.gtin}` : `s:${key.sku}`;
}
