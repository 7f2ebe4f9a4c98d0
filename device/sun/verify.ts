/** Is a SUN message from a tag that holds the key, and is it new? Pure: the caller keeps the counters. */
import { timingSafeEqual } from 'node:crypto';
import { decryptPiccData, type PiccData } from './picc-data.ts';
import { decryptFileData, sunMac } from './session-keys.ts';
import type { SunMessage } from './sun-url.ts';

export interface SunKeys {
  /** SDMMetaRead, 16 bytes; not needed where UID and counter are in the clear. */
  metaKey?: Uint8Array | undefined;
  /** SDMFileRead, 16 bytes; or how it is derived from a UID. The UID is missing when the tag does not tell it. */
  fileKey: Uint8Array | ((uid: string | undefined) => Uint8Array);
}

/** Why a message is not valid. `no_counter`: a copy could not be told from the tag. */
export type SunProblem = 'wrong_key' | 'wrong_mac' | 'replayed' | 'no_counter';

export interface SunResult extends PiccData {
  valid: boolean;
  problem?: SunProblem;
  /** Decrypted file data; only of a message whose MAC is right. */
  data?: Uint8Array;
}

/**
 * Checks a message.
 * @param previousCounter The highest counter seen of this tag; leave it out when none was. With it, a message without
 * a counter, or with one that is not higher, is not valid.
 */
export function verifySun(message: SunMessage, keys: SunKeys, previousCounter?: number): SunResult {
  const picc = readPicc(message, keys);
  if (picc === undefined) return { valid: false, problem: 'wrong_key' };
  const fileKey = typeof keys.fileKey === 'function' ? keys.fileKey(picc.uid) : keys.fileKey;
  if (!timingSafeEqual(sunMac(fileKey, picc, message.macInput), message.mac))
    return { ...picc, valid: false, problem: 'wrong_mac' };
  const problem = previousCounter === undefined ? undefined : replayProblem(picc, previousCounter);
  const { encryptedData } = message;
  return {
    ...picc,
    valid: problem === undefined,
    ...(problem === undefined ? {} : { problem }),
    ...(encryptedData === undefined ? {} : { data: decryptFileData(fileKey, picc, encryptedData) }),
  };
}

function readPicc({ picc }: SunMessage, { metaKey }: SunKeys): PiccData | undefined {
  if ('plain' in picc) return picc.plain;
  return metaKey === undefined ? undefined : decryptPiccData(metaKey, picc.encrypted);
}

function replayProblem({ counter }: PiccData, previous: number): SunProblem | undefined {
  if (counter === undefined) return 'no_counter';
  return counter > previous ? undefined : 'replayed';
}
