/** The kiosk's questions to a hub over HTTPS: whom it believes, and what it makes of each answer. */
import * as assert from 'uvu/assert';
import type { PairingBegun } from '../../../broker/contract/pairing.ts';
import { trustedFetch } from '../../../kiosk/host/trusted-fetch.ts';
import { HttpHub } from '../../../kiosk/pairing/http-hub.ts';
import type { KioskIdentity, PendingPairing } from '../../../kiosk/pairing/identity.ts';
import { makeKeyRequest } from '../../../kiosk/pairing/key-request.ts';
import { authoritiesOf } from '../../../kiosk/pairing/trust.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { suite } from '../../harness/suite.ts';
import { grantFor } from './fake-pairing-hub.ts';
import { hubServer, type HubAnswer } from './hub-server.ts';
import { TestAuthority } from './test-authority.ts';

const test = suite('Asking a hub');
const fleet = TestAuthority.create();
const other = TestAuthority.create('Another fleet');
const REQUEST = { csr: 'csr', commitment: '0'.repeat(64), storeCode: 'MIL-01', kiosk: '', version: '1' };

const begun = (ca: string, change: Partial<PairingBegun> = {}): HubAnswer => ({
  status: 200,
  body: {
    deviceCode: 'd'.repeat(43),
    userCode: 'WDJB-MJHT',
    verificationUri: 'https://hub.example/console',
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    interval: 5,
    ca,
    storeName: '',
    ...change,
  },
});

const refusal = (status: number, code: string): HubAnswer => ({
  status,
  body: { error: { code, message: '' } },
});

async function pendingAt(ca: string): Promise<PendingPairing> {
  const body = begun(ca).body as PairingBegun;
  const key = makeKeyRequest().key;
  return { begun: body, key, verifier: 'v'.repeat(43), check: '', begunAt: 0, lifetimeMs: 0, ended: 'none' };
}

async function identityAt(): Promise<KioskIdentity> {
  const { key, csr } = makeKeyRequest();
  const life = { from: Date.now(), to: Date.now() + 86_400_000 };
  return { grant: await grantFor(await fleet, csr, life), key };
}

test('believes a hub at first contact whose certificate is of the authority that it names', async (t) => {
  const { ca } = await fleet;
  const hub = await hubServer(t, await fleet);
  hub.answers.set('/api/pairing/begin', () => begun(ca));
  const answer = await new HttpHub(hub.url, systemClock).begin(REQUEST);
  assert.is(answer.kind, 'begun');
  assert.ok(answer.kind === 'begun' && Math.abs(answer.lifetimeMs - 600_000) < 2_000);
  assert.equal(hub.requests[0]?.body, REQUEST);
});

test('believes no hub that names the authority of somebody else', async (t) => {
  const { ca } = await other;
  const hub = await hubServer(t, await fleet);
  hub.answers.set('/api/pairing/begin', () => begun(ca));
  const answer = await new HttpHub(hub.url, systemClock).begin(REQUEST);
  assert.is(answer.kind === 'failed' && answer.problem, 'untrusted');
});

test('believes no hub whose certificate is for another address', async (t) => {
  const { ca } = await fleet;
  const hub = await hubServer(t, await fleet, '192.0.2.7');
  hub.answers.set('/api/pairing/begin', () => begun(ca));
  const answer = await new HttpHub(hub.url, systemClock).begin(REQUEST);
  assert.is(answer.kind === 'failed' && answer.problem, 'untrusted');
});

test('polls nobody whose certificate is not of the authority of the code', async (t) => {
  const hub = await hubServer(t, await other);
  hub.answers.set('/api/pairing/token', () => refusal(400, 'TW_PAIRING_PENDING'));
  const answer = await new HttpHub(hub.url, systemClock).poll(await pendingAt((await fleet).ca));
  assert.is(answer.kind === 'failed' && answer.problem, 'untrusted');
  assert.equal(hub.requests, [], 'the secret did not leave the kiosk');
});

