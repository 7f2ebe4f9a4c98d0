/** PICC data: who the tag is and how often it was read, as SUN mirrors it (NT4H2421Gx, 9.3.3; AN12196, 3.4.2). */
import { concat, toHex } from '../bytes.ts';
import { BLOCK, decryptCbc, encryptCbc } from './cmac.ts';

const Tag = { uid: 0x80, counter: 0x40, uidLength: 0x0f } as const;
const UID_BYTES = 7;
const COUNTER_BYTES = 3;
/** The tag's read counter ends here; it never wraps. */
export const MAX_COUNTER = 0xff_ff_ff;
const ZERO_IV = new Uint8Array(BLOCK);

/** What a message says about its tag; a tag may be set up to leave either out. */
export interface PiccData {
  /** Upper-case hexadecimal, 14 digits. */
  uid?: string;
  /** Reads since the tag was made, this one included. */
  counter?: number;
}

/**
 * Opens encrypted PICC data.
 * @param metaKey The key of SDMMetaRead, 16 bytes.
 * @param cipherText 16 bytes.
 * @returns undefined when what comes out is no PICC data: another key, or not from a tag at all.
 */
export function decryptPiccData(metaKey: Uint8Array, cipherText: Uint8Array): PiccData | undefined {
  const plain = decryptCbc(metaKey, ZERO_IV, cipherText);
  const tag = plain[0] ?? 0;
  const hasUid = (tag & Tag.uid) !== 0;
  const hasCounter = (tag & Tag.counter) !== 0;
  const known = Tag.uid | Tag.counter | Tag.uidLength;
  if ((tag & ~known) !== 0 || (tag & Tag.uidLength) !== (hasUid ? UID_BYTES : 0)) return undefined;
  if (!hasUid && !hasCounter) return undefined;
  const at = hasUid ? 1 + UID_BYTES : 1;
  return {
    ...(hasUid ? { uid: toHex(plain.subarray(1, at)) } : {}),
    ...(hasCounter ? { counter: readCounter(plain.subarray(at, at + COUNTER_BYTES)) } : {}),
  };
}

/**
 * What the tag itself does. For simulators.
 * @param filler Random bytes for the rest of the block; as many as are needed are taken.
 */
export function encryptPiccData(
  metaKey: Uint8Array,
  { uid, counter }: PiccData,
  filler: Uint8Array,
): Uint8Array {
  const tag = (uid === undefined ? 0 : Tag.uid | UID_BYTES) | (counter === undefined ? 0 : Tag.counter);
  const known = concat(Uint8Array.of(tag), identityBytes({ uid, counter }));
  return encryptCbc(metaKey, ZERO_IV, concat(known, filler).subarray(0, BLOCK));
}

/** UID and counter as session vectors hold them: the counter little endian, what is not mirrored left out. */
export function identityBytes({
  uid,
  counter,
}: { [K in keyof PiccData]?: PiccData[K] | undefined }): Uint8Array {
  return concat(
    uid === undefined ? new Uint8Array() : Buffer.from(uid, 'hex'),
    counter === undefined ? new Uint8Array() : counterBytes(counter),
  );
}

/** Three bytes, little endian. */
export function counterBytes(counter: number): Uint8Array {
  return Uint8Array.of(counter & 0xff, (counter >> 8) & 0xff, (counter >> 16) & 0xff);
}

function readCounter([low = 0, middle = 0, high = 0]: Uint8Array): number {
  return low | (middle << 8) | (high << 16);
}
