/**
 * The checksum of ThingMagic frames (Mercury API serial protocol): the table of CRC-16 with polynomial 1021, shifted in
 * four bits at a time. The data enter at the low end of the register and are never pushed through it, so that it is
 * not CRC-16/CCITT-FALSE, whose table it shares.
 */

const PRESET = 0xffff;
const TABLE: readonly number[] = Array.from({ length: 16 }, (_, index) => index * 0x1021);

/** Over everything between the header and the checksum. */
export function thingMagicCrc(bytes: Uint8Array): number {
  let crc = PRESET;
  for (const byte of bytes) {
    crc = next(crc, byte >> 4);
    crc = next(crc, byte & 0x0f);
  }
  return crc;
}

function next(crc: number, nibble: number): number {
  return (((crc << 4) | nibble) & 0xffff) ^ (TABLE[crc >> 12] ?? 0);
}
