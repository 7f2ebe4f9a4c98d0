/**
 * The fleet's own certificate authority (X.509, RFC 5280): EC P-256, made on first need. It vouches for kiosks at the broker,
 * and for the hub and the embedded broker unless they have certificates of their own.
 */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { BrokerError } from '../../errors.ts';
import { webCrypto } from '../../identity/web-crypto.ts';
import type { Clock, Random } from '../../ports.ts';
import type { AuthorityKeeper } from './authority-keeper.ts';
import type { AskedKey } from './csr.ts';

export interface AuthorityOptions {
  keeper: AuthorityKeeper;
  clock: Clock;
  random: Random;
  /** Whose fleet: part of the authority's name, nothing more. */
  tenant: string;
  /** Life of a kiosk's certificate. */
  clientDays: number;
}

export interface IssuedCertificate {
  /** PEM. */
  certificate: string;
  /** Lower case hexadecimal. */
  serial: string;
  issuedAt: number;
  notAfter: number;
}

export interface ServerIdentity {
  /** PEM, the server's certificate first. */
  cert: string;
  key: string;
  /** The fleet's authority. */
  ca: string;
}

export interface RevokedSerial {
  serial: string;
  revokedAt: number;
}

/** What a certificate says of its owner. */
interface Naming {
  name: string;
  usage: x509.ExtendedKeyUsage;
  names: x509.JsonGeneralNames;
}

interface Loaded {
  certificate: x509.X509Certificate;
  key: webcrypto.CryptoKey;
}

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 20 * 365;
/** The embedded broker and the hub make theirs anew at every start. */
const SERVER_DAYS = 397;
const CRL_DAYS = 30;
/** Clocks of kiosks go wrong, and those of hubs, too. */
const LENIENCE_MS = 3_600_000;
const { KeyUsageFlags: Usage, ExtendedKeyUsage } = x509;

export class Authority {
  readonly #options: AuthorityOptions;
  #loaded: Loaded | undefined;

  constructor(options: AuthorityOptions) {
    this.#options = options;
  }

