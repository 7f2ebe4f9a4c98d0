/** The memory of a Type 2 tag over a reader: read on demand, one exchange at a time, each block once. */
import { toHex } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { exchange, readBinary, StatusWord, statusText } from './apdu.ts';
import { walkAir, type MemoryWalk } from './tlv-area.ts';
import type { NfcTransport } from './transport.ts';
import { CC_PAGE, PAGE_SIZE } from './type2-layout.ts';

/** A READ answers four pages (Type 2 Tag 1.2, 5.1). */
export const BLOCK_SIZE = 4 * PAGE_SIZE;
export const CASCADE_TAG = 0x88;

/**
 * A READ past the last page starts over at page 0, so a capability container that lies about the size would splice
 * the UID into the message: a page that repeats page 0 ends the memory.
 */
export class Type2Memory {
  readonly #transport: NfcTransport;
  readonly #firstPage: string | undefined;
  readonly #bytes = new Map<number, number>();
  #end = Number.POSITIVE_INFINITY;

  /** @param uid The tag's UID in hexadecimal, as the reader told it. */
  constructor(transport: NfcTransport, uid: string) {
    this.#transport = transport;
    this.#firstPage = firstPage(uid);
  }

  /** Lets a walk read what it needs. @throws what the walk and `readPages` throw, TW_NDEF_TRUNCATED. */
  async walk<Result>(walk: MemoryWalk<Result>): Promise<Result> {
    return walkAir(walk, (address) => this.byteAt(address));
  }

  /** @throws DeviceError TW_NDEF_TRUNCATED behind the end of the memory, and what `readPages` throws. */
  async byteAt(address: number): Promise<number> {
    if (!this.#bytes.has(address) && address < this.#end) await this.#readBlock(address);
    const byte = this.#bytes.get(address);
    if (byte === undefined)
      throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'The tag is smaller than it says.' });
    return byte;
  }

  async page(number: number): Promise<Uint8Array> {
    const page = new Uint8Array(PAGE_SIZE);
    for (let index = 0; index < PAGE_SIZE; index += 1)
      page[index] = await this.byteAt(number * PAGE_SIZE + index);
    return page;
  }

  /** Whether the memory ends right behind the three pages from `page` on: the fourth one read is page 0 again. */
  async endsBehind(page: number): Promise<boolean> {
    const block = await readPages(this.#transport, page);
    return toHex(block.subarray(-PAGE_SIZE)) === this.#firstPage;
  }

  async #readBlock(address: number): Promise<void> {
    const page = Math.floor(address / PAGE_SIZE);
    const block = await readPages(this.#transport, page);
    for (let offset = 0; offset < block.length; offset += PAGE_SIZE) {
      if (page > 0 && toHex(block.subarray(offset, offset + PAGE_SIZE)) === this.#firstPage) {
        this.#end = page * PAGE_SIZE + offset;
        return;
      }
      for (let index = offset; index < offset + PAGE_SIZE; index += 1) {
        this.#bytes.set(page * PAGE_SIZE + index, block[index] ?? 0);
      }
    }
  }
}

/**
 * Reads four pages.
 * @throws DeviceError TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_TORN, TW_NFC_APDU_FAILED
 */
export async function readPages(transport: NfcTransport, page: number): Promise<Uint8Array> {
  const { data, status } = await exchange(transport, readBinary(page, BLOCK_SIZE), BLOCK_SIZE + 2);
  if (status === StatusWord.ok && data.length === BLOCK_SIZE) return data;
  const detail = `Page ${page} answered ${statusText(status)}.`;
  // A tag that answered before and does not now has most likely been lifted; readers say 63 00 for both.
  throw new DeviceError(page <= CC_PAGE ? 'TW_NFC_TAG_NOT_READABLE' : 'TW_NFC_TAG_TORN', { detail });
}

/** Page 0 of a tag with a 7-byte UID: UID0..2 and their check byte. Undefined for other lengths. */
function firstPage(uid: string): string | undefined {
  const bytes = Buffer.from(uid, 'hex');
  const [a = 0, b = 0, c = 0] = bytes;
  return bytes.length === 7 ? toHex(Uint8Array.of(a, b, c, CASCADE_TAG ^ a ^ b ^ c)) : undefined;
}
