import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import type { Worker } from 'node:worker_threads';
import * as assert from 'uvu/assert';
import {
  spawnWorker,
  startEmbeddedBroker,
  type EmbeddedBrokerOptions,
} from '../../../broker/embedded/embedded-broker.ts';
import type { BrokerAccount } from '../../../broker/embedded/access.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import { MqttJsLink, type MqttJsLinkOptions } from '../../../broker/link/mqtt-js-link.ts';
import type { Clock } from '../../../broker/ports.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';

const test = suite('Embedded broker');

async function start(t: TestContext, more: Partial<EmbeddedBrokerOptions> = {}) {
  const logger = new QuietLogger();
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger, ...more });
  t.after(() => broker.stop());
  return { ...broker, logger };
}

function linkTo(t: TestContext, url: string, more: Partial<MqttJsLinkOptions> = {}) {
  const random = new SeededRandom(7);
  const logger = new QuietLogger();
  const link = new MqttJsLink({ url, clientId: 'a', clock: systemClock, random, logger, ...more });
  const received: string[] = [];
  link.onMessage((topic, payload) => received.push(`${topic} ${Buffer.from(payload).toString('utf8')}`));
  t.after(() => link.stop());
  return { link, logger, received };
}

/** Real time, and the timers that are neither over nor cancelled. */
function countingClock(): { clock: Clock; timers: Set<object> } {
  const timers = new Set<object>();
  const setTimer: Clock['setTimer'] = (milliseconds, run) => {
    const entry = {};
    timers.add(entry);
    const timer = systemClock.setTimer(milliseconds, () => {
      timers.delete(entry);
      run();
    });
    const cancel = (): void => {
      timers.delete(entry);
      timer.cancel();
    };
    return { cancel };
  };
  return { clock: { now: () => systemClock.now(), setTimer }, timers };
}

function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (isBrokerError(error) ? error.code : String(error)),
  );
}

test('carries messages and keeps retained ones', async (t) => {
  const broker = await start(t);
  const { link } = linkTo(t, broker.url);
  await link.start();
  await until(() => link.connected, 5_000);
  await link.publish('s/one', 'kept', { retain: true });
  const late = linkTo(t, broker.url, { clientId: 'b' });
  await late.link.subscribe(['s/one']);
  await late.link.start();
  await until(() => late.received.length === 1, 5_000);
  assert.equal(late.received, ['s/one kept']);
});

test('answers while the event loop of its host is blocked', async (t) => {
  const broker = await start(t);
  const args = ['-p', String(broker.port), '-q', '1', '-t', 'a/b', '-m', 'x'];
  const { status } = spawnSync('mosquitto_pub', args, { timeout: 5_000 });
  assert.is(status, 0);
});

test('says which port is taken', async (t) => {
  const { port } = await start(t);
  const logger = new QuietLogger();
  try {
    await startEmbeddedBroker({ host: '127.0.0.1', port, logger });
    assert.unreachable();
  } catch (error) {
    assert.ok(isBrokerError(error, 'TW_PORT_TAKEN'));
    assert.match(String(error), String(port));
  }
});

test('does not open itself to the network without credentials', async () => {
  const logger = new QuietLogger();
  assert.is(await codeOf(startEmbeddedBroker({ host: '0.0.0.0', port: 0, logger })), 'TW_BROKER_OPEN');
});

test('lets in who knows the password, and keeps a kiosk to its subtree', async (t) => {
  const kiosk1 = { root: 'r', tenant: 't', store: 's', kiosk: 'kiosk-1' };
  const accounts: BrokerAccount[] = [
    { username: 'hub', password: 'hub-secret', role: 'hub' },
    { username: 'kiosk-1', password: 'kiosk-secret', role: { kiosk: kiosk1, clientId: 'k' } },
  ];
  const broker = await start(t, { access: { accounts, identities: [] } });
  const hub = linkTo(t, broker.url, { clientId: 'hub', username: 'hub', password: 'hub-secret' });
  await hub.link.subscribe(['r/t/+/+/evt/+']);
  const stranger = linkTo(t, broker.url, { clientId: 'x', username: 'kiosk-1', password: 'wrong' });
  const kiosk = linkTo(t, broker.url, { clientId: 'k', username: 'kiosk-1', password: 'kiosk-secret' });
  for (const { link } of [hub, stranger, kiosk]) await link.start();
  await until(() => hub.link.connected && kiosk.link.connected && stranger.logger.lines.length > 0, 5_000);
  assert.not.ok(stranger.link.connected);
  await kiosk.link.publish('r/t/s/kiosk-1/evt/batch', 'mine');
  assert.is(await codeOf(kiosk.link.subscribe(['#'])), 'TW_LINK_REFUSED');
  assert.is(await codeOf(kiosk.link.publish('r/t/s/kiosk-2/evt/batch', 'not mine')), 'TW_LINK_DOWN');
  await hub.link.publish('r/t/s/hub/evt/batch', 'end');
  await until(() => hub.received.length >= 2, 5_000);
  assert.equal(hub.received, ['r/t/s/kiosk-1/evt/batch mine', 'r/t/s/hub/evt/batch end']);
});

test('closes a connection that publishes to $SYS or announces a huge packet, and serves the others', async (t) => {
  const broker = await start(t);
  const good = linkTo(t, broker.url, { clientId: 'good' });
  const bad = linkTo(t, broker.url, { clientId: 'bad' });
  await good.link.start();
  await bad.link.start();
  await until(() => good.link.connected && bad.link.connected, 5_000);
  assert.is(await codeOf(bad.link.publish('$SYS/x', 'no')), 'TW_LINK_DOWN');
  const socket = connect({ host: '127.0.0.1', port: broker.port });
  t.after(() => socket.destroy());
  let closed = false;
  socket.on('close', () => (closed = true));
  socket.on('error', () => undefined);
  // PUBLISH with a remaining length of 268 435 455 bytes.
  socket.write(Buffer.from('30ffffff7f', 'hex'));
  await until(() => closed, 5_000);
  await good.link.publish('a/b', 'still here');
});

test('leaves a link no timer for a publish that the connection took with it', async (t) => {
  const broker = await start(t);
  const { clock, timers } = countingClock();
  const { link } = linkTo(t, broker.url, { clock });
  await link.start();
  await until(() => link.connected, 5_000);
  assert.is(await codeOf(link.publish('$SYS/x', 'no')), 'TW_LINK_DOWN');
  await link.stop();
  assert.is(timers.size, 0);
});

test(
  'starts again on the same port after its thread crashed, and says so once',
  async (t) => {
    const threads: Worker[] = [];
    const broker = await start(t, {
      spawn: (server) => {
        const thread = spawnWorker(server);
        threads.push(thread);
        return thread;
      },
    });
    const { link } = linkTo(t, broker.url);
    await link.start();
    await until(() => link.connected, 5_000);
    await threads[0]?.terminate();
    await until(() => !link.connected, 5_000);
    await until(() => link.connected, 10_000);
    assert.is(threads.length, 2);
    assert.equal(
      broker.logger.lines.map((line) => line.level),
      ['error', 'info'],
    );
  },
  { timeout: 20_000 },
);
