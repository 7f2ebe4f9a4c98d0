/** Reads a Type 2 tag (NTAG, Ultralight): page by page over a reader, or from a memory image. */
import { toHex } from '../bytes.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import { decodeNdef } from '../ndef/decode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { walkImage } from './tlv-area.ts';
import type { NfcTransport } from './transport.ts';
import { walkToNdef } from './type2-layout.ts';
import { BLOCK_SIZE, CASCADE_TAG, Type2Memory } from './type2-memory.ts';

/**
 * Reads the NDEF message, one exchange at a time and no page more than its structure needs.
 * @param uid The tag's UID in hexadecimal, as the reader told it.
 * @throws DeviceError TW_NFC_TAG_TORN, TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_BLANK, TW_NDEF_TRUNCATED
 */
export async function readType2(transport: NfcTransport, uid: string): Promise<Uint8Array> {
  return new Type2Memory(transport, uid).walk(walkToNdef());
}

export interface Type2Content {
  /** Upper-case hexadecimal, 7 bytes. */
  uid: string;
  records: NdefRecord[];
}

/**
 * Decodes a memory image that starts at page 0 and reaches at least to the end of the message. A blank tag has no
 * records.
 * @throws DeviceError TW_NFC_MEMORY_INVALID, and everything that reading or decoding can throw.
 */
export function decodeType2(memory: Uint8Array): Type2Content {
  const [a = 0, b = 0, c = 0, check0 = 0, d = 0, e = 0, f = 0, g = 0, check1 = 0] = memory;
  if (memory.length < BLOCK_SIZE) {
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'At least the first four pages are needed.' });
  }
  if ((CASCADE_TAG ^ a ^ b ^ c) !== check0 || (d ^ e ^ f ^ g) !== check1) {
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'The check bytes of the UID are wrong.' });
  }
  return {
    uid: toHex(Uint8Array.of(a, b, c, d, e, f, g)),
    records: decodeMessage(memory),
  };
}

function decodeMessage(memory: Uint8Array): NdefRecord[] {
  try {
    return decodeNdef(walkImage(walkToNdef(), (address) => memory[address]));
  } catch (error) {
    if (isDeviceError(error, 'TW_NFC_TAG_BLANK')) return [];
    throw error;
  }
}
