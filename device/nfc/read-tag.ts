/** From "a card is there" to what it says: classify, ask the UID, read what may be read. */
import { DeviceError, deviceErrors, isDeviceError } from '../errors.ts';
import { decodeNdef } from '../ndef/decode.ts';
import { Tnf, type NdefRecord } from '../ndef/record.ts';
import type { TagProblem, TagProblemCode, TagTech } from '../ports.ts';
import { askUid } from './apdu.ts';
import { classicSectors, classifyAtr } from './atr.ts';
import { readClassic } from './classic-read.ts';
import { iso15693Uid, readIso15693 } from './iso15693.ts';
import type { NfcTransport } from './transport.ts';
import { readType2 } from './type2-read.ts';
import { selectNdefApplication } from './type4-apdu.ts';
import { readType4 } from './type4-read.ts';

export interface TagContent {
  /** Upper-case hexadecimal; empty when not asked or not answered. */
  uid: string;
  tech: TagTech;
  ndef: NdefRecord[];
  problem?: TagProblem;
}

const tagProblems: ReadonlySet<string> = new Set<TagProblemCode>([
  'TW_NFC_TAG_BLANK',
  'TW_NFC_TAG_TORN',
  'TW_NFC_TAG_NOT_READABLE',
  'TW_NFC_PHONE_OR_BANK_CARD',
  'TW_NDEF_TRUNCATED',
  'TW_NDEF_INVALID',
]);

/**
 * Reads whatever was put on the reader. Trouble with the tag is part of the answer, never an exception.
 * Cards that hold no NDEF message by their nature (FeliCa, unknown ones, Classic and ISO 15693 that are not formatted
 * for it) are told by UID alone, without a problem.
 *
 * Phones are asked nothing. A card that may be a bank card is asked whether it has the NDEF application: it is read if
 * so, without its UID, and not asked further if not.
 * @throws whatever the transport throws that is not about the tag.
 */
export async function readTag(atr: Uint8Array, transport: NfcTransport): Promise<TagContent> {
  const { tech, personal, mayHoldNdef } = classifyAtr(atr);
  let uid = '';
  try {
    if (personal) return await readNameless(transport, { tech, mayHoldNdef });
    uid = await uidOf(tech, transport);
    const message = await readMessage(tech, { atr, uid, transport });
    if (message !== undefined) return { uid, tech, ...understand(message) };
    return { uid, tech, ndef: [], ...(uid === '' ? { problem: problem('TW_NFC_TAG_NOT_READABLE') } : {}) };
  } catch (error) {
    return { uid, tech, ndef: [], problem: problem(codeOf(error)) };
  }
}

async function readNameless(
  transport: NfcTransport,
  { tech, mayHoldNdef }: { tech: TagTech; mayHoldNdef: boolean },
): Promise<TagContent> {
  const isTag = mayHoldNdef && (await isNdefTag(transport));
  if (isTag) return { uid: '', tech, ...understand(await readType4(transport)) };
  return { uid: '', tech, ndef: [], problem: problem('TW_NFC_PHONE_OR_BANK_CARD') };
}

/** A bank card that is lifted early is still one: its owner is not asked to hold it there again. */
async function isNdefTag(transport: NfcTransport): Promise<boolean> {
  try {
    return await selectNdefApplication(transport);
  } catch (error) {
    if (isDeviceError(error)) return false;
    throw error;
  }
}

async function uidOf(tech: TagTech, transport: NfcTransport): Promise<string> {
  const uid = (await askUid(transport)) ?? '';
  return tech === 'iso15693' ? iso15693Uid(uid) : uid;
}

interface Card {
  atr: Uint8Array;
  uid: string;
  transport: NfcTransport;
}

/** The NDEF message; undefined for a card that nothing says to hold one. */
async function readMessage(tech: TagTech, { atr, uid, transport }: Card): Promise<Uint8Array | undefined> {
  if (tech === 'type2') return readType2(transport, uid);
  if (tech === 'classic') return readClassic(transport, classicSectors(atr));
  if (tech === 'iso15693') return readIso15693(transport);
  if (tech !== 'type4') return undefined;
  if (!(await selectNdefApplication(transport))) throw new DeviceError('TW_NFC_TAG_NOT_READABLE');
  return readType4(transport);
}

function understand(message: Uint8Array): Pick<TagContent, 'ndef' | 'problem'> {
  const ndef = decodeNdef(message);
  const isEmpty = ndef.every((record) => record.tnf === Tnf.empty);
  return { ndef, ...(isEmpty ? { problem: problem('TW_NFC_TAG_BLANK') } : {}) };
}

/** The content of a tag that left before anything could be asked. */
export function tornContent(atr: Uint8Array | undefined): TagContent {
  const tech = atr === undefined ? 'unknown' : classifyAtr(atr).tech;
  return { uid: '', tech, ndef: [], problem: problem('TW_NFC_TAG_TORN') };
}

function codeOf(error: unknown): TagProblemCode {
  if (!isDeviceError(error)) throw error;
  if (error.code === 'TW_NDEF_TOO_LARGE') return 'TW_NDEF_INVALID';
  if (error.code === 'TW_NFC_APDU_FAILED') return 'TW_NFC_TAG_TORN';
  if (!tagProblems.has(error.code)) throw error;
  return error.code as TagProblemCode;
}

function problem(code: TagProblemCode): TagProblem {
  return { code, message: deviceErrors[code].message };
}
