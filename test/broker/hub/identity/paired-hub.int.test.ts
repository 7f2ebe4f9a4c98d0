import { once } from 'node:events';
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { webcrypto, X509Certificate } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import * as assert from 'uvu/assert';
import type { PairingBegun, PairingDesk, PairingGrant } from '../../../../broker/contract/pairing.ts';
import { topicOf } from '../../../../broker/contract/topics.ts';
import { checkNumber } from '../../../../broker/identity/check-number.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { freePort } from '../../../support/brokers/broker-process.ts';
import { startMosquitto } from '../../../support/brokers/mosquitto.ts';
import { until } from '../../../support/until.ts';
import { run, serve } from '../../../kiosk/cli/kit.ts';
import { FeedFolder } from '../support/feed-folder.ts';
import { temporaryFolder } from '../support/hub-bench.ts';
import { newKiosk, type KioskKeys } from './kit.ts';

const test = suite('A hub for paired kiosks, as it ships');
const TOKEN = 'token-of-the-manager-that-nobody-guesses';

type Body = PairingBegun & PairingGrant & PairingDesk & { error: { code: string } };

interface Ask {
  method?: string;
  body?: object;
  bearer?: string;
  ca?: string;
}

/** A request to the hub, whose certificate must be one of `ca`. */
async function ask(url: string, { method = 'GET', body, bearer, ca }: Ask): Promise<Body> {
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
  };
  // Before a kiosk knows the authority, it cannot check.
  const trust = ca === undefined ? { rejectUnauthorized: false } : { ca };
  const asked = request(url, { method, headers, ...trust });
  asked.end(body && JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return JSON.parse(text) as Body;
}