const POLLS = [
  [400, 'TW_PAIRING_PENDING', 'pending', ''],
  [400, 'TW_PAIRING_SLOW_DOWN', 'slow_down', ''],
  [400, 'TW_PAIRING_DENIED', 'denied', ''],
  [400, 'TW_PAIRING_EXPIRED', 'expired', ''],
  [429, 'TW_RATE_LIMITED', 'failed', 'busy'],
  [500, 'TW_HUB_FAILED', 'failed', 'silent'],
  [404, 'TW_NOT_FOUND', 'failed', 'no_pairing'],
] as const;
for (const [status, code, kind, problem] of POLLS)
  test(`takes ${status} ${code} to a poll for ${kind} ${problem}`, async (t) => {
    const hub = await hubServer(t, await fleet);
    hub.answers.set('/api/pairing/token', () => refusal(status, code));
    const answer = await new HttpHub(hub.url, systemClock).poll(await pendingAt((await fleet).ca));
    assert.is(answer.kind, kind);
    assert.is(answer.kind === 'failed' ? answer.problem : '', problem);
    assert.equal(hub.requests[0]?.body, { deviceCode: 'd'.repeat(43), verifier: 'v'.repeat(43) });
  });

test('takes a hub that shows a clock of another day for a wrong clock', async (t) => {
  const { ca } = await fleet;
  const hub = await hubServer(t, await fleet);
  const later = new Date(Date.now() + 40 * 86_400_000);
  hub.answers.set('/api/pairing/begin', () => ({ ...begun(ca), headers: { date: later.toUTCString() } }));
  const answer = await new HttpHub(hub.url, systemClock).begin(REQUEST);
  assert.is(answer.kind === 'failed' && answer.problem, 'clock');
});

test('says that nobody answers where nobody does', async () => {
  const answer = await new HttpHub('https://127.0.0.1:1', systemClock).begin(REQUEST);
  assert.is(answer.kind === 'failed' && answer.problem, 'silent');
});

test('takes an answer that is not of the contract for a hub that does not pair', async (t) => {
  const hub = await hubServer(t, null);
  hub.answers.set('/api/pairing/begin', () => ({ status: 200, body: '<html>hello</html>' }));
  const answer = await new HttpHub(hub.url, systemClock).begin(REQUEST);
  assert.is(answer.kind === 'failed' && answer.problem, 'no_pairing');
});

test('speaks no plain HTTP to another machine', () => {
  assert.throws(
    () => new HttpHub('http://hub.example', systemClock),
    (error: { code?: string }) => error.code === 'TW_CONFIG_INVALID',
  );
});

test('knows that a kiosk was removed from the fleet by the token alone', async (t) => {
  const hub = await hubServer(t, await fleet);
  const client = new HttpHub(hub.url, systemClock);
  const identity = await identityAt();
  const { clientId } = identity.grant;
  hub.answers.set('/api/pairing/standing', () => ({ status: 200, body: { clientId } }));
  assert.is((await client.standing(identity)).kind, 'in_force');
  assert.is(hub.requests[0]?.token, identity.grant.token);
  hub.answers.set('/api/pairing/standing', () => ({ status: 200, body: { clientId: 'somebody-else' } }));
  assert.is((await client.standing(identity)).kind, 'failed');
  hub.answers.set('/api/pairing/standing', () => refusal(401, 'TW_TOKEN_REFUSED'));
  assert.is((await client.standing(identity)).kind, 'revoked');
  hub.answers.set('/api/pairing/standing', () => refusal(503, 'TW_HUB_FAILED'));
  assert.is((await client.standing(identity)).kind, 'failed');
});

test('fetches from the hub with trust in the fleet’s authority, and from nobody else', async (t) => {
  const { ca } = await fleet;
  const [hub, stranger] = [await hubServer(t, await fleet), await hubServer(t, await other)];
  hub.answers.set('/api/replica/MIL-01', () => ({ status: 200, body: { hello: 'kiosk' } }));
  hub.answers.set('/away', () => ({
    status: 302,
    body: '',
    headers: { location: 'https://elsewhere.example/' },
  }));
  const fetchHub = trustedFetch(authoritiesOf(ca));
  const response = await fetchHub(`${hub.url}/api/replica/MIL-01`, {
    headers: { authorization: 'Bearer t' },
  });
  assert.is(response.status, 200);
  assert.equal(await response.json(), { hello: 'kiosk' });
  assert.is((await fetchHub(`${hub.url}/none`)).status, 404);
  const failures = await Promise.allSettled([fetchHub(`${hub.url}/away`), fetchHub(`${stranger.url}/x`)]);
  const [redirect, untrusted] = failures.map((one) =>
    one.status === 'rejected' ? String(one.reason) : 'none',
  );
  assert.match(redirect ?? '', 'redirects');
  assert.match(untrusted ?? '', /unable to|self-signed/u);
});
