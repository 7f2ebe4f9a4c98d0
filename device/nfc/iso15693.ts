/** ISO/IEC 15693 labels (ICODE): their UID, and NDEF where the reader reads blocks (NFC Forum Type 5 Tag 1.0). */
import { DeviceError, isDeviceError } from '../errors.ts';
import { exchange, readBinary, StatusWord } from './apdu.ts';
import { DataArea, takeNdef, walkAir } from './tlv-area.ts';
import type { NfcTransport } from './transport.ts';

/** First byte of every UID (ISO/IEC 15693-3, 4.1). */
const UID_HEAD = 'E0';
const UID_DIGITS = 16;

/** Of ICODE and of nearly all others; a reader does not tell. */
const BLOCK_SIZE = 4;
/** With blocks addressed by one byte, and by two. */
const CC_MAGIC = new Set([0xe1, 0xe2]);
const CC_SHORT = 4;
const CC_LONG = 8;
const SIZE_UNIT = 8;
const MAJOR_VERSION = 1;
/** Far more than a link needs: blocks are small, and a label is not read for minutes. */
const MAX_AREA = 4096;

/**
 * The UID as it is printed, most significant byte first. Readers disagree: PC/SC part 3 has the least significant byte
 * first, and many send it the other way round.
 */
export function iso15693Uid(uid: string): string {
  if (uid.length !== UID_DIGITS || uid.startsWith(UID_HEAD) || !uid.endsWith(UID_HEAD)) return uid;
  return Buffer.from(uid, 'hex').reverse().toString('hex').toUpperCase();
}

/**
 * Reads the NDEF message.
 * @returns undefined when the reader reads no blocks, or nothing says that the label holds NDEF.
 * @throws DeviceError TW_NFC_TAG_BLANK, TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_TORN, TW_NFC_APDU_FAILED,
 * TW_NDEF_TRUNCATED
 */
export async function readIso15693(transport: NfcTransport): Promise<Uint8Array | undefined> {
  const container = await readContainer(transport);
  const [magic = 0, access = 0, size = 0] = container ?? [];
  if (container === undefined || !CC_MAGIC.has(magic) || access >> 6 !== MAJOR_VERSION) return undefined;
  if ((access & 0x0c) !== 0)
    throw new DeviceError('TW_NFC_TAG_NOT_READABLE', { detail: 'Reading is limited.' });
  const memory = new Blocks(transport);
  const isLong = size === 0;
  const units = isLong ? ((await memory.byteAt(6)) << 8) | (await memory.byteAt(7)) : size;
  const start = isLong ? CC_LONG : CC_SHORT;
  const area = new DataArea(start, start + Math.min(units * SIZE_UNIT, MAX_AREA));
  return walkAir(takeNdef(area), (address) => memory.byteAt(address));
}

/** A label that leaves here has told its UID, and most have no more to tell. */
async function readContainer(transport: NfcTransport): Promise<Uint8Array | undefined> {
  try {
    return await readBlock(transport, 0);
  } catch (error) {
    if (isDeviceError(error)) return undefined;
    throw error;
  }
}

async function readBlock(transport: NfcTransport, block: number): Promise<Uint8Array | undefined> {
  const { data, status } = await exchange(transport, readBinary(block, BLOCK_SIZE), BLOCK_SIZE + 2);
  return status === StatusWord.ok && data.length === BLOCK_SIZE ? data : undefined;
}

class Blocks {
  readonly #transport: NfcTransport;
  readonly #read = new Map<number, Uint8Array>();

  constructor(transport: NfcTransport) {
    this.#transport = transport;
  }

  async byteAt(address: number): Promise<number> {
    const number = Math.floor(address / BLOCK_SIZE);
    const block = this.#read.get(number) ?? (await readBlock(this.#transport, number));
    // A label that answered before and does not now has most likely been lifted.
    if (block === undefined)
      throw new DeviceError('TW_NFC_TAG_TORN', { detail: `Block ${number} is missing.` });
    this.#read.set(number, block);
    return block[address % BLOCK_SIZE] ?? 0;
  }
}
