import * as assert from 'uvu/assert';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { Uplink } from '../../../broker/uplink/uplink.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { mosquitto, mosquittoSub } from '../link/mosquitto.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { numbered, numberOf, outboxKit } from '../outbox/kit.ts';
import { ADDRESS, SUBTREE } from './kit.ts';
import { ReferenceReceiver } from './reference-receiver.ts';

const test = suite('Uplink with real brokers');

function makeLink(t: TestContext, url: string, clientId: string): MqttJsLink {
  const random = new SeededRandom(clientId.length);
  const link = new MqttJsLink({ url, clientId, clock: systemClock, random, logger: new QuietLogger() });
  t.after(() => link.stop());
  return link;
}

/** A kiosk and a platform, each on its own connection. */
async function connect(t: TestContext, url: string) {
  const outbox = outboxKit(t).open();
  const platform = makeLink(t, url, 'platform');
  const receiver = new ReferenceReceiver((payload) => {
    // Lost with the broker; the kiosk asks again.
    platform.publish(`${SUBTREE}ack/events`, payload).catch(() => undefined);
  });
  platform.onMessage((_topic, payload) => receiver.receive(Buffer.from(payload).toString('utf8')));
  await platform.subscribe(['tapwall/luma/+/+/evt/+']);
  await platform.start();
  const link = makeLink(t, url, 'kiosk-1');
  const logger = new QuietLogger();
  const random = new SeededRandom(9);
  const timing = { ackTimeoutMs: 500 };
  const uplink = new Uplink({
    link,
    outbox,
    address: ADDRESS,
    clock: systemClock,
    random,
    logger,
    ...timing,
  });
  t.after(() => uplink.stop());
  await uplink.start();
  await link.start();
  await until(() => link.connected && platform.connected, 10_000);
  return { outbox, receiver, uplink, link, platform };
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

test(
  'loses nothing while Mosquitto is killed under load and comes back, in order of sequence',
  async (t) => {
    const broker = await mosquitto(t);
    const { outbox, receiver, platform } = await connect(t, broker.url);
    for (const n of upTo(200)) outbox.append(numbered(n));
    await until(() => receiver.events.size > 0, 5_000);
    await broker.kill();
    for (const n of upTo(300)) outbox.append(numbered(200 + n));
    await until(() => !platform.connected, 5_000);
    await broker.start();
    await until(() => outbox.depth() === 0, 30_000);
    const events = [...receiver.events.values()];
    assert.equal(events.map(numberOf), upTo(500));
    assert.is(receiver.watermark(outbox.epoch), 500);
  },
  { timeout: 60_000 },
);

test('shows a stock client CloudEvents in batches', async (t) => {
  const broker = await mosquitto(t);
  const lines = await mosquittoSub(t, broker.port, 'tapwall/#');
  const { outbox } = await connect(t, broker.url);
  const event = outbox.append(numbered(1));
  await until(() => lines.length >= 2, 10_000);
  assert.equal(JSON.parse(lines[0] ?? ''), [event]);
  assert.equal(JSON.parse(lines[1] ?? ''), { epoch: outbox.epoch, sequence: 1 });
});

test('brings an event to the platform within milliseconds on the embedded broker', async (t) => {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
  t.after(() => broker.stop());
  const { outbox, receiver, uplink } = await connect(t, broker.url);
  const times: number[] = [];
  for (const n of upTo(50)) {
    const began = performance.now();
    outbox.append(numbered(n));
    while (receiver.events.size < n) await new Promise((resolve) => void setImmediate(resolve));
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  assert.ok((times[25] ?? Infinity) < 100, `p50 ${times[25]} ms`);
  await until(() => outbox.depth() === 0, 5_000);
  assert.is(uplink.status().inFlight, 0);
  if (process.env['TAPWALL_FIGURES']) console.error({ p50: times[25], p98: times[48] });
});
