/** A simulated MIFARE Classic that is formatted for NDEF, behind a reader that authenticates. */
import { concat, toHex } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { encodeNdef } from '../ndef/encode.ts';
import type { NdefRecord } from '../ndef/record.ts';
import { storageCardAtr } from './atr.ts';
import {
  BLOCK_SIZE,
  dataBlocks,
  firstBlock,
  MAD2_SECTOR,
  MAD_KEY,
  madCrc,
  NDEF_KEY,
  sectorsBetween,
  trailerBlock,
  type SectorCount,
} from './classic-layout.ts';
import { Answers, type SimulatedCard } from './simulated-card.ts';
import { misbehaving, type CardFaults } from './simulated-faults.ts';

const SIZES = {
  mini: { sectors: 5, name: 0x0026 },
  '1k': { sectors: 16, name: 0x0001 },
  '4k': { sectors: 40, name: 0x0002 },
} as const satisfies Record<string, { sectors: SectorCount; name: number }>;

/** Access bits that let key A read and key B write. */
const ACCESS = [0x78, 0x77, 0x88] as const;
const NDEF_GENERAL = 0x40;
const KEY_A = 0x60;

export interface SimulatedClassicOptions {
  /** 4 or 7 bytes in hexadecimal. */
  uid: string;
  size?: keyof typeof SIZES;
  ndef?: readonly NdefRecord[];
  /** Bytes to place in the NDEF TLV as they are, instead of `ndef`. */
  rawNdef?: Uint8Array;
  /** Sectors that the directory gives to NDEF; all by default. */
  sectors?: readonly number[];
  /** Key A of the NDEF sectors; the public one by default. */
  ndefKey?: Uint8Array;
  /** The directory's check byte is wrong. */
  badDirectory?: boolean;
  /** The reader knows only the authentication of PC/SC before 2.07. */
  oldReader?: boolean;
  faults?: CardFaults;
}

export interface SimulatedClassicTag extends SimulatedCard {
  readonly memory: Uint8Array;
}

/** @throws DeviceError TW_NFC_MEMORY_INVALID when the message does not fit the sectors. */
export function simulatedNdefClassic(options: SimulatedClassicOptions): SimulatedClassicTag {
  const { sectors, name } = SIZES[options.size ?? '1k'];
  const memory = buildMemory(sectors, options);
  const chip = new ClassicChip({
    uid: Buffer.from(options.uid, 'hex'),
    memory,
    isOld: options.oldReader === true,
  });
  const card = {
    atr: storageCardAtr(0x03, name),
    uid: options.uid.toUpperCase(),
    memory,
    powerOn: () => chip.powerOn(),
    answer: (apdu: Uint8Array) => chip.answer(apdu),
  };
  return misbehaving(card, options.faults ?? {});
}

function buildMemory(count: SectorCount, options: SimulatedClassicOptions): Uint8Array {
  const memory = new Uint8Array(firstBlock(count) * BLOCK_SIZE);
  const isLarge = count > MAD2_SECTOR;
  const usable = sectorsBetween(1, count - 1).filter((sector) => sector !== MAD2_SECTOR);
  const ndef = options.sectors ?? usable;
  const put = (block: number, bytes: Uint8Array): void => memory.set(bytes, block * BLOCK_SIZE);
  put(0, Buffer.from(options.uid, 'hex'));
  put(1, directory(sectorsBetween(1, 15), ndef));
  if (options.badDirectory === true) memory[BLOCK_SIZE] = (memory[BLOCK_SIZE] ?? 0) ^ 0xff;
  if (isLarge) put(firstBlock(MAD2_SECTOR), directory(sectorsBetween(17, 39), ndef));
  for (const sector of sectorsBetween(0, count - 1)) {
    const isDirectory = sector === 0 || (isLarge && sector === MAD2_SECTOR);
    const general = isDirectory ? 0xc0 | (isLarge ? 2 : 1) : NDEF_GENERAL;
    const keyA = isDirectory ? MAD_KEY : (options.ndefKey ?? NDEF_KEY);
    put(trailerBlock(sector), Uint8Array.from([...keyA, ...ACCESS, general, ...Array(6).fill(0xff)]));
  }
  const blocks = ndef.flatMap((sector) => dataBlocks(sector));
  const tlv = ndef.length === 0 ? new Uint8Array() : ndefTlv(options);
  if (tlv.length > blocks.length * BLOCK_SIZE)
    throw new DeviceError('TW_NFC_MEMORY_INVALID', { detail: 'The message does not fit the card.' });
  for (const [index, block] of blocks.entries())
    put(block, tlv.subarray(index * BLOCK_SIZE, (index + 1) * BLOCK_SIZE));
  return memory;
}

