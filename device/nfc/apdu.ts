/** The pseudo-APDUs of PC/SC part 3 (3.2.2) that Tapwall sends, and the status words it understands. */
import { DeviceError } from '../errors.ts';
import { toHex } from '../bytes.ts';
import type { NfcTransport } from './transport.ts';

export const StatusWord = {
  ok: 0x9000,
  /** "Operation failed": on an ACR122U nearly every failure, also one that a second try mends. */
  failed: 0x6300,
  notSupported: 0x6a81,
} as const;

/** Longest UID (10 bytes) and the status. */
const UID_ANSWER = 12;

export interface Answer {
  data: Uint8Array;
  status: number;
}

/** `FF CA 00 00 00`: UID of 4, 7, 8 or 10 bytes. */
export function getUid(): Uint8Array {
  return Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);
}

/** `FF B0 hi lo Le`: on a Type 2 tag 16 bytes are the four pages from `page` on. */
export function readBinary(page: number, length: number): Uint8Array {
  return Uint8Array.of(0xff, 0xb0, page >> 8, page & 0xff, length);
}

/** Sends a command and splits the status from the data; tries a second time when the reader says 63 00. */
export async function exchange(
  transport: NfcTransport,
  apdu: Uint8Array,
  maxLength: number,
): Promise<Answer> {
  const first = split(await transport.transmit(apdu, maxLength));
  if (first.status !== StatusWord.failed) return first;
  return split(await transport.transmit(apdu, maxLength));
}

/**
 * Asks for the tag's UID.
 * @returns upper-case hexadecimal, or undefined when the reader cannot tell it.
 */
export async function askUid(transport: NfcTransport): Promise<string | undefined> {
  const { data, status } = await exchange(transport, getUid(), UID_ANSWER);
  return status === StatusWord.ok && data.length > 0 ? toHex(data) : undefined;
}

function split(answer: Uint8Array): Answer {
  const [high, low] = answer.subarray(-2);
  if (high === undefined || low === undefined) {
    throw new DeviceError('TW_NFC_APDU_FAILED', { detail: 'The answer has no status word.' });
  }
  return { data: answer.subarray(0, -2), status: (high << 8) | low };
}
