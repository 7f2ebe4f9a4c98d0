/** AES-128 in the three forms that SUN needs, on `node:crypto`: CMAC (RFC 4493), one ECB block, CBC without padding. */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export const BLOCK = 16;
const ZERO_BLOCK = new Uint8Array(BLOCK);
/** What a doubling that overflows is corrected by (RFC 4493, section 2.3). */
const REDUCTION = 0x87;

/**
 * AES-CMAC of a message of any length (RFC 4493, section 2.4).
 * @param key 16 bytes.
 */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const k1 = double(encryptBlock(key, ZERO_BLOCK));
  const whole = Math.max(0, Math.ceil(message.length / BLOCK) - 1) * BLOCK;
  const tail = message.subarray(whole);
  const last = new Uint8Array(BLOCK);
  last.set(tail);
  if (tail.length < BLOCK) last[tail.length] = 0x80;
  const mask = tail.length < BLOCK ? double(k1) : k1;
  const blocks = Buffer.concat([
    message.subarray(0, whole),
    last.map((byte, index) => byte ^ (mask[index] ?? 0)),
  ]);
  return encryptCbc(key, ZERO_BLOCK, blocks).subarray(-BLOCK);
}

/** AES-128-ECB of a single block of 16 bytes. */
export function encryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  return encryptCbc(key, ZERO_BLOCK, block);
}

/** @param plain A multiple of 16 bytes. */
export function encryptCbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final()]));
}

/** @param cipherText A multiple of 16 bytes. */
export function decryptCbc(key: Uint8Array, iv: Uint8Array, cipherText: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([decipher.update(cipherText), decipher.final()]));
}

/** Multiplication by x in GF(2^128): one bit to the left. */
function double(block: Uint8Array): Uint8Array {
  const out = block.map((byte, index) => ((byte << 1) | ((block[index + 1] ?? 0) >> 7)) & 0xff);
  if (((block[0] ?? 0) & 0x80) !== 0) out[BLOCK - 1] = (out[BLOCK - 1] ?? 0) ^ REDUCTION;
  return out;
}
