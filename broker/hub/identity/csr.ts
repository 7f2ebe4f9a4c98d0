/**
 * A certificate signing request (PKCS#10, RFC 2986) that a stranger sent: only its public key is used, after the proof that
 * the sender has the private one. Its subject and the extensions it asks for mean nothing here.
 */
import 'reflect-metadata';
import { Pkcs10CertificateRequest, type PublicKey } from '@peculiar/x509';
import { BrokerError } from '../../errors.ts';
import { webCrypto } from '../../identity/web-crypto.ts';

export interface AskedKey {
  publicKey: PublicKey;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
}

const CURVES = new Set(['P-256', 'P-384']);
const RSA = new Set(['RSASSA-PKCS1-v1_5', 'RSA-PSS']);
const RSA_BITS = { least: 2_048, most: 4_096 };
const HASHES = new Set(['SHA-256', 'SHA-384', 'SHA-512']);

/** @throws BrokerError TW_CSR_INVALID */
export async function readCsr(pem: string): Promise<AskedKey> {
  const request = parse(pem);
  const { publicKey, signatureAlgorithm } = request;
  if (!isStrong(publicKey))
    throw new BrokerError('TW_CSR_INVALID', 'The key must be EC P-256, P-384, or RSA of 2048 to 4096 bits.');
  if (!HASHES.has(signatureAlgorithm.hash.name))
    throw new BrokerError('TW_CSR_INVALID', 'The request must be signed with SHA-256 or better.');
  // A broken signature of the right form answers false, one of another form throws.
  const proven = await request.verify(webCrypto).catch(() => false);
  if (!proven) throw new BrokerError('TW_CSR_INVALID', 'The signature does not prove the key.');
  return { publicKey, spki: new Uint8Array(publicKey.rawData) };
}

function parse(pem: string): Pkcs10CertificateRequest {
  try {
    return new Pkcs10CertificateRequest(pem);
  } catch (error) {
    throw new BrokerError('TW_CSR_INVALID', undefined, { cause: error });
  }
}

function isStrong({ algorithm }: PublicKey): boolean {
  if (algorithm.name === 'ECDSA')
    return 'namedCurve' in algorithm && CURVES.has(String(algorithm.namedCurve));
  if (!RSA.has(algorithm.name) || !('modulusLength' in algorithm)) return false;
  const bits = Number(algorithm.modulusLength);
  return bits >= RSA_BITS.least && bits <= RSA_BITS.most;
}
