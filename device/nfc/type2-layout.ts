/** Where the NDEF message lies in a Type 2 tag (NFC Forum Type 2 Tag 1.2, sections 4 and 6). */
import { DeviceError } from '../errors.ts';
import { DataArea, takeNdef, type MemoryWalk } from './tlv-area.ts';

export const PAGE_SIZE = 4;
/** Page 3: capability container `E1 | version | size / 8 | access`. */
export const CC_PAGE = 3;
export const CC_OFFSET = CC_PAGE * PAGE_SIZE;
export const DATA_OFFSET = 16;
export const DATA_PAGE = DATA_OFFSET / PAGE_SIZE;

export const CC_MAGIC = 0xe1;
/** Units of the capability container's size. */
export const CC_SIZE_UNIT = 8;
const SUPPORTED_MAJOR_VERSION = 1;

/**
 * Finds the NDEF message.
 * @returns the message's bytes, reserved areas taken out.
 * @throws DeviceError TW_NFC_TAG_BLANK, TW_NFC_TAG_NOT_READABLE, TW_NDEF_TRUNCATED
 */
export function* walkToNdef(): MemoryWalk<Uint8Array> {
  const { end } = yield* readCapabilities();
  return yield* takeNdef(new DataArea(DATA_OFFSET, end));
}

export interface Capabilities {
  /** First address behind the data area. */
  end: number;
  /** Low nibble of the access byte: 0 free, F never (6.1.3). */
  writeAccess: number;
}

/**
 * Reads the capability container.
 * @throws DeviceError TW_NFC_TAG_BLANK, TW_NFC_TAG_NOT_READABLE
 */
export function* readCapabilities(): MemoryWalk<Capabilities> {
  const magic = yield CC_OFFSET;
  const version = yield CC_OFFSET + 1;
  const size = yield CC_OFFSET + 2;
  const access = yield CC_OFFSET + 3;
  if (magic !== CC_MAGIC) throw new DeviceError('TW_NFC_TAG_BLANK', { detail: 'It was never formatted.' });
  if (version >> 4 !== SUPPORTED_MAJOR_VERSION) {
    throw new DeviceError('TW_NFC_TAG_NOT_READABLE', {
      detail: `Its mapping version is ${version.toString(16)}.`,
    });
  }
  if (access >> 4 !== 0)
    throw new DeviceError('TW_NFC_TAG_NOT_READABLE', { detail: 'It demands a password.' });
  return { end: DATA_OFFSET + size * CC_SIZE_UNIT, writeAccess: access & 0x0f };
}
