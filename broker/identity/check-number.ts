/** The six digits that kiosk and console show while a kiosk is paired (broker/contract/pairing.ts says why they are safe). */
import { createHash } from 'node:crypto';

export interface CheckParts {
  /** The fleet's authority as this side knows it, DER. */
  ca: Uint8Array;
  deviceCode: string;
  /** Public key of the kiosk, SubjectPublicKeyInfo in DER. */
  publicKey: Uint8Array;
  verifier: string;
}

const DIGITS = 6;

export function checkNumber({ ca, deviceCode, publicKey, verifier }: CheckParts): string {
  const lines = ['tapwall pairing 1', fingerprint(ca), deviceCode, fingerprint(publicKey), verifier];
  const digest = createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest();
  return String(digest.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** SHA-256 of the verifier, as `begin` carries it. */
export function commitmentOf(verifier: string): string {
  return fingerprint(Buffer.from(verifier, 'utf8'));
}

function fingerprint(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
