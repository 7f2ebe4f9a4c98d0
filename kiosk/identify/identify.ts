/**
 * From a tag's content to what it means in this shop.
 *
 * A tag is an untrusted pointer. Of a URL only the GS1 application identifiers are used, whatever its host
 * (GS1 Digital Link URI Syntax 1.6.0 lets a brand use its own domain); it is never opened and never shown.
 */
import { isDeviceError } from '../../device/errors.ts';
import { parseAnyLink } from '../../device/epc/compressed-link.ts';
import { epcUriToAis } from '../../device/epc/encode-epc.ts';
import type { AiPair } from '../../device/gs1/ai-pair.ts';
import { sunShape } from '../../device/sun/sun-url.ts';
import type { TagProblemCode, TagReading } from '../../device/ports.ts';
import type { NoticeName } from '../../broker/contract/screen.ts';
import { gtinIn } from './by-gtin.ts';
import type { Identified, TagCatalogue } from './identified.ts';

/** Which problems leave only the UID to go by, and what to say when that does not help. */
const NOTICE_OF_PROBLEM: Readonly<Record<TagProblemCode, NoticeName>> = {
  TW_NFC_TAG_BLANK: 'blank_tag',
  TW_NFC_TAG_NOT_READABLE: 'unreadable_tag',
  TW_NFC_TAG_TORN: 'unreadable_tag',
  TW_NDEF_TRUNCATED: 'unreadable_tag',
  TW_NDEF_INVALID: 'unreadable_tag',
  TW_NFC_PHONE_OR_BANK_CARD: 'phone',
};

interface Link {
  gtin?: string;
  /** Why there is no GTIN. */
  reason: string;
}

/** Says what a tag is: a GS1 Digital Link first, then a bound UID, then perhaps a card, signed or told by its UID. */
export function identify(reading: TagReading, catalogue: TagCatalogue): Identified {
  const link = readLinks(reading);
  const sku = link?.gtin === undefined ? undefined : catalogue.skuOfGtin(link.gtin);
  const signed = signedUrl(reading);
  const proof = signed === undefined ? {} : { sun: signed };
  if (sku !== undefined && link?.gtin !== undefined)
    return { kind: 'product', sku, gtin: link.gtin, ...proof };
  const isNamed = reading.uid !== '' && reading.problem?.code !== 'TW_NFC_PHONE_OR_BANK_CARD';
  const bound = isNamed ? catalogue.skuOfBinding(reading.uid) : undefined;
  if (bound !== undefined) return { kind: 'product', sku: bound, ...proof };
  if (link?.gtin !== undefined)
    return { kind: 'unknown', notice: 'unknown_product', reason: 'unknown_gtin', gtin: link.gtin };
  // A card whose UID is in the clear tells it to every reader on its way; such a one is not asked for.
  if (signed !== undefined && sunShape(signed) === 'encrypted')
    return { kind: 'card', uid: reading.uid, sun: signed, otherwise: 'foreign_tag' };
  if (isNamed && mayBeCard(reading)) {
    const isBlank = reading.tech === 'type2';
    return { kind: 'card', uid: reading.uid, otherwise: isBlank ? 'blank_tag' : 'unknown_card' };
  }
  if (isPassingUid(reading.uid)) return { kind: 'unknown', notice: 'phone', reason: 'random_uid' };
  if (reading.problem !== undefined)
    return {
      kind: 'unknown',
      notice: NOTICE_OF_PROBLEM[reading.problem.code],
      reason: reading.problem.code,
    };
  if (link !== undefined) return { kind: 'unknown', notice: noticeOfLink(link), reason: link.reason };
  return { kind: 'unknown', notice: 'blank_tag', reason: 'no_content' };
}

/** The first link that looks like a message of an NTAG 424 DNA. */
function signedUrl({ ndef }: TagReading): string | undefined {
  return ndef.map(({ uri }) => uri).find((uri) => uri !== undefined && sunShape(uri) !== undefined);
}

/** The first record that names a GTIN; else why the first link does not; undefined when there is no record. */
function readLinks({ ndef }: TagReading): Link | undefined {
  const filled = ndef.filter((record) => record.tnf !== 0);
  let first: Link | undefined;
  for (const { uri } of filled) {
    if (uri === undefined) continue;
    const link = readLink(uri);
    if (link.gtin !== undefined) return link;
    first ??= link;
  }
  return first ?? (filled.length > 0 ? { reason: 'no_link' } : undefined);
}

function readLink(uri: string): Link {
  try {
    const gtin = gtinIn(aisOf(uri));
    return gtin === undefined ? { reason: 'no_gtin' } : { gtin, reason: '' };
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    return { reason: error.code };
  }
}

/** Of a tag that has an EPC URI instead of a Digital Link (NFC Forum RTD URI 1.0 abbreviates both). */
function aisOf(uri: string): AiPair[] {
  return uri.startsWith('urn:epc:') ? epcUriToAis(uri) : parseAnyLink(uri, { allowIncomplete: true }).ais;
}

/** A wrong check digit is a worn or badly written tag of ours; anything else points somewhere else. */
function noticeOfLink(link: Link): NoticeName {
  return link.reason === 'TW_GS1_CHECK_DIGIT' ? 'unreadable_tag' : 'foreign_tag';
}

/** ISO/IEC 14443-3 gives UIDs of four bytes that begin with 08 to devices that draw a new one each time: phones. */
function isPassingUid(uid: string): boolean {
  return uid.length === 8 && uid.startsWith('08');
}

/**
 * Cards are told by UID alone: technologies without NDEF, and Type 2 tags whose memory is empty. A torn or damaged
 * tag is none: it should be held there again.
 */
function mayBeCard({ tech, uid, ndef, problem }: TagReading): boolean {
  if (ndef.some((record) => record.tnf !== 0)) return false;
  if (isPassingUid(uid)) return false;
  if (problem === undefined) return true;
  if (tech === 'type2') return problem.code === 'TW_NFC_TAG_BLANK';
  return problem.code === 'TW_NFC_TAG_BLANK' || problem.code === 'TW_NFC_TAG_NOT_READABLE';
}
