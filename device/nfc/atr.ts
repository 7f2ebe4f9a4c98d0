/**
 * What an ATR says about a contactless card (PC/SC part 3, 3.1.3.2.3; names from pcsc-tools' smartcard_list).
 *
 * NTAG and Ultralight share one ATR: they are told apart by their memory, not here.
 */
import { toHex } from '../bytes.ts';
import type { TagTech } from '../ports.ts';
import type { SectorCount } from './classic-layout.ts';

export interface CardClass {
  tech: TagTech;
  /** A phone or a bank card: its identifier is random or personal, so it is not even asked. */
  personal: boolean;
  /**
   * Looks like a bank card, but may be a tag: it may be asked to select the NDEF application, and for nothing else
   * when it has none.
   */
  mayHoldNdef: boolean;
}

/** `3B 8F 80 01 80 4F 0C A0 00 00 03 06`: a storage card, described by the PC/SC workgroup's RID. */
const STORAGE_CARD = '3B8F8001804F0CA000000306';
const STANDARD_OFFSET = 12;
const NAME_OFFSET = 13;
const ATR_LENGTH = 20;

const Standard = { iso14443a3: 0x03, iso15693: 0x0b, felica: 0x11 } as const;
/** Card names NN NN: Ultralight and NTAG, Ultralight C. */
const ULTRALIGHT_C = 0x003a;
const TYPE2_NAMES = new Set([0x0003, ULTRALIGHT_C]);
/** Classic 1K, 4K, Mini: their sectors. */
const CLASSIC_SECTORS: ReadonlyMap<number, SectorCount> = new Map([
  [0x0001, 16],
  [0x0002, 40],
  [0x0026, 5],
]);
/** ACR122U: `FF SAK` for a SAK it has no name for; bits 6 and 5 of it mean peer-to-peer and ISO 14443-4. */
const UNNAMED_SAK = 0xff;
const SAK_PHONE_BITS = 0x60;

/** MIFARE DESFire EV1 to EV3 and NTAG 424 DNA: historical byte 80. */
const TYPE4_CHIP = '3B8180018080';
/** Every ISO 14443-4 card without T=0/T=1 interface characters of a contact card, and how many historical bytes it has. */
const ISO14443_4 = /^3B8([0-9A-F])8001/;

/** Classifies a card. An ATR that nobody knows is `unknown`, and is still identified by its UID. */
export function classifyAtr(atr: Uint8Array): CardClass {
  const text = toHex(atr);
  if (text.startsWith(STORAGE_CARD) && atr.length >= ATR_LENGTH) return storageCard(atr);
  if (text === TYPE4_CHIP) return impersonal('type4');
  const historicalBytes = ISO14443_4.exec(text)?.[1];
  if (historicalBytes === undefined) return impersonal('unknown');
  // A phone has none, whatever card it plays, and it is a person's also when it plays a tag.
  return { tech: 'type4', personal: true, mayHoldNdef: historicalBytes !== '0' };
}

function impersonal(tech: TagTech): CardClass {
  return { tech, personal: false, mayHoldNdef: false };
}

function storageCard(atr: Uint8Array): CardClass {
  const standard = atr[STANDARD_OFFSET];
  const [high = 0, low = 0] = atr.subarray(NAME_OFFSET);
  if (standard === Standard.iso15693) return impersonal('iso15693');
  if (standard === Standard.felica) return impersonal('felica');
  if (standard !== Standard.iso14443a3) return impersonal('unknown');
  if (high === UNNAMED_SAK && (low & SAK_PHONE_BITS) !== 0)
    return { tech: 'type4', personal: true, mayHoldNdef: false };
  if (TYPE2_NAMES.has((high << 8) | low)) return impersonal('type2');
  return impersonal(CLASSIC_SECTORS.has((high << 8) | low) ? 'classic' : 'unknown');
}

/** Sectors of a MIFARE Classic, by its name in the ATR. */
export function classicSectors(atr: Uint8Array): SectorCount {
  const [high = 0, low = 0] = atr.subarray(NAME_OFFSET);
  return CLASSIC_SECTORS.get((high << 8) | low) ?? 16;
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
