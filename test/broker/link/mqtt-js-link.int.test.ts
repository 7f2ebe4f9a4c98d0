import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import { GatedLink } from '../../../broker/link/gated-link.ts';
import { MqttJsLink, type MqttJsLinkOptions } from '../../../broker/link/mqtt-js-link.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { mosquitto } from './mosquitto.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';

const test = suite('MqttJsLink with Mosquitto');

interface Made {
  link: MqttJsLink;
  logger: QuietLogger;
  received: string[];
}

function makeLink(t: TestContext, url: string, more: Partial<MqttJsLinkOptions> = {}): Made {
  const logger = new QuietLogger();
  const random = new SeededRandom(5);
  const link = new MqttJsLink({ url, clientId: 'kiosk-1', clock: systemClock, random, logger, ...more });
  const received: string[] = [];
  link.onMessage((topic, payload) => received.push(`${topic} ${Buffer.from(payload).toString('utf8')}`));
  t.after(() => link.stop());
  return { link, logger, received };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'resolved';
  } catch (error) {
    return isBrokerError(error) ? error.code : String(error);
  }
}

test('publishes, receives what it subscribed to, and refuses to publish offline', async (t) => {
  const broker = await mosquitto(t);
  const { link, received } = makeLink(t, broker.url);
  assert.is(await codeOf(link.publish('a/b', 'too early')), 'TW_LINK_DOWN');
  await link.subscribe(['a/+']);
  await link.start();
  await until(() => link.connected, 5_000);
  await link.publish('a/b', 'one');
  await until(() => received.length === 1, 5_000);
  assert.equal(received, ['a/b one']);
  assert.is(await codeOf(link.publish('a/b', 'x'.repeat(65_537))), 'TW_PAYLOAD_TOO_LARGE');
  await link.stop();
  assert.not.ok(link.connected);
  assert.is(await codeOf(link.publish('a/b', 'too late')), 'TW_LINK_DOWN');
});

test(
  'comes back with its subscriptions after the broker was killed, and says loss and recovery once',
  async (t) => {
    const broker = await mosquitto(t);
    const { link, logger, received } = makeLink(t, broker.url);
    const states: boolean[] = [];
    link.onConnection((connected) => states.push(connected));
    await link.subscribe(['a/b']);
    await link.start();
    await until(() => link.connected, 5_000);
    await broker.kill();
    await until(() => !link.connected, 5_000);
    assert.is(await codeOf(link.publish('a/b', 'lost')), 'TW_LINK_DOWN');
    await broker.start();
    await until(() => link.connected, 20_000);
    await link.publish('a/b', 'found');
    await until(() => received.length > 0, 5_000);
    assert.equal(received, ['a/b found']);
    assert.equal(states, [true, false, true]);
    assert.equal(
      logger.lines.map((line) => line.message),
      ['no connection to the MQTT broker', 'connected to the MQTT broker again'],
    );
  },
  { timeout: 30_000 },
);

test(
  'starts although there is no broker, and connects when there is one',
  async (t) => {
    const broker = await mosquitto(t);
    await broker.kill();
    const { link, logger } = makeLink(t, broker.url);
    await link.start();
    await until(() => logger.lines.length > 0, 5_000);
    await broker.start();
    await until(() => link.connected, 20_000);
    assert.is(logger.at('warn').length, 1);
  },
  { timeout: 30_000 },
);

test('lets the will be sent when the cable is cut, not when it says goodbye', async (t) => {
  const broker = await mosquitto(t);
  const will = { topic: 'w/presence', payload: 'dead', retain: true };
  const { link, logger } = makeLink(t, broker.url, { will });
  const gated = new GatedLink({ link, logger });
  const watcher = makeLink(t, broker.url, { clientId: 'watcher' });
  await watcher.link.subscribe(['w/presence']);
  await watcher.link.start();
  await gated.start();
  await until(() => gated.connected && watcher.link.connected, 5_000);
  gated.setGate(false);
  assert.not.ok(gated.connected);
  assert.is(await codeOf(gated.publish('a', 'x')), 'TW_LINK_DOWN');
  await until(() => watcher.received.length === 1, 5_000);
  gated.setGate(true);
  await until(() => gated.connected, 5_000);
  await gated.stop();
  await watcher.link.publish('w/presence', 'end');
  await until(() => watcher.received.length === 2, 5_000);
  assert.equal(watcher.received, ['w/presence dead', 'w/presence end']);
});

test('refuses an address that cannot be one', async (t) => {
  const { link } = makeLink(t, 'gopher://127.0.0.1');
  assert.is(await codeOf(link.start()), 'TW_LINK_ADDRESS');
});
