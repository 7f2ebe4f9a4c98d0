/** Reads the NDEF message of a MIFARE Classic with the public keys (NXP AN1304 and AN1305). */
import { concat } from '../bytes.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import {
  BLOCK_SIZE,
  dataBlocks,
  firstBlock,
  hasSecondPart,
  MAD2_SECTOR,
  MAD_KEY,
  NDEF_KEY,
  ndefSectors,
  sectorsBetween,
  trailerBlock,
  type SectorCount,
} from './classic-layout.ts';
import { ClassicSession } from './classic-session.ts';
import { DataArea, takeNdef, walkAir } from './tlv-area.ts';
import type { NfcTransport } from './transport.ts';

const MAD1_LAST_SECTOR = 15;

/**
 * Reads the message, sector by sector and no further than it goes.
 * @returns undefined for a card that nothing says to hold NDEF: a loyalty card, a staff card. It is asked for its
 * directory and nothing else.
 * @throws DeviceError TW_NFC_TAG_BLANK, TW_NFC_TAG_NOT_READABLE, TW_NFC_TAG_TORN, TW_NFC_APDU_FAILED,
 * TW_NDEF_TRUNCATED
 */
export async function readClassic(
  transport: NfcTransport,
  sectorCount: SectorCount,
): Promise<Uint8Array | undefined> {
  const session = new ClassicSession(transport);
  const sectors = await findSectors(session, sectorCount);
  if (sectors.length === 0) return undefined;
  if (!(await session.loadKey(NDEF_KEY))) throw new DeviceError('TW_NFC_TAG_NOT_READABLE');
  const memory = new NdefSectors(session, sectors);
  return walkAir(takeNdef(new DataArea(0, memory.size)), (address) => memory.byteAt(address));
}

/** A card that leaves here has told its UID, and most that leave here have no more to tell. */
async function findSectors(session: ClassicSession, sectorCount: SectorCount): Promise<number[]> {
  try {
    return await readDirectory(session, sectorCount);
  } catch (error) {
    if (isDeviceError(error)) return [];
    throw error;
  }
}

async function readDirectory(session: ClassicSession, sectorCount: SectorCount): Promise<number[]> {
  if (!(await session.loadKey(MAD_KEY)) || !(await session.openSector(0))) return [];
  const first = await readBlocks(session, [1, 2]);
  const named = sectorsBetween(1, Math.min(sectorCount - 1, MAD1_LAST_SECTOR));
  const found = first && ndefSectors(first, named);
  if (found === undefined || sectorCount <= MAD2_SECTOR) return found ?? [];
  const trailer = await session.readBlock(trailerBlock(0));
  if (trailer === undefined || !hasSecondPart(trailer) || !(await session.openSector(MAD2_SECTOR)))
    return found;
  const second = await readBlocks(session, dataBlocks(MAD2_SECTOR));
  const more = second && ndefSectors(second, sectorsBetween(MAD2_SECTOR + 1, sectorCount - 1));
  return [...found, ...(more ?? [])];
}

async function readBlocks(
  session: ClassicSession,
  blocks: readonly number[],
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  for (const block of blocks) {
    const part = await session.readBlock(block);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return concat(...parts);
}

/** The data blocks of the NDEF sectors, one behind the other. */
class NdefSectors {
  readonly #session: ClassicSession;
  readonly #blocks: readonly { sector: number; block: number }[];
  readonly #read = new Map<number, Uint8Array>();
  #open: number | undefined;

  constructor(session: ClassicSession, sectors: readonly number[]) {
    this.#session = session;
    this.#blocks = sectors.flatMap((sector) => dataBlocks(sector).map((block) => ({ sector, block })));
  }

  get size(): number {
    return this.#blocks.length * BLOCK_SIZE;
  }

  async byteAt(address: number): Promise<number> {
    const index = Math.floor(address / BLOCK_SIZE);
    const data = this.#read.get(index) ?? (await this.#readNext(index));
    this.#read.set(index, data);
    return data[address % BLOCK_SIZE] ?? 0;
  }

  async #readNext(index: number): Promise<Uint8Array> {
    const { sector = 0, block = firstBlock(0) } = this.#blocks[index] ?? {};
    // A card that answered before and does not now has most likely been lifted.
    const code = this.#open === undefined ? 'TW_NFC_TAG_NOT_READABLE' : 'TW_NFC_TAG_TORN';
    if (this.#open !== sector && !(await this.#session.openSector(sector))) {
      throw new DeviceError(code, { detail: `Sector ${sector} does not open with the public key.` });
    }
    this.#open = sector;
    const data = await this.#session.readBlock(block);
    if (data === undefined)
      throw new DeviceError('TW_NFC_TAG_TORN', { detail: `Block ${block} is missing.` });
    return data;
  }
}
