/**
 * What an ATR says about a contactless card (PC/SC part 3, 3.1.3.2.3; names from pcsc-tools' smartcard_list).
 *
 * NTAG and Ultralight share one ATR: they are told apart by their memory, not here.
 */
import { toHex } from '../bytes.ts';
import type { TagTech } from '../ports.ts';

export interface CardClass {
  tech: TagTech;
  /** A phone or a bank card: its identifier is random or personal, so it is not even asked. */
  personal: boolean;
}

/** `3B 8F 80 01 80 4F 0C A0 00 00 03 06`: a storage card, described by the PC/SC workgroup's RID. */
const STORAGE_CARD = '3B8F8001804F0CA000000306';
const STANDARD_OFFSET = 12;
const NAME_OFFSET = 13;
const ATR_LENGTH = 20;

const Standard = { iso14443a3: 0x03, iso15693: 0x0b } as const;
/** Card names NN NN: Ultralight and NTAG, Ultralight C. */
const ULTRALIGHT_C = 0x003a;
const TYPE2_NAMES = new Set([0x0003, ULTRALIGHT_C]);
/** Classic 1K, 4K, Mini. */
const CLASSIC_NAMES = new Set([0x0001, 0x0002, 0x0026]);
/** ACR122U: `FF SAK` for a SAK it has no name for; bits 6 and 5 of it mean peer-to-peer and ISO 14443-4. */
const UNNAMED_SAK = 0xff;
const SAK_PHONE_BITS = 0x60;

/** MIFARE DESFire EV1 to EV3 and NTAG 424 DNA: historical byte 80. */
const TYPE4_CHIP = '3B8180018080';
/** First bytes of every ISO 14443-4 card without T=0/T=1 interface characters of a contact card. */
const ISO14443_4 = /^3B8[0-9A-F]8001/;

/** Classifies a card. An ATR that nobody knows is `unknown`, and is still identified by its UID. */
export function classifyAtr(atr: Uint8Array): CardClass {
  const text = toHex(atr);
  if (text.startsWith(STORAGE_CARD) && atr.length >= ATR_LENGTH) return storageCard(atr);
  if (text === TYPE4_CHIP) return { tech: 'type4', personal: false };
  if (ISO14443_4.test(text)) return { tech: 'type4', personal: true };
  return { tech: 'unknown', personal: false };
}

function storageCard(atr: Uint8Array): CardClass {
  const standard = atr[STANDARD_OFFSET];
  const high = atr[NAME_OFFSET] ?? 0;
  const low = atr[NAME_OFFSET + 1] ?? 0;
  if (standard === Standard.iso15693) return { tech: 'iso15693', personal: false };
  if (standard !== Standard.iso14443a3) return { tech: 'unknown', personal: false };
  if (high === UNNAMED_SAK && (low & SAK_PHONE_BITS) !== 0) return { tech: 'type4', personal: true };
  const name = (high << 8) | low;
  if (TYPE2_NAMES.has(name)) return { tech: 'type2', personal: false };
  if (CLASSIC_NAMES.has(name)) return { tech: 'classic', personal: false };
  return { tech: 'unknown', personal: false };
}

/** Some readers tell an Ultralight C from the other Type 2 chips. */
export function isUltralightC(atr: Uint8Array): boolean {
  return toHex(atr) === toHex(storageCardAtr(Standard.iso14443a3, ULTRALIGHT_C));
}

/**
 * Tells the contactless slot from a reader's slots for contact cards and SAMs, which hold a card for ever.
 * "PICC" contains "ICC": only the whole word counts.
 */
export function isContactlessSlot(readerName: string): boolean {
  return !/(^|[^A-Z])(SAM|ICC)([^A-Z]|$)/i.test(readerName);
}

/** Reader name without the two indices that pcscd appends and changes on every replug (`… 00 00`). */
export function stableReaderName(readerName: string): string {
  return readerName.replace(/( [0-9A-F]{2}){1,2}$/i, '');
}

/** Builds the ATR of a storage card from standard and name bytes, check byte included. */
export function storageCardAtr(standard: number, name: number): Uint8Array {
  const full = new Uint8Array(ATR_LENGTH);
  full.set(Buffer.from(STORAGE_CARD, 'hex'));
  full[STANDARD_OFFSET] = standard;
  full[NAME_OFFSET] = name >> 8;
  full[NAME_OFFSET + 1] = name & 0xff;
  full[ATR_LENGTH - 1] = full.subarray(1, -1).reduce((sum, byte) => sum ^ byte, 0);
  return full;
}
