import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import * as assert from 'uvu/assert';
import { topicOf } from '../../../broker/contract/topics.ts';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { newFleet, type TestFleet, type TestKiosk } from '../../support/fleet-authority.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';

const test = suite('Embedded broker with paired kiosks');
const HUB = { clientId: 'hub', username: 'hub', password: 'hub-secret' };

async function start(t: TestContext, fleet: TestFleet, kiosks: readonly TestKiosk[]) {
  const logger = new QuietLogger();
  const used: string[] = [];
  const broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    logger,
    used: (serial) => used.push(serial),
    access: {
      accounts: [{ username: 'hub', password: 'hub-secret', role: 'hub' }],
      identities: kiosks.map(({ identity }) => identity),
      tls: fleet.server,
    },
  });
  t.after(() => broker.stop());
  const open = async (options: IClientOptions): Promise<MqttClient> => {
    const client = await connectAsync(broker.url, {
      ca: fleet.authority.ca,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ...options,
    });
    client.on('error', () => undefined);
    t.after(() => client.end(true));
    return client;
  };
  return { broker, logger, used, open };
}

function causes(logger: QuietLogger): unknown[] {
  return logger.at('warn').map(({ fields }) => fields['cause']);
}

function refused(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'connected',
    (error: { code?: unknown }) => `refused ${String(error.code)}`,
  );
}

function will(topic: string): IClientOptions['will'] {
  return { topic, payload: Buffer.from('gone'), qos: 1, retain: true };
}

test('lets a kiosk in by its certificate alone, under its client id alone', async (t) => {
  const fleet = await newFleet();
  const kiosk = await fleet.newKiosk('kiosk-1');
  const { open, used, logger } = await start(t, fleet, [kiosk]);
  const { clientId, cert, key } = kiosk;
  const client = await open({ clientId, cert, key });
  await client.publishAsync(topicOf(kiosk.address, 'evt', 'batch'), 'x', { qos: 1 });
  assert.equal(used, [kiosk.identity.serial]);
  assert.is(await refused(open({ clientId: 'other', cert, key })), 'refused 2');
  assert.is(await refused(open({ clientId })), 'refused 4');
  await until(() => logger.at('warn').length === 2, 5_000);
  assert.equal(causes(logger), ['client id', 'password']);
});

test('refuses who is not in the registry, and certificates of another authority', async (t) => {
  const fleet = await newFleet();
  const kiosk = await fleet.newKiosk('kiosk-1');
  const { open } = await start(t, fleet, []);
  const { clientId, cert, key } = kiosk;
  assert.is(await refused(open({ clientId, cert, key })), 'refused 4');
  const stranger = await (await newFleet()).newKiosk('kiosk-1');
  assert.is(await refused(open({ clientId, cert: stranger.cert, key: stranger.key })), 'refused 4');
});

test('closes the connection of a kiosk that is revoked, says goodbye for it, and stays closed to it', async (t) => {
  const fleet = await newFleet();
  const [one, two] = [await fleet.newKiosk('kiosk-1'), await fleet.newKiosk('kiosk-2')];
  const { broker, open } = await start(t, fleet, [one, two]);
  const hub = await open(HUB);
  const heard: string[] = [];
  hub.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
  await hub.subscribeAsync('tapwall/demo/+/+/state/+', { qos: 1 });
  const presence = topicOf(one.address, 'state', 'presence');
  const first = await open({ clientId: one.clientId, cert: one.cert, key: one.key, will: will(presence) });
  const second = await open({ clientId: two.clientId, cert: two.cert, key: two.key });
  let closed = false;
  first.on('close', () => (closed = true));
  broker.setIdentities([two.identity]);
  await until(() => closed && heard.length > 0, 5_000);
  assert.equal(heard, [`${presence} gone`]);
  assert.ok(second.connected);
  const { clientId, cert, key } = one;
  assert.is(await refused(open({ clientId, cert, key })), 'refused 4');
});

test('refuses a will for a topic of another, before it is ever sent', async (t) => {
  const fleet = await newFleet();
  const [one, two] = [await fleet.newKiosk('kiosk-1'), await fleet.newKiosk('kiosk-2')];
  const { open } = await start(t, fleet, [one, two]);
  const { clientId, cert, key } = one;
  for (const topic of [topicOf(two.address, 'state', 'presence'), topicOf(one.address, 'cmd', 'reload')])
    assert.is(await refused(open({ clientId, cert, key, will: will(topic) })), 'refused 4', topic);
});

test('answers 0x80 to filters that reach further, and hands over nothing of another', async (t) => {
  const fleet = await newFleet();
  const [one, two] = [await fleet.newKiosk('kiosk-1'), await fleet.newKiosk('kiosk-2')];
  const { open } = await start(t, fleet, [one, two]);
  const hub = await open(HUB);
  const client = await open({ clientId: one.clientId, cert: one.cert, key: one.key });
  const heard: string[] = [];
  client.on('message', (topic) => heard.push(topic));
  for (const filter of ['#', 'tapwall/demo/mil-01/+/cmd/+', topicOf(two.address, 'cmd', 'reload')]) {
    const answer = await client
      .subscribeAsync(filter, { qos: 1 })
      .catch((error: { packet: unknown }) => error.packet);
    assert.equal((answer as { granted: number[] }).granted, [128], filter);
  }
  await client.subscribeAsync(topicOf(one.address, 'cmd', '+'), { qos: 1 });
  await hub.publishAsync(topicOf(two.address, 'cmd', 'reload'), 'x', { qos: 1 });
  await hub.publishAsync(topicOf(one.address, 'cmd', 'reload'), 'x', { qos: 1 });
  await until(() => heard.length > 0, 5_000);
  assert.equal(heard, [topicOf(one.address, 'cmd', 'reload')]);
});

test('does not open itself to the network without TLS', async (t) => {
  const fleet = await newFleet();
  const { broker } = await start(t, fleet, []);
  const access = { accounts: [{ username: 'hub', password: 'x', role: 'hub' }], identities: [] } as const;
  await startEmbeddedBroker({ host: '0.0.0.0', port: 0, logger: new QuietLogger(), access }).then(
    () => assert.unreachable(),
    (error: { code?: string }) => assert.is(error.code, 'TW_BROKER_OPEN'),
  );
  assert.match(broker.url, /^mqtts:\/\/127\.0\.0\.1:\d+$/);
});
