/** The capability container of a Type 4 tag (NFC Forum Type 4 Tag 2.0, section 5.1). */
import { DeviceError } from '../errors.ts';

/** Length, version, two limits, and one file control TLV. */
export const CC_MIN_LENGTH = 15;
/** No tag has more than a handful of files. */
export const CC_MAX_LENGTH = 255;
export const NLEN_BYTES = 2;

const FILE_CONTROL = 0x04;
const FILE_CONTROL_LENGTH = 6;
const FIRST_TLV = 7;
const MIN_LE = 0x0f;
const MIN_FILE = 5;
/** Offsets have 15 bits. */
const MAX_FILE = 0x8000;
const RESERVED_FILES = new Set([0x0000, 0xe102, 0xe103, 0x3f00, 0x3fff, 0xffff]);

const Access = { free: 0x00, never: 0xff } as const;

export interface NdefFile {
  id: number;
  /** Bytes, the two of the length included. */
  size: number;
  /** Most bytes that one answer and one command can carry. */
  maxRead: number;
  maxWrite: number;
  readable: boolean;
  /** `key`: only after an authentication. */
  writable: 'free' | 'never' | 'key';
}

/** How long the container says it is. */
export function ccLength(container: Uint8Array): number {
  return uint16(container, 0);
}

/**
 * Finds the NDEF file.
 * @throws DeviceError TW_NFC_TAG_NOT_READABLE
 */
export function parseCapabilities(container: Uint8Array): NdefFile {
  const [, , version = 0] = container;
  const major = version >> 4;
  if (major !== 2 && major !== 3) throw unreadable(`Its mapping version is ${version.toString(16)}.`);
  const maxRead = uint16(container, 3);
  const maxWrite = uint16(container, 5);
  if (maxRead < MIN_LE || maxWrite === 0) throw unreadable('Its limits are not allowed.');
  const control = findFileControl(container);
  if (control === undefined) throw unreadable('Its capability container names no NDEF file.');
  const id = uint16(control, 0);
  const size = Math.min(uint16(control, 2), MAX_FILE);
  if (RESERVED_FILES.has(id) || size < MIN_FILE) throw unreadable('Its NDEF file is not allowed.');
  const [, , , , read, write] = control;
  return {
    id,
    size,
    maxRead,
    maxWrite,
    readable: read === Access.free,
    writable: write === Access.free ? 'free' : write === Access.never ? 'never' : 'key',
  };
}

function findFileControl(container: Uint8Array): Uint8Array | undefined {
  const end = Math.min(ccLength(container), container.length);
  for (let at = FIRST_TLV; at + 2 <= end;) {
    const [tag, length = 0] = container.subarray(at);
    const value = container.subarray(at + 2, Math.min(at + 2 + length, end));
    if (tag === FILE_CONTROL && length === FILE_CONTROL_LENGTH && value.length === length) return value;
    at += 2 + length;
  }
  return undefined;
}

export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function unreadable(detail: string): DeviceError {
  return new DeviceError('TW_NFC_TAG_NOT_READABLE', { detail });
}