async function startHub(t: TestContext): Promise<{ hub: string; data: string }> {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const data = temporaryFolder(t);
  cpSync(feeds.dataDir, join(data, 'hub'), { recursive: true });
  const tokenFile = join(data, 'token');
  writeFileSync(tokenFile, TOKEN);
  const flags = {
    data,
    'hub-host': '0.0.0.0',
    'hub-port': '0',
    'hub-tls': 'auto',
    'hub-token-file': tokenFile,
    'mqtt-host': '0.0.0.0',
    'mqtt-port': '0',
    'mqtt-access': 'paired',
    'server-names': '["localhost"]',
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const { ready } = await serve(t, ['hub', ...args]);
  return { hub: `https://localhost:${new URL(ready['hub'] ?? '').port}`, data };
}

async function pair(hub: string, kiosk: KioskKeys): Promise<PairingGrant> {
  const { csr, commitment, verifier } = kiosk;
  const claim = { csr, commitment, storeCode: 'MIL-01', kiosk: 'kiosk-1', version: '1' };
  const begun = await ask(`${hub}/api/pairing/begin`, { method: 'POST', body: claim });
  const { ca, deviceCode } = begun;
  const poll = (): Promise<Body> =>
    ask(`${hub}/api/pairing/token`, { method: 'POST', body: { deviceCode, verifier }, ca });
  assert.is((await poll()).error.code, 'TW_PAIRING_PENDING');
  const [waiting] = (await ask(`${hub}/api/console/pairing`, { bearer: TOKEN, ca })).waiting;
  const parts = { ca: new X509Certificate(ca).raw, deviceCode, publicKey: kiosk.spki, verifier };
  assert.is(waiting?.check, checkNumber(parts));
  await ask(`${hub}/api/console/pairing/${begun.userCode}`, {
    method: 'POST',
    body: { approve: true, storeCode: 'MIL-01', kiosk: 'kiosk-1', replace: false },
    bearer: TOKEN,
    ca,
  });
  return poll();
}

async function pem({ keys }: KioskKeys): Promise<string> {
  const raw = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return `-----BEGIN PRIVATE KEY-----\n${raw.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}

async function connect(t: TestContext, url: string, who: object): Promise<MqttClient> {
  const client = await connectAsync(url, { reconnectPeriod: 0, connectTimeout: 5_000, ...who });
  client.on('error', () => undefined);
  t.after(() => client.end(true));
  return client;
}

test(
  'pairs a kiosk over HTTPS, serves it over MQTT with its certificate, and cuts it off when it is revoked',
  async (t) => {
    const { hub, data } = await startHub(t);
    const keys = await newKiosk();
    const { clientId, broker, certificate: cert, ca, token, serial } = await pair(hub, keys);
    const address = { root: 'tapwall', tenant: 'demo', store: 'mil-01', kiosk: 'kiosk-1' };
    const who = { clientId, ca, cert, key: await pem(keys) };
    const client = await connect(t, broker, who);
    await client.publishAsync(topicOf(address, 'evt', 'batch'), '[]', { qos: 1 });

    const written = await writeMosquitto(data);
    await assertMosquittoServes(t, { ...written, who, topic: topicOf(address, 'evt', 'batch') });

    let closed = false;
    client.on('close', () => (closed = true));
    await ask(`${hub}/api/console/identities/${serial}`, { method: 'DELETE', bearer: TOKEN, ca });
    await until(() => closed, 5_000);
    const refused = await connect(t, broker, who).catch((error: { code?: unknown }) => error.code);
    assert.is(refused, 4);
    const renewal = { method: 'POST', body: { csr: (await newKiosk()).csr }, bearer: token, ca };
    assert.is((await ask(`${hub}/api/pairing/renew`, renewal)).error.code, 'TW_TOKEN_REFUSED');
    await assertMosquittoRefuses(t, { data, ...written, who });
  },
  { timeout: 120_000 },
);

interface Written {
  folder: string;
  port: number;
}

async function writeMosquitto(
  data: string,
  folder = join(data, 'mosquitto'),
  port?: number,
): Promise<Written> {
  const chosen = port ?? (await freePort());
  const args = ['--out', folder, '--data', data, '--host', '127.0.0.1', '--port', String(chosen)];
  const { code, stdout, stderr } = await run([
    'access',
    'mosquitto',
    ...args,
    '--server-names',
    '["localhost"]',
  ]);
  assert.is(code, 0, stderr);
  assert.equal((JSON.parse(stdout) as { hubs: string[] }).hubs, ['tapwall-demo-hub']);
  // Debian's Mosquitto becomes a user of its own, who has to read the key here.
  for (const path of [data, folder]) chmodSync(path, 0o755);
  chmodSync(join(folder, 'server.key'), 0o644);
  return { folder, port: chosen };
}

async function assertMosquittoServes(
  t: TestContext,
  { folder, port, who, topic }: Written & { who: object; topic: string },
): Promise<void> {
  const file = join(folder, 'mosquitto.conf');
  const broker = await startMosquitto({ dir: join(folder, 'run'), port, file, tls: true });
  t.after(() => broker.stop());
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const hub = await connect(t, broker.url, {
    clientId: 'tapwall-demo-hub',
    ca: read('fleet-ca.pem'),
    cert: read('tapwall-demo-hub.pem'),
    key: read('tapwall-demo-hub.key'),
  });
  const heard: string[] = [];
  hub.on('message', (from) => heard.push(from));
  await hub.subscribeAsync('tapwall/demo/+/+/evt/+', { qos: 1 });
  const kiosk = await connect(t, broker.url, who);
  await kiosk.publishAsync(topic, '[]', { qos: 1 });
  await until(() => heard.length > 0, 5_000);
  await broker.stop();
}

/** Written again after the revocation, the files shut the kiosk out, and the broker keeps its key. */
async function assertMosquittoRefuses(
  t: TestContext,
  { data, folder, port, who }: Written & { data: string; who: object },
): Promise<void> {
  const before = readFileSync(join(folder, 'server.pem'), 'utf8');
  await writeMosquitto(data, folder, port);
  assert.is(readFileSync(join(folder, 'server.pem'), 'utf8'), before);
  const file = join(folder, 'mosquitto.conf');
  const broker = await startMosquitto({ dir: join(folder, 'run'), port, file, tls: true });
  t.after(() => broker.stop());
  const outcome = await connect(t, broker.url, who).then(
    () => 'connected',
    () => 'refused',
  );
  assert.is(outcome, 'refused');
}
