/** The commands of a Type 4 tag (NFC Forum Type 4 Tag 2.0, section 5.4; ISO/IEC 7816-4). */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { exchange, StatusWord, statusText, type Answer } from './apdu.ts';
import type { NfcTransport } from './transport.ts';

/** NDEF tag application of mapping versions 2 and 3. */
const NDEF_APPLICATION = Uint8Array.of(0xd2, 0x76, 0x00, 0x00, 0x85, 0x01, 0x01);
export const CC_FILE = 0xe103;

const STATUS_BYTES = 2;
/** Some cards answer a selection with a description of what was selected. */
const MAX_SELECT_ANSWER = 256 + STATUS_BYTES;
/** An ACR122U carries 255 bytes in one answer, status and all of its own framing included. */
export const MAX_CHUNK = 250;

/** End of file before as much was read as asked for: what there is has been given. */
const END_OF_FILE = 0x6282;
const WRONG_LENGTH = 0x6700;
const WRONG_PARAMETERS = new Set([0x6a86, 0x6a87, 0x6b00, WRONG_LENGTH]);
const WRONG_LE = 0x6c;

/**
 * Selects the NDEF application, in the two ways that cards know.
 * @returns whether the card has one.
 * @throws DeviceError TW_NFC_TAG_TORN
 */
export async function selectNdefApplication(transport: NfcTransport): Promise<boolean> {
  const named = concat(Uint8Array.of(0x00, 0xa4, 0x04, 0x00, NDEF_APPLICATION.length), NDEF_APPLICATION);
  const { status } = await exchange(transport, concat(named, Uint8Array.of(0x00)), MAX_SELECT_ANSWER);
  if (status === StatusWord.failed) throw refused('The selection', status);
  if (!isAboutForm(status)) return status === StatusWord.ok;
  named[3] = 0x0c;
  return (await exchange(transport, named, MAX_SELECT_ANSWER)).status === StatusWord.ok;
}

/** Selects a file of the application. @throws DeviceError TW_NFC_TAG_NOT_READABLE */
export async function selectFile(transport: NfcTransport, id: number): Promise<void> {
  const named = Uint8Array.of(0x00, 0xa4, 0x00, 0x0c, 0x02, id >> 8, id & 0xff);
  let { status } = await exchange(transport, named, MAX_SELECT_ANSWER);
  if (isAboutForm(status)) {
    named[3] = 0x00;
    ({ status } = await exchange(transport, concat(named, Uint8Array.of(0x00)), MAX_SELECT_ANSWER));
  }
  if (status !== StatusWord.ok) throw refused(`File ${id.toString(16).toUpperCase()}`, status);
}

/**
 * Reads up to `length` bytes (1 to 255) of the selected file.
 * @throws DeviceError TW_NFC_TAG_NOT_READABLE, TW_NFC_APDU_FAILED when the answer is longer than asked for or empty.
 */
export async function readFile(transport: NfcTransport, offset: number, length: number): Promise<Uint8Array> {
  let answer = await exchange(transport, readCommand(offset, length), length + STATUS_BYTES);
  const offered = answer.status & 0xff;
  if (answer.status >> 8 === WRONG_LE && offered > 0 && offered < length)
    answer = await exchange(transport, readCommand(offset, offered), offered + STATUS_BYTES);
  const { data, status } = answer;
  if (status !== StatusWord.ok && status !== END_OF_FILE) throw refused(`Reading at ${offset}`, status);
  if (data.length === 0 || data.length > length) {
    throw new DeviceError('TW_NFC_APDU_FAILED', { detail: `${data.length} bytes answer ${length}.` });
  }
  return data;
}

function readCommand(offset: number, length: number): Uint8Array {
  return Uint8Array.of(0x00, 0xb0, offset >> 8, offset & 0xff, length);
}

/** Writes up to 255 bytes into the selected file and answers with the status. */
export async function updateFile(transport: NfcTransport, offset: number, data: Uint8Array): Promise<Answer> {
  const head = Uint8Array.of(0x00, 0xd6, offset >> 8, offset & 0xff, data.length);
  return exchange(transport, concat(head, data), STATUS_BYTES);
}

/** The card objects to how it was asked, not to what. */
function isAboutForm(status: number): boolean {
  return WRONG_PARAMETERS.has(status) || status >> 8 === WRONG_LE;
}

function refused(what: string, status: number): DeviceError {
  // A reader says 63 00 when a card does not answer: it has most likely been lifted.
  const code = status === StatusWord.failed ? 'TW_NFC_TAG_TORN' : 'TW_NFC_TAG_NOT_READABLE';
  return new DeviceError(code, { detail: `${what} answered ${statusText(status)}.` });
}
