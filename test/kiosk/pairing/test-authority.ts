/** A fleet's authority in memory: certificates for kiosks and for a hub on this machine. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

export interface Life {
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

export class TestAuthority {
  /** PEM. */
  readonly ca: string;
  readonly #certificate: x509.X509Certificate;
  readonly #key: webcrypto.CryptoKey;

  private constructor(certificate: x509.X509Certificate, key: webcrypto.CryptoKey) {
    this.#certificate = certificate;
    this.#key = key;
    this.ca = certificate.toString('pem');
  }

  static async create(name = 'Test fleet'): Promise<TestAuthority> {
    const keys = await makeKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      keys,
      signingAlgorithm: SIGNING,
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2050-01-01'),
      extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
    });
    return new TestAuthority(certificate, keys.privateKey);
  }

  /** For the key of a request (PKCS#10, PEM). Throws when the request is not signed by its own key. */
  async issue(csr: string, life: Life): Promise<string> {
    const request = new x509.Pkcs10CertificateRequest(csr);
    if (!(await request.verify())) throw new TypeError('the request is not signed by its own key');
    return this.#sign(request.publicKey, 'CN=kiosk', life);
  }

  /** Certificate and key of a server at 127.0.0.1. */
  async server(address = '127.0.0.1'): Promise<{ cert: string; key: string }> {
    const keys = await makeKeys();
    const life = { from: Date.parse('2020-01-01'), to: Date.parse('2050-01-01') };
    const name = new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: address }]);
    const publicKey = await x509.PublicKey.create(keys.publicKey);
    const cert = await this.#sign(publicKey, 'CN=hub', life, [name]);
    const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
    const key = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    return { cert, key };
  }

  async #sign(
    publicKey: x509.PublicKey,
    subject: string,
    ...[{ from, to }, extensions = []]: [Life, x509.Extension[]?]
  ): Promise<string> {
    const certificate = await x509.X509CertificateGenerator.create({
      subject,
      issuer: this.#certificate.subject,
      publicKey,
      signingKey: this.#key,
      signingAlgorithm: SIGNING,
      notBefore: new Date(from),
      notAfter: new Date(to),
      extensions,
    });
    return certificate.toString('pem');
  }
}

async function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
}
