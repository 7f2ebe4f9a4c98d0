/**
 * From a scanned symbol to what it means in this shop. As with tags, only GS1 identifiers count: a scanned address is never
 * opened and never shown.
 */
import { parseGs1 } from '../../device/gs1/parse-gs1.ts';
import type { CodeReading } from '../../device/ports.ts';
import { gtinIn, identifyGtin14, unreadable } from './by-gtin.ts';
import type { Identified, TagCatalogue } from './identified.ts';

export type ScannedCode = Pick<CodeReading, 'text' | 'symbology'>;

/** The product of a retail symbol, an element string, or a Digital Link. A label may hold part of the data only. */
export function identifyCode({ text, symbology = '' }: ScannedCode, catalogue: TagCatalogue): Identified {
  try {
    return identifyGtin14(gtinIn(parseGs1(symbology + text, { allowIncomplete: true }).ais), catalogue);
  } catch (error) {
    return unreadable(error);
  }
}
