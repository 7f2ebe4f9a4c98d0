/** What the doctor says of pairing: certificate, key file, and how the hub sees this kiosk. */
import * as assert from 'uvu/assert';
import { loadSettings } from '../../../kiosk/config/load.ts';
import type { Settings } from '../../../kiosk/config/settings.ts';
import { checkIdentity } from '../../../kiosk/doctor/identity.ts';
import { makeKeyRequest } from '../../../kiosk/pairing/key-request.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { grantFor } from '../pairing/fake-pairing-hub.ts';
import { hubServer, type HubServer } from '../pairing/hub-server.ts';
import { TestAuthority } from '../pairing/test-authority.ts';
import { machine } from './kit.ts';

const test = suite('The doctor and pairing');
const DAY = 86_400_000;
const PATH = '/data/kiosk/identity/identity.json';
const authority = TestAuthority.create();

function settings(hub: string, pairing = 'on'): Settings {
  const file = { path: '/nonexistent', required: false };
  return loadSettings({ file, environment: {}, flags: { data: '/data', hub, pairing } }).values;
}

async function paired(
  t: TestContext,
  from = -DAY,
  to = 89 * DAY,
): Promise<{ hub: HubServer; files: Record<string, string> }> {
  const hub = await hubServer(t, await authority);
  const { key, csr } = makeKeyRequest();
  const grant = await grantFor(await authority, csr, { from: Date.now() + from, to: Date.now() + to });
  hub.answers.set('/api/pairing/standing', () => ({ status: 200, body: { clientId: grant.clientId } }));
  return { hub, files: { [PATH]: JSON.stringify({ grant, key }) } };
}

const levels = (findings: { level: string; what: string }[]): string[] =>
  findings.map(({ level, what }) => `${level} ${what}`);

test('finds a paired kiosk well', async (t) => {
  const { hub, files } = await paired(t);
  const findings = await checkIdentity(settings(hub.url), machine({ files }));
  assert.equal(levels(findings), ['good Pairing', 'good Hub over TLS']);
  assert.match(findings[0]?.finding ?? '', /paired as kiosk-2 of MIL-01, certificate until \d{4}-\d\d-\d\d/u);
});

test('says that a kiosk is not paired, and nothing of one that goes by its settings', async () => {
  const hub = 'https://127.0.0.1:1';
  assert.equal(levels(await checkIdentity(settings(hub), machine())), ['note Pairing']);
  assert.equal(await checkIdentity(settings(hub, 'off'), machine()), []);
});

test('names a key that others can read, with how to mend it', async (t) => {
  const { hub, files } = await paired(t);
  const findings = await checkIdentity(settings(hub.url), machine({ files, modes: { [PATH]: 0o644 } }));
  assert.equal(levels(findings), ['good Pairing', 'bad Private key', 'good Hub over TLS']);
  assert.match(findings[1]?.remedy ?? '', `chmod 600 ${PATH}`);
});

for (const [what, from, to, words] of [
  ['was not renewed', -80 * DAY, 10 * DAY, 'was not renewed'],
  ['is over', -90 * DAY, -DAY, 'not valid today'],
  ['is not valid yet', DAY, 91 * DAY, 'not valid today'],
] as const)
  test(`says that a certificate ${what}`, async (t) => {
    const { hub, files } = await paired(t, from, to);
    const [finding] = await checkIdentity(settings(hub.url), machine({ files }));
    assert.is(finding?.level, 'bad');
    assert.match(finding?.finding ?? '', words);
    assert.ok(finding?.remedy);
  });

test('says that the hub knows the kiosk no more, or is another one', async (t) => {
  const { hub, files } = await paired(t);
  hub.answers.set('/api/pairing/standing', () => ({
    status: 401,
    body: { error: { code: 'TW_TOKEN_REFUSED', message: '' } },
  }));
  const refused = await checkIdentity(settings(hub.url), machine({ files }));
  assert.match(refused.at(-1)?.finding ?? '', 'knows this kiosk no more');
  const stranger = await hubServer(t, await TestAuthority.create('Somebody else'));
  const untrusted = await checkIdentity(settings(stranger.url), machine({ files }));
  assert.is(untrusted.at(-1)?.level, 'bad');
  assert.match(untrusted.at(-1)?.finding ?? '', 'cannot be asked');
});
