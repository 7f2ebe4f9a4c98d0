/** A fleet's authority in memory, and kiosks with keys and certificates of it, for tests of brokers. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { KioskAddress } from '../../broker/contract/topics.ts';
import { Authority, type ServerIdentity } from '../../broker/hub/identity/authority.ts';
import type { AuthorityKeeper, KeptAuthority } from '../../broker/hub/identity/authority-keeper.ts';
import { readCsr } from '../../broker/hub/identity/csr.ts';
import type { BrokerIdentity } from '../../broker/identity/broker-identity.ts';
import { clientIdOf } from '../../broker/identity/client-id.ts';
import { webCrypto } from '../../broker/identity/web-crypto.ts';
import { systemClock, systemRandom } from '../../kiosk/system/clock.ts';

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** What a kiosk needs to connect, PEM, and what a broker needs to know it. */
export interface TestKiosk {
  address: KioskAddress;
  clientId: string;
  cert: string;
  key: string;
  ca: string;
  identity: BrokerIdentity;
}

export interface TestFleet {
  authority: Authority;
  server: ServerIdentity;
  newKiosk: (kiosk: string) => Promise<TestKiosk>;
}

export async function newFleet(): Promise<TestFleet> {
  const authority = new Authority({
    keeper: inMemory(),
    clock: systemClock,
    random: systemRandom,
    tenant: 'demo',
    clientDays: 90,
  });
  await authority.start();
  return {
    authority,
    server: await authority.issueServer(['localhost', '127.0.0.1']),
    newKiosk: (kiosk) => newKiosk(authority, { root: 'tapwall', tenant: 'demo', store: 'mil-01', kiosk }),
  };
}

async function newKiosk(authority: Authority, address: KioskAddress): Promise<TestKiosk> {
  const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    { name: 'CN=kiosk', keys, signingAlgorithm: SIGNING },
    webCrypto,
  );
  const clientId = clientIdOf(address);
  const { certificate, serial, notAfter } = await authority.issueClient(
    await readCsr(request.toString('pem')),
    { clientId, uri: `tapwall://test/${address.kiosk}` },
  );
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    address,
    clientId,
    cert: certificate,
    key: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    ca: authority.ca,
    identity: { serial, clientId, address, notAfter },
  };
}

function inMemory(): AuthorityKeeper {
  let kept: KeptAuthority | null = null;
  return {
    load: async () => kept,
    keep: async (made) => (kept = made),
  };
}
