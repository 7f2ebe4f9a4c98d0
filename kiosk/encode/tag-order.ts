/** What is to become of the next tag that is held to a reader. */
import type { TagReading } from '../../device/ports.ts';
import { KioskError } from '../errors.ts';
import type { CardCheck } from './card-check.ts';

export interface WriteTagOrder {
  kind: 'write';
  link: string;
  lock: boolean;
  /** Also takes a tag that lies on the reader already and holds something. */
  overwrite: boolean;
}

export interface LearnTagOrder {
  kind: 'learn';
  sku: string;
}

export type TagOrder = WriteTagOrder | LearnTagOrder;

/** ISO/IEC 14443-3 gives these to devices that draw a new one each time: phones. */
const PASSING_UID = /^08[0-9A-F]{6}$/;

/** True when the tag holds nothing, as far as it could be read. */
export function isEmpty({ ndef }: TagReading): boolean {
  return ndef.every(({ tnf }) => tnf === 0);
}

/** True when it was lifted, or had not settled, before it was read: holding it there again helps. */
export function isTorn({ problem }: TagReading): boolean {
  return problem?.code === 'TW_NFC_TAG_TORN';
}

/**
 * Refuses what belongs to a person: phones, cards by their kind, and any other whose UID the hub knows.
 * @throws KioskError TW_TAGS_PERSONAL, TW_TAGS_UNSURE
 */
export async function refusePersonal(reading: TagReading, cards: Pick<CardCheck, 'of'>): Promise<void> {
  const { uid, tech, problem } = reading;
  const isDevice = problem?.code === 'TW_NFC_PHONE_OR_BANK_CARD' || PASSING_UID.test(uid);
  // Loyalty, staff, transit and hotel cards; nobody sews them into a garment, unless with a link on them.
  const isCard = isEmpty(reading) && (tech === 'classic' || tech === 'felica' || tech === 'type4');
  if (isDevice || isCard) throw new KioskError('TW_TAGS_PERSONAL');
  const answer = await cards.of(uid);
  if (answer === 'somebodys') throw new KioskError('TW_TAGS_PERSONAL');
  if (answer === 'unsure') throw new KioskError('TW_TAGS_UNSURE');
}
