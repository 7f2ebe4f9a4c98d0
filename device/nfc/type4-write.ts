/** Writes a Type 4 tag: length zero, then the message, then its length (NFC Forum Type 4 Tag 2.0, 5.4.6). */
import { concat } from '../bytes.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import { StatusWord, statusText } from './apdu.ts';
import type { NfcTransport } from './transport.ts';
import { MAX_CHUNK, selectNdefApplication, updateFile } from './type4-apdu.ts';
import { NLEN_BYTES, type NdefFile } from './type4-layout.ts';
import { openNdefFile, readMessage } from './type4-read.ts';

/** "Security status not satisfied". */
const NEEDS_KEY = 0x6982;
const EMPTY = new Uint8Array(NLEN_BYTES);

/**
 * Puts a message on a card. The length is written last and alone, so that a lifted card holds the old message, none, or
 * the new one.
 * @throws DeviceError TW_NFC_WRITE_UNSUITABLE, TW_NFC_TAG_READ_ONLY, TW_NFC_TAG_PASSWORD, TW_NFC_TAG_TOO_SMALL before
 * anything is written; TW_NFC_WRITE_FAILED, TW_NFC_VERIFY_FAILED, TW_NFC_TAG_TORN.
 */
export async function writeType4(transport: NfcTransport, message: Uint8Array): Promise<void> {
  const file = await openForWriting(transport);
  if (message.length > file.size - NLEN_BYTES) {
    throw new DeviceError('TW_NFC_TAG_TOO_SMALL', { detail: `The message has ${message.length} bytes.` });
  }
  const old = await present(transport, file);
  if (old !== undefined && Buffer.compare(old, message) === 0) return;
  const chunk = Math.min(file.maxWrite, MAX_CHUNK);
  if (old?.length !== 0) await update(transport, 0, EMPTY);
  for (let at = 0; at < message.length; at += chunk)
    await update(transport, NLEN_BYTES + at, message.subarray(at, at + chunk));
  if (message.length > 0)
    await update(transport, 0, Uint8Array.of(message.length >> 8, message.length & 0xff));
  const found = await present(transport, file);
  if (found === undefined || Buffer.compare(found, message) !== 0)
    throw new DeviceError('TW_NFC_VERIFY_FAILED');
}

async function openForWriting(transport: NfcTransport): Promise<NdefFile> {
  try {
    if (!(await selectNdefApplication(transport))) {
      throw new DeviceError('TW_NFC_WRITE_UNSUITABLE', { detail: 'It has no NDEF application.' });
    }
    const file = await openNdefFile(transport);
    if (file.writable === 'never') throw new DeviceError('TW_NFC_TAG_READ_ONLY');
    if (file.writable === 'key' || !file.readable) throw new DeviceError('TW_NFC_TAG_PASSWORD');
    return file;
  } catch (error) {
    if (!isDeviceError(error, 'TW_NFC_TAG_NOT_READABLE')) throw error;
    throw new DeviceError('TW_NFC_WRITE_UNSUITABLE', { cause: error });
  }
}

/** The message in the file; none is no bytes; undefined when the file makes no sense. */
async function present(transport: NfcTransport, file: NdefFile): Promise<Uint8Array | undefined> {
  try {
    return await readMessage(transport, file);
  } catch (error) {
    if (isDeviceError(error, 'TW_NFC_TAG_BLANK')) return concat();
    if (isDeviceError(error, 'TW_NDEF_TRUNCATED')) return undefined;
    if (isDeviceError(error, 'TW_NFC_TAG_NOT_READABLE'))
      throw new DeviceError('TW_NFC_TAG_PASSWORD', { cause: error });
    throw error;
  }
}

async function update(transport: NfcTransport, offset: number, data: Uint8Array): Promise<void> {
  const { status } = await updateFile(transport, offset, data);
  if (status === StatusWord.ok) return;
  if (status === NEEDS_KEY) throw new DeviceError('TW_NFC_TAG_PASSWORD');
  throw new DeviceError('TW_NFC_WRITE_FAILED', {
    detail: `Offset ${offset} answered ${statusText(status)}.`,
  });
}
