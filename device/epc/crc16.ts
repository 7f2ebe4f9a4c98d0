/** The CRC that a Gen2 tag keeps of its EPC memory (EPC Gen2 Air Interface 2.1, section 6.3.2.1.2.1 and annex F). */

/** CRC-16 over protocol control word and EPC: polynomial 1021, all bits set at the start, inverted at the end. */
export function gen2Crc(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return ~crc & 0xffff;
}

/** Bytes of the EPC that a protocol control word announces: its first five bits count words. */
export function epcLength(pc: number): number {
  return (pc >> 11) * 2;
}