  /** Reads the authority, or makes it. @throws BrokerError TW_AUTHORITY_UNUSABLE */
  async start(): Promise<void> {
    const { keeper } = this.#options;
    const kept = (await keeper.load()) ?? (await keeper.keep(await this.#make()));
    try {
      const certificate = new x509.X509Certificate(kept.certificate);
      const raw = x509.PemConverter.decodeFirst(kept.key);
      const key = await webcrypto.subtle.importKey('pkcs8', raw, KEYS, false, ['sign']);
      if (!(await belongsTo(key, certificate))) throw new BrokerError('TW_AUTHORITY_UNUSABLE');
      this.#loaded = { certificate, key };
    } catch (error) {
      throw new BrokerError('TW_AUTHORITY_UNUSABLE', undefined, { cause: error });
    }
  }

  /** PEM. */
  get ca(): string {
    return `${this.#use().certificate.toString('pem')}\n`;
  }

  /** DER. */
  get caDer(): Uint8Array {
    return new Uint8Array(this.#use().certificate.rawData);
  }

  /** For a kiosk: the subject is the hub's decision. `uri` names its address, `tapwall://tenant/store/kiosk`. */
  async issueClient(asked: AskedKey, subject: { clientId: string; uri: string }): Promise<IssuedCertificate> {
    return this.#issue({
      publicKey: asked.publicKey,
      name: subject.clientId,
      days: this.#options.clientDays,
      usage: ExtendedKeyUsage.clientAuth,
      names: [{ type: 'url', value: subject.uri }],
    });
  }

  /** For the hub's HTTPS or a broker, with a fresh key. `names`: host names and addresses that clients use. */
  async issueServer(names: readonly string[]): Promise<ServerIdentity> {
    return this.#issueWithKey({
      name: (names[0] ?? 'localhost').slice(0, 64),
      usage: ExtendedKeyUsage.serverAuth,
      names: names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
    });
  }

  /** For a hub at a broker that is not ours, with a fresh key. */
  async issueHub(clientId: string): Promise<ServerIdentity> {
    const names = [{ type: 'url' as const, value: `tapwall-hub:${clientId}` }];
    return this.#issueWithKey({ name: clientId, usage: ExtendedKeyUsage.clientAuth, names });
  }

  /** The list of what was revoked, PEM, for brokers that are not ours. It is good for 30 days. */
  async revocations(revoked: readonly RevokedSerial[]): Promise<string> {
    const { certificate, key } = this.#use();
    const now = this.#options.clock.now();
    const crl = await x509.X509CrlGenerator.create(
      {
        issuer: certificate.subjectName,
        thisUpdate: new Date(now - LENIENCE_MS),
        nextUpdate: new Date(now + CRL_DAYS * DAY_MS),
        signingAlgorithm: SIGNING,
        signingKey: key,
        entries: revoked.map(({ serial, revokedAt }) => ({
          serialNumber: serial,
          revocationDate: new Date(revokedAt),
          // Without a reason the library writes an empty list of extensions, which no standard allows.
          reason: x509.X509CrlReason.privilegeWithdrawn,
        })),
        extensions: [await x509.AuthorityKeyIdentifierExtension.create(certificate, false, webCrypto)],
      },
      webCrypto,
    );
    // The library's own label is one that OpenSSL, and so every broker, does not read.
    return `${x509.PemConverter.encode(crl.rawData, 'X509 CRL')}\n`;
  }

  async #issueWithKey(asked: Naming): Promise<ServerIdentity> {
    const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
    const { certificate } = await this.#issue({ ...asked, publicKey: keys.publicKey, days: SERVER_DAYS });
    const { ca } = this;
    return { cert: certificate + ca, key: await exportKey(keys.privateKey), ca };
  }

  async #issue(asked: Naming & { publicKey: x509.PublicKeyType; days: number }): Promise<IssuedCertificate> {
    const { certificate: issuer, key } = this.#use();
    const issuedAt = this.#options.clock.now();
    const notAfter = Math.min(issuedAt + asked.days * DAY_MS, issuer.notAfter.getTime());
    const serial = this.#serial();
    const made = await x509.X509CertificateGenerator.create(
      {
        serialNumber: serial,
        issuer: issuer.subjectName,
        subject: [{ CN: [asked.name] }],
        notBefore: new Date(issuedAt - LENIENCE_MS),
        notAfter: new Date(notAfter),
        publicKey: asked.publicKey,
        signingKey: key,
        signingAlgorithm: SIGNING,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(Usage.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([asked.usage]),
          new x509.SubjectAlternativeNameExtension(asked.names),
          await x509.AuthorityKeyIdentifierExtension.create(issuer, false, webCrypto),
        ],
      },
      webCrypto,
    );
    return { certificate: `${made.toString('pem')}\n`, serial, issuedAt, notAfter };
  }

  async #make(): Promise<{ certificate: string; key: string }> {
    const { clock, tenant } = this.#options;
    const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
    const now = clock.now();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned(
      {
        serialNumber: this.#serial(),
        name: [{ CN: [`Tapwall fleet ${tenant}`.slice(0, 64)] }],
        notBefore: new Date(now - LENIENCE_MS),
        notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
        signingAlgorithm: SIGNING,
        keys: keys,
        extensions: [
          new x509.BasicConstraintsExtension(true, 0, true),
          new x509.KeyUsagesExtension(Usage.keyCertSign | Usage.cRLSign, true),
          await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webCrypto),
        ],
      },
      webCrypto,
    );
    return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
  }

  /** 128 random bits; the first one is 0 and the second 1, so that the number is positive and has no leading zeros. */
  #serial(): string {
    const bytes = Buffer.from(this.#options.random.bytes(16));
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
    return bytes.toString('hex');
  }

  #use(): Loaded {
    if (!this.#loaded) throw new BrokerError('TW_AUTHORITY_UNUSABLE', 'The authority has not been started.');
    return this.#loaded;
  }
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const raw = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(raw, 'PRIVATE KEY')}\n`;
}

async function belongsTo(key: webcrypto.CryptoKey, certificate: x509.X509Certificate): Promise<boolean> {
  const proof = Buffer.from('the key and the certificate of the fleet');
  const signature = await webcrypto.subtle.sign(SIGNING, key, proof);
  const publicKey = await certificate.publicKey.export(KEYS, ['verify'], webCrypto);
  return webcrypto.subtle.verify(SIGNING, publicKey as webcrypto.CryptoKey, signature, proof);
}
