import type { InjectOptions } from 'fastify';
import * as assert from 'uvu/assert';
import type { PairingBegun, PairingDesk, PairingGrant } from '../../../../broker/contract/pairing.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { FeedFolder } from '../support/feed-folder.ts';
import { startHub, temporaryFolder, type HubBench } from '../support/hub-bench.ts';
import { codeOf, newKiosk, type KioskKeys } from './kit.ts';

const test = suite('Pairing over HTTP');
const TOKEN = 'a-token-of-the-manager-that-is-long';
const NAMES = { tls: { names: ['hub.example', '127.0.0.1'] } };
const HOST = { host: 'hub.example:7301' };
const MANAGER = { ...HOST, authorization: `Bearer ${TOKEN}` };

async function open(t: TestContext): Promise<HubBench> {
  const feeds = new FeedFolder(t);
  await feeds.import();
  return startHub(t, { dataDir: feeds.dataDir, http: { host: '0.0.0.0', port: 0, token: TOKEN, ...NAMES } });
}

/** Whatever of the answers the tests look at. */
type Body = PairingBegun & PairingGrant & PairingDesk & { error: { code: string }; ok: true };

async function ask(bench: HubBench, options: InjectOptions): Promise<{ status: number; body: Body }> {
  const answer = await bench.app.inject({ headers: HOST, ...options });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

async function begin(bench: HubBench, kiosk: KioskKeys): Promise<PairingBegun> {
  const payload = { csr: kiosk.csr, commitment: kiosk.commitment, storeCode: '', kiosk: '', version: '1' };
  const { status, body } = await ask(bench, {
    method: 'POST',
    url: '/api/pairing/begin',
    payload,
  });
  assert.is(status, 200, JSON.stringify(body));
  return body;
}

function poll(bench: HubBench, kiosk: KioskKeys, { deviceCode }: PairingBegun) {
  const payload = { deviceCode, verifier: kiosk.verifier };
  return ask(bench, { method: 'POST', url: '/api/pairing/token', payload });
}

async function pair(bench: HubBench): Promise<PairingGrant> {
  const kiosk = await newKiosk();
  const begun = await begin(bench, kiosk);
  const waits = await poll(bench, kiosk, begun);
  assert.equal([waits.status, waits.body.error.code], [400, 'TW_PAIRING_PENDING']);
  const typed = begun.userCode.toLowerCase().replace('-', '');
  const decision = await ask(bench, {
    method: 'POST',
    url: `/api/console/pairing/${typed}`,
    headers: MANAGER,
    payload: { approve: true, storeCode: 'MIL-01', kiosk: 'kiosk-1', replace: false },
  });
  assert.equal([decision.status, decision.body.ok], [200, true]);
  return (await poll(bench, kiosk, begun)).body;
}

test('pairs a kiosk, which then fetches with a token of its own what is its own, and nothing of the console', async (t) => {
  const bench = await open(t);
  const { token } = await pair(bench);
  const bearer = { ...HOST, authorization: `Bearer ${token}` };
  const statusOf = async (url: string, headers = bearer): Promise<number> =>
    (await bench.app.inject({ url, headers })).statusCode;
  assert.is(await statusOf('/api/replica/MIL-01'), 200);
  assert.is(await statusOf('/api/replica/PAR-02'), 401);
  assert.is(await statusOf(`/media/${'0'.repeat(64)}-200.webp`), 404);
  assert.is(await statusOf('/api/console/overview'), 401);
  assert.is(await statusOf('/api/console/pairing'), 401);
  assert.is(await statusOf('/api/console/pairing', MANAGER), 200);
  assert.is((await bench.app.inject({ url: '/api/replica/MIL-01', headers: HOST })).statusCode, 401);
});

test('renews by the token, until the kiosk is revoked', async (t) => {
  const bench = await open(t);
  const { token, serial } = await pair(bench);
  const renew = async () => {
    const headers = { ...HOST, authorization: `Bearer ${token}` };
    const { csr } = await newKiosk();
    return ask(bench, { method: 'POST', url: '/api/pairing/renew', headers, payload: { csr } });
  };
  const standing = async () =>
    ask(bench, { url: '/api/pairing/standing', headers: { ...HOST, authorization: `Bearer ${token}` } });
  const renewed = await renew();
  assert.is(renewed.status, 200);
  assert.equal((await standing()).body, { clientId: renewed.body.clientId });
  assert.is.not(renewed.body.serial, serial);
  const url = `/api/console/identities/${renewed.body.serial}`;
  assert.is((await ask(bench, { method: 'DELETE', url, headers: MANAGER })).status, 200);
  assert.is((await renew()).status, 401);
  const removed = await standing();
  assert.equal([removed.status, removed.body.error.code], [401, 'TW_TOKEN_REFUSED']);
  assert.is((await ask(bench, { method: 'DELETE', url, headers: MANAGER })).status, 404);
  const { body } = await ask(bench, { url: '/api/console/pairing', headers: MANAGER });
  assert.ok(body.identities.find((each) => each.serial === renewed.body.serial)?.revokedAt);
});

test('publishes its authority and the list of what it revoked', async (t) => {
  const bench = await open(t);
  const { ca } = await pair(bench);
  assert.is((await bench.app.inject({ url: '/api/fleet/authority.pem', headers: HOST })).payload, ca);
  const list = async () => (await bench.app.inject({ url: '/api/fleet/revoked.pem', headers: HOST })).payload;
  const first = await list();
  assert.match(first, /^-----BEGIN X509 CRL-----/);
  assert.is(await list(), first, 'signed once while nothing changes');
});

test('refuses what does not follow the contract, and codes that cannot be', async (t) => {
  const bench = await open(t);
  const refused = async (options: InjectOptions): Promise<string> =>
    (await ask(bench, options)).body.error.code;
  const post = { method: 'POST' } as const;
  assert.is(
    await refused({ ...post, url: '/api/pairing/begin', payload: { csr: 'x' } }),
    'TW_REQUEST_INVALID',
  );
  assert.is(await refused({ ...post, url: '/api/pairing/token', payload: {} }), 'TW_REQUEST_INVALID');
  assert.is(await refused({ ...post, url: '/api/pairing/renew', payload: { csr: '' } }), 'TW_SIGNED_OUT');
  const deny = { ...post, headers: MANAGER, payload: { approve: false } };
  assert.is(await refused({ ...deny, url: '/api/console/pairing/AEIO-UAEI' }), 'TW_PAIRING_UNKNOWN');
});

test('listens beyond this machine over HTTPS or behind a proxy that speaks it, or not at all', async (t) => {
  const start = async (http: object): Promise<string> =>
    codeOf(
      startHub(t, { dataDir: temporaryFolder(t), http: { host: '0.0.0.0', port: 0, token: TOKEN, ...http } }),
    );
  assert.is(await start({}), 'TW_TLS_REQUIRED');
  assert.is(await start({ behindProxy: true }), 'resolved');
  assert.is(await start({ tls: { cert: 'none', key: 'none' } }), 'TW_CERTIFICATE_UNUSABLE');
});

test('marks the session of a manager as secure where HTTPS is spoken', async (t) => {
  const http = { host: '0.0.0.0', port: 0, token: TOKEN, behindProxy: true };
  const bench = await startHub(t, { dataDir: temporaryFolder(t), http });
  const signIn = { method: 'POST', url: '/api/console/sign-in', payload: { token: TOKEN } } as const;
  const cookie = async (headers: object): Promise<string> =>
    String((await bench.app.inject({ ...signIn, headers: { ...HOST, ...headers } })).headers['set-cookie']);
  assert.match(await cookie({ 'x-forwarded-proto': 'https' }), /; Secure$/);
});
