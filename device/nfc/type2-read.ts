/** Reads a Type 2 tag (NTAG, Ultralight): page by page over a reader, or from a memory image. */
import { toHex } from '../bytes.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import { decodeNdef } from '../ndef/decode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { exchange, readBinary, StatusWord } from './apdu.ts';
import type { NfcTransport } from './transport.ts';
import { CC_OFFSET, PAGE_SIZE, walkToNdef, type MemoryWalk } from './type2-layout.ts';

/** A READ answers four pages (Type 2 Tag 1.2, 5.1). */
const BLOCK_SIZE = 4 * PAGE_SIZE;
const FIRST_PAGE = CC_OFFSET / PAGE_SIZE;
const CASCADE_TAG = 0x88;

/**
 * Reads the NDEF message, one exchange at a time and no page more than its structure needs.
 *
 * A READ past the last page starts over at page 0, so a capability container that lies about the size would splice
 * the UID into the message: a page that repeats page 0 ends the read.
 * @param uid The tag's UID in hexadecimal, as the reader told it.
 * @throws DeviceError TW_NFC_TAG_TORN, TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_BLANK, TW_NDEF_TRUNCATED
 */
export async function readType2(transport: NfcTransport, uid: string): Promise<Uint8Array> {
  const rollover = firstPage(uid);
  const memory = new Map<number, number>();
  let end = Number.POSITIVE_INFINITY;
  const walk = walkToNdef();
  let step = walk.next();
  while (step.done !== true) {
    const address = step.value;
    if (!memory.has(address) && address < end) await readBlock(address);
    const byte = memory.get(address);
    if (byte === undefined)
      throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'The tag is smaller than it says.' });
    step = walk.next(byte);
  }
  return step.value;

  async function readBlock(address: number): Promise<void> {
    const page = Math.floor(address / PAGE_SIZE);
    const block = await readPages(transport, page);
    for (let offset = 0; offset < block.length; offset += PAGE_SIZE) {
      if (page > 0 && toHex(block.subarray(offset, offset + PAGE_SIZE)) === rollover) {
        end = page * PAGE_SIZE + offset;
        return;
      }
      for (let index = offset; index < offset + PAGE_SIZE; index += 1) {
        memory.set(page * PAGE_SIZE + index, block[index] ?? 0);
      }
    }
  }
}

async function readPages(transport: NfcTransport, page: number): Promise<Uint8Array> {
  const { data, status } = await exchange(transport, readBinary(page, BLOCK_SIZE), BLOCK_SIZE + 2);
  if (status === StatusWord.ok && data.length === BLOCK_SIZE) return data;
  const detail = `Page ${page} answered ${status.toString(16).padStart(4, '0')}.`;
  // A tag that answered before and does not now has most likely been lifted; readers say 63 00 for both.
  throw new DeviceError(page === FIRST_PAGE ? 'TW_NFC_TAG_NOT_READABLE' : 'TW_NFC_TAG_TORN', { detail });
}

/** Page 0 of a tag with a 7-byte UID: UID0..2 and their check byte. Undefined for other lengths. */
function firstPage(uid: string): string | undefined {
  const bytes = Buffer.from(uid, 'hex');
  const [a = 0, b = 0, c = 0] = bytes;
  return bytes.length === 7 ? toHex(Uint8Array.of(a, b, c, CASCADE_TAG ^ a ^ b ^ c)) : undefined;
}

export interface Type2Content {
  /** Upper-case hexadecimal, 7 bytes. */
  uid: string;
  records: NdefRecord[];
}

/**
 * Decodes a memory image that starts at page 0. A blank tag has no records.
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
    return decodeNdef(walkMemory(walkToNdef(), memory));
  } catch (error) {
    if (isDeviceError(error, 'TW_NFC_TAG_BLANK')) return [];
    throw error;
  }
}

function walkMemory<Result>(walk: MemoryWalk<Result>, memory: Uint8Array): Result {
  let step = walk.next();
  while (step.done !== true) {
    const byte = memory[step.value];
    if (byte === undefined)
      throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'The memory image ends too early.' });
    step = walk.next(byte);
  }
  return step.value;
}
