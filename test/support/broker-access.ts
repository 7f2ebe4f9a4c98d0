/** A broker of the distribution, guarded by the files that `tapwall access` writes, with two kiosks and a hub that know it. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { SHARED_FILES, type AccessFile, type AccessPlan } from '../../broker/identity/access-files/plan.ts';
import type { TestContext } from '../harness/suite.ts';
import { freePort, type BrokerOptions, type BrokerProcess } from './brokers/broker-process.ts';
import { newFleet, type TestKiosk } from './fleet-authority.ts';

/** Certificate and key of one client, PEM, or its login. */
export interface ClientIdentity {
  clientId: string;
  cert?: string;
  key?: string;
  username?: string;
  password?: string;
}

export interface GuardedBroker {
  hub: ClientIdentity;
  one: TestKiosk;
  two: TestKiosk;
  /** Has a certificate of the fleet, but is in no list. */
  unlisted: TestKiosk;
  /** Is in the lists, but its certificate was revoked. */
  revoked: TestKiosk;
  open: OpenClient;
}

/** Rejects when the broker does not accept it. */
export type OpenClient = (identity: ClientIdentity, more?: IClientOptions) => Promise<MqttClient>;

export interface GuardedKind {
  files: (plan: AccessPlan) => AccessFile[];
  /** The file that the broker is started with. */
  main: string;
  start: (options: BrokerOptions) => Promise<BrokerProcess>;
}

export async function startGuarded(t: TestContext, kind: GuardedKind): Promise<GuardedBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-access-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const fleet = await newFleet();
  const { authority, server } = fleet;
  const names = ['kiosk-1', 'kiosk-2', 'kiosk-3', 'kiosk-4'];
  const [one, two, unlisted, revoked] = (await Promise.all(names.map((name) => fleet.newKiosk(name)))) as [
    TestKiosk,
    TestKiosk,
    TestKiosk,
    TestKiosk,
  ];
  const clientId = 'tapwall-demo-hub';
  const hub = { clientId, ...(await authority.issueHub(clientId)) };
  const port = await freePort();
  const plan: AccessPlan = {
    root: 'tapwall',
    tenant: 'demo',
    kiosks: [one, two, revoked],
    hubs: [clientId],
    folder,
    host: '127.0.0.1',
    port,
    natsPort: await freePort(),
  };
  const gone = [{ serial: revoked.identity.serial, revokedAt: Date.now() }];
  const shared = {
    [SHARED_FILES.authority]: authority.ca,
    [SHARED_FILES.revoked]: await authority.revocations(gone),
    [SHARED_FILES.serverCertificate]: server.cert,
    [SHARED_FILES.serverKey]: server.key,
  };
  // Started as root, Mosquitto becomes a user of its own, who reads the files.
  chmodSync(folder, 0o755);
  for (const [name, text] of Object.entries(shared)) writeFileSync(join(folder, name), text);
  for (const { name, text } of kind.files(plan)) writeFileSync(join(folder, name), text);
  const broker = await kind.start({
    dir: join(folder, 'run'),
    port,
    file: join(folder, kind.main),
    tls: true,
  });
  t.after(() => broker.stop());
  const open = guardedClients(t, { url: broker.url, ca: authority.ca });
  return { hub, one, two, unlisted, revoked, open };
}

/** Opens clients that are closed after the test. */
export function guardedClients(t: TestContext, { url, ca }: { url: string; ca: string }): OpenClient {
  return async ({ clientId, cert, key, username, password }, more = {}) => {
    const client = connect(url, {
      ca,
      clientId,
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ...more,
    });
    client.on('error', () => undefined);
    t.after(() => client.end(true));
    return accepted(client);
  };
}

/** mqtt.js settles nothing by itself when a broker closes, or says nothing, without a reason. */
function accepted(client: MqttClient): Promise<MqttClient> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve(client));
    client.once('error', reject);
    client.once('close', () => reject(new NotAccepted()));
  });
}

class NotAccepted extends Error {
  constructor() {
    super('the broker closed the connection before it accepted the client');
    this.name = 'NotAccepted';
  }
}
