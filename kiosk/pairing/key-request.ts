/**
 * A new key pair and the request for a certificate over it (PKCS#10, RFC 2986). Written by hand because it is thirty lines
 * of DER for the one kind of key we use, and a kiosk is small. The subject is empty: the hub decides who a kiosk is.
 */
import { generateKeyPairSync, sign } from 'node:crypto';

export interface KeyRequest {
  /** Private key, PKCS#8 PEM. Never leaves the kiosk. */
  key: string;
  /** Request, PEM. */
  csr: string;
  /** Public key, SubjectPublicKeyInfo in DER. */
  publicKey: Buffer;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
/** `attributes [0]`, which must be there also when it is empty. */
const ATTRIBUTES = 0xa0;
/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758, section 3.2). */
const ECDSA_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');

/** On the curve P-256. */
export function makeKeyRequest(): KeyRequest {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
  const version = der(INTEGER, Buffer.from([0]));
  const info = der(SEQUENCE, version, der(SEQUENCE), publicKey, der(ATTRIBUTES));
  const signature = sign('sha256', info, pair.privateKey);
  const algorithm = der(SEQUENCE, der(OBJECT_ID, ECDSA_SHA256));
  const request = der(SEQUENCE, info, algorithm, der(BIT_STRING, Buffer.from([0]), signature));
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    csr: toPem(request),
    publicKey,
  };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

/** X.690, section 8.1.3. */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join(
    '\n',
  );
}
