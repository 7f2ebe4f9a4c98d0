/** An authority, pairing and identities on a database in memory, under a clock that the test turns. */
import 'reflect-metadata';
import { createHash, randomBytes, randomUUID, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { PairingBegun, PairingGrant } from '../../../../broker/contract/pairing.ts';
import { isBrokerError } from '../../../../broker/errors.ts';
import { migrateFleet } from '../../../../broker/hub/fleet-db/migrate.ts';
import { openFleet, type FleetAddress } from '../../../../broker/hub/fleet-db/open.ts';
import { Authority } from '../../../../broker/hub/identity/authority.ts';
import { AuthorityRow } from '../../../../broker/hub/identity/authority-keeper.ts';
import { Identities } from '../../../../broker/hub/identity/identities.ts';
import { IdentityStore } from '../../../../broker/hub/identity/identity-store.ts';
import { Pairing } from '../../../../broker/hub/identity/pairing.ts';
import { PairingStore } from '../../../../broker/hub/identity/pairing-store.ts';
import { StepLog } from '../../../../broker/hub/identity/step-log.ts';
import { identityTables, type IdentityTables } from '../../../../broker/hub/identity/tables.ts';
import { webCrypto } from '../../../../broker/identity/web-crypto.ts';
import { systemRandom } from '../../../../kiosk/system/clock.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { databaseFor } from '../../../support/postgres.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

export const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
export const ASKER = { from: '192.0.2.7', origin: 'https://hub.example:7301' };
const STORES: Record<string, string> = { 'MIL-01': 'Milano Brera', 'PAR-02': 'Paris Marais' };

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** @param address Default: a database in memory. */
export async function openDesk(
  t: TestContext,
  { address, clock = new VirtualClock() }: { address?: FleetAddress; clock?: VirtualClock } = {},
) {
  const fleet = openFleet<IdentityTables>(await placeOf(t, address));
  t.after(() => fleet.close());
  await migrateFleet(fleet, { '0002-identities': identityTables });
  const { db } = fleet;
  const random = systemRandom;
  const logger = new QuietLogger();
  const authority = new Authority({
    keeper: new AuthorityRow(db),
    clock,
    random,
    tenant: 'demo',
    clientDays: 90,
  });
  await authority.start();
  const steps = new StepLog(random);
  const store = new IdentityStore(db, steps);
  const facts = {
    root: 'tapwall',
    tenant: 'demo',
    loyaltyKey: '',
    broker: () => 'mqtts://broker.example:8883',
    storeName: async (code: string) => STORES[code] ?? null,
  };
  const identities = new Identities({ store, authority, facts, clock, logger });
  await identities.refresh();
  t.after(() => identities.stop());
  const pairings = new PairingStore(db);
  const pairing = new Pairing({ db, pairings, store, steps, identities, authority, facts, clock, random });
  return { db, clock, authority, identities, pairing, store };
}

/** With TAPWALL_TEST_POSTGRES, the URL of a server, in place of a SQLite file the database of that name there. */
async function placeOf(t: TestContext, address: FleetAddress | undefined): Promise<FleetAddress> {
  const server = process.env['TAPWALL_TEST_POSTGRES'];
  if (server === undefined) return address ?? { engine: 'sqlite', path: ':memory:' };
  const name = address?.engine === 'sqlite' ? address.path : randomUUID();
  return { engine: 'postgres', url: await databaseFor(t, server, name) };
}

export interface KioskKeys {
  csr: string;
  spki: Uint8Array;
  keys: webcrypto.CryptoKeyPair;
  verifier: string;
  commitment: string;
}

export async function newKiosk(): Promise<KioskKeys> {
  const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create(
    { name: 'CN=whatever it wants', keys, signingAlgorithm: SIGNING },
    webCrypto,
  );
  const verifier = randomBytes(32).toString('base64url');
  return {
    csr: csr.toString('pem'),
    spki: new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey)),
    keys,
    verifier,
    commitment: createHash('sha256').update(verifier).digest('hex'),
  };
}

export function begin(desk: Desk, kiosk: KioskKeys, from = ASKER.from): Promise<PairingBegun> {
  const { csr, commitment } = kiosk;
  return desk.pairing.begin(
    { csr, commitment, storeCode: 'MIL-01', kiosk: 'kiosk-1', version: '1.0.0' },
    { ...ASKER, from },
  );
}

export function poll(desk: Desk, kiosk: KioskKeys, { deviceCode }: PairingBegun): Promise<PairingGrant> {
  return desk.pairing.poll({ deviceCode, verifier: kiosk.verifier }, ASKER);
}

/** All the way to the grant. */
export async function pair(
  desk: Desk,
  place: { storeCode?: string; kiosk?: string; replace?: boolean } = {},
): Promise<PairingGrant> {
  const kiosk = await newKiosk();
  const begun = await begin(desk, kiosk);
  await codeOf(poll(desk, kiosk, begun));
  const decision = {
    storeCode: 'MIL-01',
    kiosk: 'kiosk-1',
    replace: false,
    ...place,
    approve: true as const,
  };
  await desk.pairing.decide(begun.userCode, decision, '198.51.100.1');
  return poll(desk, kiosk, begun);
}

export function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (isBrokerError(error) ? error.code : String(error)),
  );
}
