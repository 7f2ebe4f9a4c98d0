/**
 * The order in which a message is put on a Type 2 tag, so that a tag lifted at any moment holds the old message, none,
 * or the new one, and never a mixture.
 *
 * A page is written whole or not at all. The page with the first length byte is written twice: first with a length of
 * zero, which empties the tag, and last with the right one, which brings the whole message into being at once. A
 * length of three bytes may lie across two pages: its tail is then written in between, behind a zero.
 */
import { DeviceError, isDeviceError } from '../errors.ts';
import { DataArea, findNdef, LONG_LENGTH, Tlv, type NdefPlace } from './tlv-area.ts';
import { DATA_OFFSET, PAGE_SIZE } from './type2-layout.ts';
import type { Type2Memory } from './type2-memory.ts';

export interface PageWrite {
  page: number;
  data: Uint8Array;
}

export interface WritePlan {
  /** Makes the tag empty; one or two pages, or none when it is. */
  clear: PageWrite[];
  /** Everything that cannot be seen yet. */
  body: PageWrite[];
  /** Makes the message visible; undefined when the tag holds it already. */
  commit?: PageWrite;
  /** The area with its reserved bytes and lock areas. */
  area: DataArea;
}

const MAX_SHORT = LONG_LENGTH - 1;
const MAX_LENGTH = 0xfffe;

/**
 * Plans the writing of a message.
 * @param end First address behind the data area.
 * @throws DeviceError TW_NFC_TAG_TOO_SMALL, and what reading the memory throws.
 */
export async function planType2Write(
  memory: Type2Memory,
  end: number,
  message: Uint8Array,
): Promise<WritePlan> {
  const { area, at } = await placeFor(memory, end);
  area.seek(at);
  const cells = layOut(area, message);
  const pages = new Map<number, { before: Uint8Array; after: Uint8Array }>();
  for (const { address, byte } of cells) {
    const page = Math.floor(address / PAGE_SIZE);
    const known = pages.get(page);
    const before = known?.before ?? (await memory.page(page));
    const after = known?.after ?? before.slice();
    after[address % PAGE_SIZE] = byte;
    pages.set(page, { before, after });
  }
  return { area, ...arrange(cells, pages) };
}

/** The first NDEF TLV, or where one can be put. A data area that makes no sense is used from behind its control TLVs. */
async function placeFor(memory: Type2Memory, end: number): Promise<{ area: DataArea; at: number }> {
  const area = new DataArea(DATA_OFFSET, end);
  try {
    const place: NdefPlace = await memory.walk(findNdef(area));
    if (place.at < end) return { area, at: place.at };
  } catch (error) {
    if (!isDeviceError(error, 'TW_NDEF_TRUNCATED')) throw error;
  }
  const fresh = new DataArea(DATA_OFFSET, end);
  return { area: fresh, at: await behindControls(memory, fresh) };
}

async function behindControls(memory: Type2Memory, area: DataArea): Promise<number> {
  for (;;) {
    const { at } = area;
    const [tag, length] = [await memory.byteAt(at), await memory.byteAt(at + 1)];
    const isControl = (tag === Tlv.lockControl || tag === Tlv.memoryControl) && length === 3;
    if (!isControl || at + 5 > area.end) return at;
    const value = [await memory.byteAt(at + 2), await memory.byteAt(at + 3), await memory.byteAt(at + 4)];
    area.reserve(tag, Uint8Array.from(value));
    area.seek(at + 5);
  }
}

interface Cell {
  address: number;
  byte: number;
}

/** Tag, length, value and, where there is room, a terminator; one byte per address, reserved ones passed over. */
function layOut(area: DataArea, message: Uint8Array): Cell[] {
  if (message.length > MAX_LENGTH) throw tooSmall(message);
  const { length } = message;
  const lengthBytes = length <= MAX_SHORT ? [length] : [LONG_LENGTH, length >> 8, length & 0xff];
  const cells = [Tlv.ndef, ...lengthBytes, ...message].map((byte) => {
    if (area.exhausted()) throw tooSmall(message);
    return { address: area.step(), byte };
  });
  if (!area.exhausted()) cells.push({ address: area.step(), byte: Tlv.terminator });
  return cells;
}

function tooSmall(message: Uint8Array): DeviceError {
  return new DeviceError('TW_NFC_TAG_TOO_SMALL', { detail: `The message has ${message.length} bytes.` });
}

type Pages = ReadonlyMap<number, { before: Uint8Array; after: Uint8Array }>;

function arrange(cells: readonly Cell[], pages: Pages): Omit<WritePlan, 'area'> {
  const [tag, length, next] = cells.map(({ address }) => address);
  const tagPage = pageOf(tag);
  const lengthPage = pageOf(length);
  const changed = [...pages].filter(([, { before, after }]) => !isSame(before, after));
  if (changed.length === 0) return { clear: [], body: [] };
  const { before = new Uint8Array(), after = new Uint8Array() } = pages.get(lengthPage) ?? {};
  const emptied = after.slice();
  emptied[offsetOf(length)] = 0;
  // Software that reads on behind an empty message finds the end.
  if (pageOf(next) === lengthPage) emptied[offsetOf(next)] = Tlv.terminator;
  const writes = changed.map(([page, { after: data }]) => ({ page, data }));
  const opening = writes.filter(({ page }) => page === tagPage && page !== lengthPage);
  return {
    clear: [...(isSame(before, emptied) ? [] : [{ page: lengthPage, data: emptied }]), ...opening],
    body: writes.filter(({ page }) => page !== tagPage && page !== lengthPage),
    ...(isSame(emptied, after) ? {} : { commit: { page: lengthPage, data: after } }),
  };
}

function pageOf(address = 0): number {
  return Math.floor(address / PAGE_SIZE);
}

function offsetOf(address = 0): number {
  return address % PAGE_SIZE;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
