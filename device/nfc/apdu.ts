/** The pseudo-APDUs of PC/SC part 3 (3.2.2) that Tapwall sends, and the status words it understands. */
import { DeviceError } from '../errors.ts';
import { concat, toHex } from '../bytes.ts';
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

/** `FF D6 hi lo Lc …`: on a Type 2 tag one page of four bytes. */
export function updateBinary(page: number, data: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(0xff, 0xd6, page >> 8, page & 0xff, data.length), data);
}

/** What a PN532 adds to a chip's answer: `D5 43`, its own status, and two bytes of the reader. */
const DIRECT_EXTRA = 5;

/**
 * Hands a raw command to the chip through an ACR122U (`FF 00 00 00`, PN532 InCommunicateThru). Never sent twice.
 * @returns the chip's bare answer; `failed` when the chip kept silent, the reader's own status when it refuses.
 */
export async function transmitDirect(
  transport: NfcTransport,
  command: Uint8Array,
  answerLength: number,
): Promise<Answer> {
  const apdu = concat(
    Uint8Array.of(0xff, 0x00, 0x00, 0x00, command.length + 2),
    Uint8Array.of(0xd4, 0x42),
    command,
  );
  const { data, status } = split(await transport.transmit(apdu, answerLength + DIRECT_EXTRA));
  if (status !== StatusWord.ok) return { data, status };
  const [head, code, error] = data;
  const isGood = head === 0xd5 && code === 0x43 && error === 0x00;
  return isGood ? { data: data.subarray(3), status } : { data: new Uint8Array(), status: StatusWord.failed };
}

/** Four hexadecimal digits, for details of errors. */
export function statusText(status: number): string {
  return status.toString(16).toUpperCase().padStart(4, '0');
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
