/** From what somebody asks for to an order: the product looked up, the link made and checked. */
import type { TagJobRequest } from '../../broker/contract/http.ts';
import type { Random } from '../../broker/ports.ts';
import { KioskError } from '../errors.ts';
import { drawSerial, productLink } from './product-link.ts';
import type { TagOrder } from './tag-order.ts';

export interface OrderDeps {
  /** GTIN-14s of a variant; undefined when the catalogue does not have it. */
  gtinsOf: (sku: string) => readonly string[] | undefined;
  random: Pick<Random, 'unit'>;
}

/** @throws KioskError TW_TAGS_PRODUCT, TW_TAGS_LINK */
export function orderOf(request: Omit<TagJobRequest, 'reader' | 'seconds'>, deps: OrderDeps): TagOrder {
  const { kind, sku, serial, domain, lock = false, overwrite = false } = request;
  if (kind === 'learn') {
    if (sku === undefined || deps.gtinsOf(sku) === undefined) throw noProduct(sku);
    return { kind, sku };
  }
  const gtin = request.gtin ?? (sku === undefined ? undefined : deps.gtinsOf(sku)?.[0]);
  if (gtin === undefined) throw noProduct(sku);
  const parts = { gtin, serial: serial ?? drawSerial(deps.random) };
  return { kind, lock, overwrite, link: productLink(domain === undefined ? parts : { ...parts, domain }) };
}

function noProduct(sku: string | undefined): KioskError {
  if (sku === undefined) return new KioskError('TW_TAGS_PRODUCT', 'Name the product by its SKU or GTIN.');
  return new KioskError('TW_TAGS_PRODUCT', `The catalogue has no ${JSON.stringify(sku)}, or no GTIN for it.`);
}
