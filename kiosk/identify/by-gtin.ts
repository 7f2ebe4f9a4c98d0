/** From a GTIN to what it means in this shop. */
import { isDeviceError } from '../../device/errors.ts';
import type { AiPair } from '../../device/gs1/ai-pair.ts';
import type { Identified, TagCatalogue } from './identified.ts';

/** The GTIN-14 that an element string names: of the item, or of the item that this is a piece of. */
export function gtinIn(ais: readonly AiPair[]): string | undefined {
  const values = new Map(ais);
  return values.get('01') ?? values.get('8006')?.slice(0, 14);
}

/** The product of a GTIN-14 that has been checked; undefined stands for a good code without one. */
export function identifyGtin14(gtin: string | undefined, catalogue: TagCatalogue): Identified {
  if (gtin === undefined) return { kind: 'unknown', notice: 'foreign_tag', reason: 'no_gtin' };
  const sku = catalogue.skuOfGtin(gtin);
  if (sku !== undefined) return { kind: 'product', sku, gtin };
  return { kind: 'unknown', notice: 'unknown_product', reason: 'unknown_gtin', gtin };
}

/**
 * What a code that could not be read means: one with a wrong check digit is worn or badly printed, another one was never
 * meant for us.
 */
export function unreadable(error: unknown): Identified {
  if (!isDeviceError(error)) throw error;
  const notice = error.code === 'TW_GS1_CHECK_DIGIT' ? 'unreadable_tag' : 'foreign_tag';
  return { kind: 'unknown', notice, reason: error.code };
}
