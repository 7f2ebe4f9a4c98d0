/**
 * From a scanned symbol to what it means in this shop. As with tags, only GS1 identifiers count: a scanned address is never
 * opened and never shown.
 */
import { parseGs1 } from '../../device/gs1/parse-gs1.ts';
import type { CodeReading } from '../../device/ports.ts';
import { gtinIn, identifyGtin14, unreadable } from './by-gtin.ts';
import type { Identified, TagCatalogue } from './identified.ts';

/** As the contract carries it. */
const LONGEST_PASS = 1536;

export type ScannedCode = Pick<CodeReading, 'text' | 'symbology'>;

/** The product of a retail symbol, an element string, or a Digital Link. A label may hold part of the data only. */
export function identifyCode({ text, symbology = '' }: ScannedCode, catalogue: TagCatalogue): Identified {
  if (isPass(text)) return { kind: 'card', uid: '', pass: text, otherwise: 'unknown_card' };
  try {
    return identifyGtin14(gtinIn(parseGs1(symbology + text, { allowIncomplete: true }).ais), catalogue);
  } catch (error) {
    return unreadable(error);
  }
}

/** The code of a phone is a JWS in compact form (RFC 7515 section 3.1): its header is an object, which begins like this. */
function isPass(text: string): boolean {
  return text.length <= LONGEST_PASS && /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}
