/** From a UHF tag to what it means in this shop. */
import { decodeEpc } from '../../device/epc/decode-epc.ts';
import type { EpcReading } from '../../device/ports.ts';
import { identifyGtin14, unreadable } from './by-gtin.ts';
import type { Identified, TagCatalogue } from './identified.ts';

export type SeenEpc = Pick<EpcReading, 'epc' | 'tid'>;

/**
 * The product of the GTIN in an EPC, else the one that this very tag was bound to: stores bind tags that nobody wrote to.
 */
export function identifyEpc(tag: SeenEpc, catalogue: TagCatalogue): Identified {
  const identified = byKey(tag.epc, catalogue);
  if (identified.kind === 'product') return identified;
  const ids = [tag.epc, tag.tid ?? ''].filter((id) => id !== '');
  const sku = ids.map((id) => catalogue.skuOfBinding(id)).find((bound) => bound !== undefined);
  return sku === undefined ? identified : { kind: 'product', sku };
}

function byKey(epc: string, catalogue: TagCatalogue): Identified {
  try {
    const { gtin, itip } = decodeEpc(epc);
    return identifyGtin14(gtin ?? itip?.slice(0, 14), catalogue);
  } catch (error) {
    return unreadable(error);
  }
}
