/** Reads a Type 4 tag: NTAG 424 DNA, DESFire, and others with the NDEF application (NFC Forum Type 4 Tag 2.0). */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import type { NfcTransport } from './transport.ts';
import { CC_FILE, MAX_CHUNK, readFile, selectFile } from './type4-apdu.ts';
import {
  CC_MAX_LENGTH,
  CC_MIN_LENGTH,
  ccLength,
  NLEN_BYTES,
  parseCapabilities,
  uint16,
  type NdefFile,
} from './type4-layout.ts';

/** Far more than a link needs; a card that answers byte by byte is not waited for. */
const MAX_READS = 600;

/**
 * Reads the NDEF message of a card whose NDEF application is selected.
 * @throws DeviceError TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_BLANK, TW_NFC_TAG_TORN, TW_NFC_APDU_FAILED,
 * TW_NDEF_TRUNCATED
 */
export async function readType4(transport: NfcTransport): Promise<Uint8Array> {
  const file = await openNdefFile(transport);
  if (!file.readable)
    throw new DeviceError('TW_NFC_TAG_NOT_READABLE', { detail: 'It demands authentication.' });
  return readMessage(transport, file);
}

/** Finds and selects the NDEF file. @throws DeviceError TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_TORN */
export async function openNdefFile(transport: NfcTransport): Promise<NdefFile> {
  await selectFile(transport, CC_FILE);
  let container = await readFile(transport, 0, CC_MIN_LENGTH);
  const length = Math.min(ccLength(container), CC_MAX_LENGTH);
  if (length > container.length && container.length === CC_MIN_LENGTH && !namesFile(container)) {
    const rest = await readRange(transport, { from: CC_MIN_LENGTH, to: length, chunk: CC_MIN_LENGTH });
    container = concat(container, rest);
  }
  const file = parseCapabilities(container);
  await selectFile(transport, file.id);
  return file;
}

/** Whether the first TLV, which nearly always does, names the NDEF file: the rest is not needed then. */
function namesFile(container: Uint8Array): boolean {
  return container[7] === 0x04 && container[8] === 0x06;
}

/** Reads the selected NDEF file. @throws as `readType4` */
export async function readMessage(transport: NfcTransport, file: NdefFile): Promise<Uint8Array> {
  const head = await readFile(transport, 0, NLEN_BYTES);
  if (head.length < NLEN_BYTES) throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'It has no length.' });
  const length = uint16(head, 0);
  if (length === 0) throw new DeviceError('TW_NFC_TAG_BLANK');
  if (length > file.size - NLEN_BYTES) {
    throw new DeviceError('TW_NDEF_TRUNCATED', {
      detail: `${length} bytes are announced, fewer fit in the file.`,
    });
  }
  const chunk = Math.min(file.maxRead, MAX_CHUNK);
  return readRange(transport, { from: NLEN_BYTES, to: NLEN_BYTES + length, chunk });
}

interface Range {
  from: number;
  to: number;
  /** Most bytes at a time. */
  chunk: number;
}

async function readRange(transport: NfcTransport, { from, to, chunk }: Range): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let at = from;
  for (let reads = 0; at < to; reads += 1) {
    if (reads === MAX_READS)
      throw new DeviceError('TW_NFC_APDU_FAILED', { detail: 'It answers too little.' });
    const part = await readFile(transport, at, Math.min(chunk, to - at));
    parts.push(part);
    at += part.length;
  }
  return concat(...parts);
}
