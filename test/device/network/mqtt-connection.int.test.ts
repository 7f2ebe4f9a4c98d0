import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import * as assert from 'uvu/assert';
import { MessageDevice } from '../../../device/network/message-device.ts';
import type { Message } from '../../../device/network/message-driver.ts';
import { MqttConnection } from '../../../device/network/mqtt-connection.ts';
import { SimulatedZigbee } from '../../../device/network/simulated-zigbee2mqtt.ts';
import { zigbee2mqtt } from '../../../device/network/zigbee2mqtt.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { mosquitto, type Mosquitto } from '../../broker/link/mosquitto.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { Recorder, recordingLogger } from '../recorder.ts';

const test = suite('Devices at a real Mosquitto');
const SOON = 5_000;
const LONG = { timeout: 30_000 };

function connection(url: string, more: { username?: string; password?: string } = {}): MqttConnection {
  return new MqttConnection({
    url,
    clientId: 'tapwall-test',
    clock: systemClock,
    logger: recordingLogger(),
    ...more,
  });
}

/** Listens to topics and remembers what came. */
async function listen(t: TestContext, mqtt: MqttConnection, topics: string[]) {
  const got: string[] = [];
  const states: string[] = [];
  const source = mqtt.source(topics);
  t.after(() => source.close());
  await source.open({
    opened: () => void states.push('opened'),
    alive: () => undefined,
    down: (code) => void states.push(code),
    message: ({ topic, payload, retained }: Message) =>
      void got.push(`${topic} ${Buffer.from(payload).toString()}${retained ? ' (kept)' : ''}`),
  });
  return { got, states, source };
}

/** @param flags `-r`: the broker keeps it. */
function publish(broker: Mosquitto, [topic, message]: [string, string], flags: string[] = []): void {
  const args = ['-p', String(broker.port), '-q', '1', '-t', topic, '-m', message, ...flags];
  assert.is(spawnSync('mosquitto_pub', args).status, 0);
}

test(
  'share one connection, each hearing its own topics, what was kept first',
  async (t) => {
    const broker = await mosquitto(t);
    publish(broker, ['a/availability', 'online'], ['-r']);
    const mqtt = connection(broker.url);
    const one = await listen(t, mqtt, ['a/availability', 'a']);
    await until(() => one.got.length > 0, SOON);
    assert.equal(one.got, ['a/availability online (kept)']);
    const two = await listen(t, mqtt, ['b']);
    await until(() => two.states.includes('opened'), SOON);
    // The acknowledged subscription is behind this message on the same connection.
    await until(() => {
      publish(broker, ['b', '2']);
      return two.got.length > 0;
    }, SOON);
    publish(broker, ['a', '1']);
    await until(() => one.got.length > 1, SOON);
    assert.equal(one.got.slice(1), ['a 1']);
    assert.ok(two.got.every((line) => line === 'b 2'));
  },
  LONG,
);

test(
  'come back after the broker was killed',
  async (t) => {
    const broker = await mosquitto(t);
    const { got, states } = await listen(t, connection(broker.url), ['a']);
    await until(() => states.includes('opened'), SOON);
    await broker.kill();
    await until(() => states.at(-1) === 'TW_NETWORK_LOST', SOON);
    await until(() => states.at(-1) === 'TW_NETWORK_UNREACHABLE', SOON);
    await broker.start();
    await until(() => states.at(-1) === 'opened', 15_000);
    await until(() => {
      publish(broker, ['a', 'again']);
      return got.length > 0;
    }, SOON);
  },
  LONG,
);

test(
  'say that a broker refuses the login, and that an address does not answer',
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tapwall-devices-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const passwords = join(folder, 'passwords');
    assert.is(spawnSync('mosquitto_passwd', ['-b', '-c', passwords, 'reader', 'right']).status, 0);
    // The broker gives up the rights of root before it reads them.
    chmodSync(folder, 0o755);
    chmodSync(passwords, 0o644);
    const broker = await mosquitto(t, [`password_file ${passwords}`, 'allow_anonymous false']);
    const refused = await listen(t, connection(broker.url, { username: 'reader', password: 'wrong' }), ['a']);
    await until(() => refused.states.includes('TW_NETWORK_REFUSED'), SOON);
    const admitted = await listen(t, connection(broker.url, { username: 'reader', password: 'right' }), [
      'a',
    ]);
    await until(() => admitted.states.includes('opened'), SOON);
    const nobody = await listen(t, connection(`mqtt://127.0.0.1:${await unusedPort()}`), ['a']);
    await until(() => nobody.states.includes('TW_NETWORK_UNREACHABLE'), SOON);
  },
  LONG,
);

test(
  'disconnect when the last device stops listening, and connect again for the next',
  async (t) => {
    const broker = await mosquitto(t);
    const mqtt = connection(broker.url);
    const { source, states } = await listen(t, mqtt, ['a']);
    await until(() => states.includes('opened'), SOON);
    await source.close();
    const again = await listen(t, mqtt, ['a']);
    await until(() => again.states.includes('opened'), SOON);
    await until(() => {
      publish(broker, ['a', '1']);
      return again.got.length > 0;
    }, SOON);
  },
  LONG,
);

test(
  'are told by a simulated Zigbee sensor that somebody came and that the bridge went away',
  async (t) => {
    const broker = await mosquitto(t);
    const client = await connectAsync(broker.url);
    t.after(() => client.endAsync());
    const sensor = new SimulatedZigbee({
      name: 'radar-1',
      publish: ({ topic, payload, retain }) => void client.publish(topic, payload, { qos: 1, retain }),
    });
    sensor.bridge(true);
    sensor.available(true);
    const options = { base: 'zigbee2mqtt', vacantAfterSeconds: 0, silenceHours: 25 };
    const recorder = new Recorder();
    const device = new MessageDevice({
      id: 'radar-1',
      driver: zigbee2mqtt,
      options,
      way: 'topic',
      topic: sensor.topic,
      source: connection(broker.url).source(zigbee2mqtt.filters(sensor.topic, options)),
      clock: systemClock,
      logger: recordingLogger(),
    });
    device.subscribe(recorder);
    t.after(() => device.stop());
    await device.start();
    await until(() => recorder.story.includes('connected'), SOON);
    sensor.occupied(true);
    await until(() => recorder.presences.length > 0, SOON);
    assert.is(recorder.presences[0]?.present, true);
    sensor.bridge(false);
    await until(() => recorder.story.at(-1) === 'searching TW_NETWORK_BRIDGE_OFFLINE', SOON);
  },
  LONG,
);

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
