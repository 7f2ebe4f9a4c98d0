/** CRC-16/MCRF4XX: the checksum of UHFReader18 frames (user's manual V2.0, section 3), low byte first on the line. */

/** Polynomial 1021, bits reversed. */
const POLYNOMIAL = 0x8408;
const PRESET = 0xffff;
/** Byte by byte, because without a header every place in the noise may have to be summed up. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ POLYNOMIAL;
  return crc;
});

export function mcrf4xx(bytes: Uint8Array): number {
  let crc = PRESET;
  for (const byte of bytes) crc = (crc >> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}
