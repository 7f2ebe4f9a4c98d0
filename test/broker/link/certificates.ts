/** Certificates for tests of TLS: an authority, and what it signs, with the dates that a test asks for. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { webCrypto } from '../../../broker/identity/web-crypto.ts';

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

export interface Signed {
  cert: string;
  key: string;
}

export interface TestAuthority {
  /** PEM. */
  ca: string;
  /** @param days Until it expires; negative: it has expired. */
  issue: (name: string, days?: number) => Promise<Signed>;
}

export async function testAuthority(name: string): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const subject = `CN=${name}`;
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: subject,
      keys,
      signingAlgorithm: SIGNING,
      notBefore: new Date(Date.now() - 400 * DAY_MS),
      notAfter: new Date(Date.now() + 400 * DAY_MS),
      extensions: [new x509.BasicConstraintsExtension(true)],
    },
    webCrypto,
  );
  let serial = 1;
  const issue = async (cn: string, days = 30): Promise<Signed> => {
    const own = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.create(
      {
        serialNumber: String((serial += 1)).padStart(2, '0'),
        subject: `CN=${cn}`,
        issuer: subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: SIGNING,
        notBefore: new Date(Date.now() - 300 * DAY_MS),
        notAfter: new Date(Date.now() + days * DAY_MS),
        extensions: [
          new x509.SubjectAlternativeNameExtension([
            { type: 'dns', value: cn },
            ...(cn === 'localhost' ? [{ type: 'ip' as const, value: '127.0.0.1' }] : []),
          ]),
        ],
      },
      webCrypto,
    );
    const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
    return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
  };
  return { ca: root.toString('pem'), issue };
}
