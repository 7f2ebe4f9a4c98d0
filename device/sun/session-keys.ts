/** What a tag derives from its file key for every single read (NT4H2421Gx, 9.3.9; AN12196, 3.3). */
import { concat } from '../bytes.ts';
import { aesCmac, BLOCK, decryptCbc, encryptBlock, encryptCbc } from './cmac.ts';
import { counterBytes, identityBytes, type PiccData } from './picc-data.ts';

/** First bytes of session vector 1, of the key for file data. */
const ENC_VECTOR = [0xc3, 0x3c, 0x00, 0x01, 0x00, 0x80];
/** First bytes of session vector 2, of the key for the MAC. */
const MAC_VECTOR = [0x3c, 0xc3, 0x00, 0x01, 0x00, 0x80];
export const MAC_BYTES = 8;

/**
 * The MAC of one read: every second byte of the CMAC.
 * @param fileKey The key of SDMFileRead, 16 bytes.
 * @param input What the tag signs: the ASCII text between SDMMACInputOffset and SDMMACOffset.
 */
export function sunMac(fileKey: Uint8Array, picc: PiccData, input: Uint8Array): Uint8Array {
  const full = aesCmac(aesCmac(fileKey, vector(MAC_VECTOR, picc)), input);
  return full.filter((_byte, index) => index % 2 === 1);
}

/** @param cipherText A multiple of 16 bytes. */
export function decryptFileData(fileKey: Uint8Array, picc: PiccData, cipherText: Uint8Array): Uint8Array {
  const { key, iv } = fileDataKey(fileKey, picc);
  return decryptCbc(key, iv, cipherText);
}

/** What the tag itself does. For simulators. */
export function encryptFileData(fileKey: Uint8Array, picc: PiccData, plain: Uint8Array): Uint8Array {
  const { key, iv } = fileDataKey(fileKey, picc);
  return encryptCbc(key, iv, plain);
}

function fileDataKey(fileKey: Uint8Array, picc: PiccData): { key: Uint8Array; iv: Uint8Array } {
  const key = aesCmac(fileKey, vector(ENC_VECTOR, picc));
  const block = concat(counterBytes(picc.counter ?? 0), new Uint8Array(BLOCK)).subarray(0, BLOCK);
  return { key, iv: encryptBlock(key, block) };
}

/** Padded with zeros to whole blocks. */
function vector(start: readonly number[], picc: PiccData): Uint8Array {
  const bytes = concat(Uint8Array.from(start), identityBytes(picc));
  return concat(bytes, new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK));
}
