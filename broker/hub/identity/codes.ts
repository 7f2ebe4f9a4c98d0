/** Codes and digests of pairing. */
import { createHash, hkdfSync } from 'node:crypto';
import { USER_CODE_ALPHABET } from '../../contract/pairing.ts';
import type { Random } from '../../ports.ts';

const LETTERS = 8;
/** The largest multiple of 20 in a byte: bytes from here on would favour the first letters. */
const FAIR = 240;
const SECRET_BYTES = 32;

/** `WDJB-MJHT`: 20^8 of them, 34.6 bits. */
export function newUserCode(random: Random): string {
  let letters = '';
  while (letters.length < LETTERS) {
    for (const byte of random.bytes(LETTERS))
      if (byte < FAIR && letters.length < LETTERS)
        letters += USER_CODE_ALPHABET[byte % USER_CODE_ALPHABET.length];
  }
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** 256 bits, base64url. */
export function newSecret(random: Random): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
}

/** What is stored in place of a secret, and looked up by: the time of a look-up tells nothing of the secret. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * The kiosk's token at the hub. It follows from what the kiosk alone knows, so that a grant whose answer was lost can be given
 * again without the hub having kept the token.
 */
export function tokenOf(grant: { deviceCode: string; verifier: string; serial: string }): string {
  const secret = `${grant.deviceCode}\n${grant.verifier}`;
  return Buffer.from(hkdfSync('sha256', secret, grant.serial, 'tapwall hub token', SECRET_BYTES)).toString(
    'base64url',
  );
}
