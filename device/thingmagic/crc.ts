/**
 * The checksum of ThingMagic frames (Mercury API serial protocol): the table of CRC-16 with polynomial 1021, shifted in
 * four bits at a time. The data enter at the low end of the register and are never pushed through it, so that it is
 * not CRC-16/CCITT-FALSE, whose table it shares.
 */

const PRESET = 0xffff;
const POLYNOMIAL = 0x1021;
/** Two steps of four bits at once, by what leaves the register. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  const first = (byte >> 4) * POLYNOMIAL;
  return (first << 4) ^ (((byte ^ (first >> 12)) & 0x0f) * POLYNOMIAL);
});

/** Over everything between the header and the checksum. */
export function thingMagicCrc(bytes: Uint8Array): number {
  let crc = PRESET;
  for (const byte of bytes) crc = (((crc << 8) | byte) & 0xffff) ^ (TABLE[crc >> 8] ?? 0);
  return crc;
}