function directory(sectors: readonly number[], ndef: readonly number[]): Uint8Array {
  const entries = sectors.flatMap((sector) => (ndef.includes(sector) ? [0x03, 0xe1] : [0x00, 0x00]));
  const content = Uint8Array.from([0x01, ...entries]);
  return concat(Uint8Array.of(madCrc(content)), content);
}

function ndefTlv({ ndef = [], rawNdef }: SimulatedClassicOptions): Uint8Array {
  const message = rawNdef ?? (ndef.length === 0 ? new Uint8Array() : encodeNdef(ndef));
  const { length } = message;
  const header = length < 0xff ? [0x03, length] : [0x03, 0xff, length >> 8, length & 0xff];
  return concat(Uint8Array.from([0x00, 0x00, ...header]), message, Uint8Array.of(0xfe));
}

interface ChipParts {
  uid: Uint8Array;
  memory: Uint8Array;
  isOld: boolean;
}

class ClassicChip {
  readonly #parts: ChipParts;
  /** In the reader, so it stays when the card leaves. */
  #key = '';
  #open: number | undefined;
  /** After a refused key the card is silent until it is selected again. */
  #halted = false;

  constructor(parts: ChipParts) {
    this.#parts = parts;
  }

  powerOn(): void {
    this.#open = undefined;
    this.#halted = false;
  }

  answer(apdu: Uint8Array): Uint8Array {
    const [cla, ins, p1 = 0, p2 = 0] = apdu;
    if (cla !== 0xff) return Answers.notSupported;
    if (ins === 0xca && p1 === 0) return concat(this.#parts.uid, Answers.ok);
    if (ins === 0x82) {
      this.#key = toHex(apdu.subarray(5, 11));
      return Answers.ok;
    }
    if (ins === 0x86)
      return this.#parts.isOld ? Answers.notSupported : this.#authenticate(apdu.subarray(7, 9));
    if (ins === 0x88) return this.#authenticate(apdu.subarray(3, 5));
    return ins === 0xb0 ? this.#read((p1 << 8) | p2, apdu[4] ?? 0) : Answers.notSupported;
  }

  #authenticate([block = 0, kind]: Uint8Array): Uint8Array {
    const sector = this.#sectorOf(block);
    const trailer = this.#block(trailerBlock(sector));
    const isRight = !this.#halted && kind === KEY_A && this.#key === toHex(trailer.subarray(0, 6));
    this.#open = isRight ? sector : undefined;
    this.#halted = !isRight;
    return isRight ? Answers.ok : Answers.failed;
  }

  #read(block: number, length: number): Uint8Array {
    const sector = this.#sectorOf(block);
    if (this.#halted || this.#open !== sector || length !== BLOCK_SIZE) return Answers.failed;
    const data = this.#block(block);
    // Key A never reads back.
    if (block === trailerBlock(sector)) data.fill(0, 0, 6);
    return concat(data, Answers.ok);
  }

  #block(number: number): Uint8Array {
    return this.#parts.memory.slice(number * BLOCK_SIZE, (number + 1) * BLOCK_SIZE);
  }

  #sectorOf(block: number): number {
    return block < 128 ? block >> 2 : 32 + ((block - 128) >> 4);
  }
}
