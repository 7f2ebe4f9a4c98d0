/** From "a card is there" to what it says: classify, ask the UID, read what may be read. */
import { deviceErrors, isDeviceError } from '../errors.ts';
import { decodeNdef } from '../ndef/decode.ts';
import { Tnf, type NdefRecord } from '../ndef/record.ts';
import type { TagProblem, TagProblemCode, TagTech } from '../ports.ts';
import { askUid } from './apdu.ts';
import { classifyAtr } from './atr.ts';
import type { NfcTransport } from './transport.ts';
import { readType2 } from './type2-read.ts';

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
 * Cards that hold no NDEF message by their nature (Classic, ISO 15693, unknown) are told by UID alone, without a problem.
 * @throws whatever the transport throws that is not about the tag.
 */
export async function readTag(atr: Uint8Array, transport: NfcTransport): Promise<TagContent> {
  const { tech, personal } = classifyAtr(atr);
  if (personal) return { uid: '', tech, ndef: [], problem: problem('TW_NFC_PHONE_OR_BANK_CARD') };
  let uid = '';
  try {
    uid = (await askUid(transport)) ?? '';
    if (tech === 'type4') return { uid, tech, ndef: [], problem: problem('TW_NFC_TAG_NOT_READABLE') };
    if (tech !== 'type2')
      return { uid, tech, ndef: [], ...(uid === '' ? { problem: problem('TW_NFC_TAG_NOT_READABLE') } : {}) };
    const ndef = decodeNdef(await readType2(transport, uid));
    const isEmpty = ndef.every((record) => record.tnf === Tnf.empty);
    return { uid, tech, ndef, ...(isEmpty ? { problem: problem('TW_NFC_TAG_BLANK') } : {}) };
  } catch (error) {
    return { uid, tech, ndef: [], problem: problem(codeOf(error)) };
  }
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
