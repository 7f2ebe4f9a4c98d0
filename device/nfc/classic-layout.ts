/** Sectors of MIFARE Classic, and the directory that names their owners (NXP AN10787, MAD; AN1304/AN1305, NDEF). */

export const BLOCK_SIZE = 16;

/** Keys A that everybody knows: of the directory, and of sectors that hold NDEF. */
export const MAD_KEY = Uint8Array.of(0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5);
export const NDEF_KEY = Uint8Array.of(0xd3, 0xf7, 0xd3, 0xf7, 0xd3, 0xf7);

/** Sectors of Mini, 1K and 4K. */
export type SectorCount = 5 | 16 | 40;

/** The directory's second part, on cards with more than 16 sectors. */
export const MAD2_SECTOR = 16;
const SMALL_SECTORS = 32;
const SMALL_BLOCKS = 4;
const LARGE_BLOCKS = 16;

/** Application identifier 03E1 as the directory stores it. */
const NDEF_AID = [0x03, 0xe1] as const;
const AID_BYTES = 2;
/** Check byte and information byte come first. */
const FIRST_AID = 2;

const CRC_POLYNOMIAL = 0x1d;
const CRC_START = 0xc7;

/** Number of a sector's first block. */
export function firstBlock(sector: number): number {
  if (sector < SMALL_SECTORS) return sector * SMALL_BLOCKS;
  return SMALL_SECTORS * SMALL_BLOCKS + (sector - SMALL_SECTORS) * LARGE_BLOCKS;
}

/** Blocks of a sector for data: all but its last, which holds the keys. */
export function dataBlocks(sector: number): number[] {
  const count = (sector < SMALL_SECTORS ? SMALL_BLOCKS : LARGE_BLOCKS) - 1;
  return Array.from({ length: count }, (_, index) => firstBlock(sector) + index);
}

export function trailerBlock(sector: number): number {
  return firstBlock(sector + 1) - 1;
}

/** Byte 9 of the trailer of sector 0: the directory's version is in its low bits. */
export function hasSecondPart(trailer: Uint8Array): boolean {
  return ((trailer[9] ?? 0) & 0x03) === 2;
}

/**
 * Sectors that hold NDEF, by one part of the directory.
 * @param directory Blocks 1 and 2 of sector 0, or blocks 0 to 2 of sector 16.
 * @param sectors The sectors it names, in order.
 * @returns undefined when its check byte is wrong, so that it is no directory.
 */
export function ndefSectors(directory: Uint8Array, sectors: readonly number[]): number[] | undefined {
  if (madCrc(directory.subarray(1)) !== directory[0]) return undefined;
  return sectors.filter((_, index) => {
    const at = FIRST_AID + index * AID_BYTES;
    return directory[at] === NDEF_AID[0] && directory[at + 1] === NDEF_AID[1];
  });
}

/** CRC-8, polynomial 1D, start C7 (AN10787, 3.7). */
export function madCrc(bytes: Uint8Array): number {
  let crc = CRC_START;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x80) === 0 ? (crc << 1) & 0xff : ((crc << 1) ^ CRC_POLYNOMIAL) & 0xff;
  }
  return crc;
}

/** Numbers from `first` to `last`. */
export function sectorsBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
