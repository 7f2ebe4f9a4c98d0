import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import type { LinkCredentials } from '../../../broker/link/mqtt-link.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { testAuthority, type Signed } from './certificates.ts';
import { mosquitto } from './mosquitto.ts';

const test = suite('MqttJsLink over TLS with Mosquitto');

interface Server {
  /** Whose client certificates it takes. */
  clients: string;
  own: Signed;
}

async function tlsBroker(t: TestContext, { clients, own }: Server): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // Mosquitto started as root reads its files as another user.
  chmodSync(folder, 0o755);
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o644 });
    return path;
  };
  const { port } = await mosquitto(t, [
    'allow_anonymous true',
    'require_certificate true',
    `cafile ${file('ca.pem', clients)}`,
    `certfile ${file('cert.pem', own.cert)}`,
    `keyfile ${file('key.pem', own.key)}`,
  ]);
  return port;
}

function linkTo(t: TestContext, url: string, options: LinkCredentials & { clientId?: string }) {
  const logger = new QuietLogger();
  const common = { clock: systemClock, random: systemRandom, logger };
  const link = new MqttJsLink({ ...common, url, clientId: 'kiosk-1', ...options });
  t.after(() => link.stop());
  return { link, logger };
}

/** The code of the fault, once there is one, and how often the log named it. */
async function faultOf({ link, logger }: ReturnType<typeof linkTo>): Promise<[string, number]> {
  await link.start();
  const fault = await until(() => link.fault, 10_000);
  // Through a few more tries.
  const began = performance.now();
  await until(() => performance.now() - began > 1_500, 3_000);
  assert.not.ok(link.connected);
  return [fault.code, logger.at('warn').filter(({ fields }) => fields['code'] === fault.code).length];
}

test('connects with a certificate of its own to a broker whose authority it knows', async (t) => {
  const fleet = await testAuthority('fleet');
  const port = await tlsBroker(t, { clients: fleet.ca, own: await fleet.issue('localhost') });
  const { link } = linkTo(t, `mqtts://localhost:${port}`, {
    ca: fleet.ca,
    ...(await fleet.issue('kiosk-1')),
  });
  await link.start();
  await until(() => link.connected, 5_000);
  assert.is(link.fault, undefined);
});

test(
  'names once what is wrong with the broker’s certificate',
  async (t) => {
    const fleet = await testAuthority('fleet');
    const other = await testAuthority('other');
    const own = { ca: fleet.ca, ...(await fleet.issue('kiosk-1')) };
    for (const server of [
      await fleet.issue('localhost', -1),
      await fleet.issue('elsewhere.example'),
      await other.issue('localhost'),
    ]) {
      const port = await tlsBroker(t, { clients: fleet.ca, own: server });
      assert.equal(await faultOf(linkTo(t, `mqtts://localhost:${port}`, own)), ['TW_LINK_UNTRUSTED', 1]);
    }
  },
  { timeout: 40_000 },
);

test(
  'names once what is wrong with its own certificate',
  async (t) => {
    const fleet = await testAuthority('fleet');
    const other = await testAuthority('other');
    const port = await tlsBroker(t, { clients: fleet.ca, own: await fleet.issue('localhost') });
    const { ca } = fleet;
    for (const own of [{}, await fleet.issue('kiosk-1', -1), await other.issue('kiosk-1')]) {
      const made = linkTo(t, `mqtts://localhost:${port}`, { ca, ...own });
      assert.equal(await faultOf(made), ['TW_LINK_CERTIFICATE', 1]);
    }
  },
  { timeout: 40_000 },
);

test('refuses texts that are no certificates, before it connects', async (t) => {
  const fleet = await testAuthority('fleet');
  const [one, another] = [await fleet.issue('kiosk-1'), await fleet.issue('kiosk-2')];
  for (const bad of [
    { cert: 'no PEM', key: one.key },
    { cert: one.cert, key: another.key },
  ]) {
    const { link } = linkTo(t, 'mqtts://localhost:1', bad);
    try {
      await link.start();
      assert.unreachable();
    } catch (error) {
      assert.ok(isBrokerError(error, 'TW_LINK_CERTIFICATE'));
    }
  }
});

test(
  'takes a new certificate while it runs, without a will and without losing what is under way',
  async (t) => {
    const fleet = await testAuthority('fleet');
    const port = await tlsBroker(t, { clients: fleet.ca, own: await fleet.issue('localhost') });
    const url = `mqtts://localhost:${port}`;
    const { ca } = fleet;
    const { link } = linkTo(t, url, { ca, ...(await fleet.issue('kiosk-1')) });
    const watcher = linkTo(t, url, { ca, ...(await fleet.issue('watcher')), clientId: 'watcher' }).link;
    const got: string[] = [];
    watcher.onMessage((topic) => got.push(topic));
    await watcher.subscribe(['a/+']);
    await watcher.start();
    const states: boolean[] = [];
    link.onConnection((connected) => states.push(connected));
    await link.start();
    await until(() => link.connected && watcher.connected, 5_000);
    const under = link.publish('a/one', 'x');
    await link.renew({ ca, ...(await fleet.issue('kiosk-1')) });
    await under;
    await until(() => link.connected, 5_000);
    assert.equal(states, [true, false, true]);
    await link.publish('a/two', 'x');
    await until(() => got.length === 2, 5_000);
    try {
      await link.renew({ ca, cert: 'no PEM', key: 'none' });
      assert.unreachable();
    } catch (error) {
      assert.ok(isBrokerError(error, 'TW_LINK_CERTIFICATE'));
    }
    assert.ok(link.connected, 'what cannot be used changes nothing');
  },
  { timeout: 20_000 },
);

test(
  'comes back by itself when a certificate that was refused is replaced',
  async (t) => {
    const fleet = await testAuthority('fleet');
    const port = await tlsBroker(t, { clients: fleet.ca, own: await fleet.issue('localhost') });
    const { ca } = fleet;
    const { link } = linkTo(t, `mqtts://localhost:${port}`, { ca, ...(await fleet.issue('kiosk-1', -1)) });
    await link.start();
    await until(() => link.fault, 10_000);
    await link.renew({ ca, ...(await fleet.issue('kiosk-1')) });
    await until(() => link.connected, 5_000);
    assert.is(link.fault, undefined);
  },
  { timeout: 20_000 },
);
