/** The CRC that a Gen2 tag keeps of its EPC memory (EPC Gen2 Air Interface 2.1, section 6.3.2.1.2.1 and annex F). */

const POLYNOMIAL = 0x1021;
/** Eight steps at once, by the byte that leaves the register. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  return crc & 0xffff;
});

/**
 * CRC-16 over protocol control word and EPC: polynomial 1021, all bits set at the start, inverted at the end.
 * @param from First byte. @param to The byte behind the last.
 */
export function gen2Crc(bytes: Uint8Array, from = 0, to: number = bytes.length): number {
  let crc = 0xffff;
  for (let index = from; index < to; index += 1)
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ (bytes[index] ?? 0)] ?? 0);
  return ~crc & 0xffff;
}

/** Bytes of the EPC that a protocol control word announces: its first five bits count words. */
export function epcLength(pc: number): number {
  return (pc >> 11) * 2;
}
