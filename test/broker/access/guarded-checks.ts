/** What every broker with our files must do, whatever it is. Answers a line per check for a table. */
import type { MqttClient } from 'mqtt';
import * as assert from 'uvu/assert';
import { hubFilters, kioskFilters, topicOf } from '../../../broker/contract/topics.ts';
import type { ClientIdentity, GuardedBroker } from '../../support/broker-access.ts';
import { until } from '../../support/until.ts';

export const PATIENCE_MS = 5_000;
const SILENCE_MS = 3_000;

/**
 * A client that is let in must be in the end: RabbitMQ closes a new session of a name while it still buries the former one, and listens before it
 * knows its users.
 */
async function openAtLast({ open }: GuardedBroker, identity: ClientIdentity): Promise<MqttClient> {
  const deadline = performance.now() + PATIENCE_MS * 2;
  for (;;) {
    try {
      return await open(identity);
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

/** Topics a client was sent, in order. */
export function hearing(client: MqttClient): string[] {
  const heard: string[] = [];
  client.on('message', (topic) => heard.push(topic));
  return heard;
}

/** The hub and a kiosk speak to each other as the contract has it. */
export async function assertTheyTalk(guarded: GuardedBroker): Promise<void> {
  const { hub, one } = guarded;
  const platform = await openAtLast(guarded, hub);
  const atHub = hearing(platform);
  await platform.subscribeAsync(hubFilters('tapwall', 'demo'), { qos: 1 });
  const kiosk = await openAtLast(guarded, one);
  const atKiosk = hearing(kiosk);
  await kiosk.subscribeAsync(kioskFilters(one.address), { qos: 1 });
  await kiosk.publishAsync(topicOf(one.address, 'evt', 'batch'), '[]', { qos: 1 });
  await kiosk.publishAsync(topicOf(one.address, 'state', 'presence'), '{}', { qos: 1, retain: true });
  await kiosk.publishAsync(topicOf(one.address, 'req', 'catalogue'), '{}', { qos: 1 });
  await until(() => atHub.length >= 3, PATIENCE_MS);
  await platform.publishAsync(topicOf(one.address, 'ack', 'events'), '{}', { qos: 1 });
  await platform.publishAsync(topicOf(one.address, 'cmd', 'reload'), '{}', { qos: 1 });
  await platform.publishAsync(topicOf(one.address, 'desired', 'config'), '{}', { qos: 1, retain: true });
  await until(() => atKiosk.length >= 3, PATIENCE_MS);
  assert.is(classesOf(atHub), 'evt req state');
  assert.is(classesOf(atKiosk), 'ack cmd desired');
}

function classesOf(topics: readonly string[]): string {
  const classes = new Set(topics.map((topic) => topic.split('/')[4] ?? ''));
  return ['ack', 'cmd', 'desired', 'evt', 'req', 'state'].filter((each) => classes.has(each)).join(' ');
}

export async function isRefused(connecting: Promise<MqttClient>): Promise<boolean> {
  return connecting.then(
    (client) => {
      client.end(true);
      return false;
    },
    () => true,
  );
}

/** A kiosk that listens to everything it can think of hears nothing of others. */
export async function assertHearsNothingOfOthers(guarded: GuardedBroker): Promise<void> {
  const { hub, one, two } = guarded;
  const platform = await openAtLast(guarded, hub);
  const victim = await openAtLast(guarded, two);
  const atVictim = hearing(victim);
  await victim.subscribeAsync(topicOf(two.address, 'cmd', '+'), { qos: 1 });
  const filters = [
    '#',
    'tapwall/#',
    'tapwall/demo/mil-01/+/cmd/+',
    topicOf(two.address, 'cmd', 'reload'),
    topicOf(two.address, 'evt', 'batch'),
    '$MQTT/sub/#',
    '$MQTT/#',
    '+/+/+/+/+/+',
  ];
  const heard: string[] = [];
  for (const filter of filters) {
    const spy = await openAtLast(guarded, one);
    spy.on('message', (topic) => heard.push(topic));
    // Refused, closed or granted: what counts is what comes.
    await spy.subscribeAsync(filter, { qos: 1 }).catch(() => undefined);
    const before = atVictim.length;
    await victim.publishAsync(topicOf(two.address, 'evt', 'batch'), '[]', { qos: 1 });
    await platform.publishAsync(topicOf(two.address, 'cmd', 'reload'), '{}', { qos: 1 });
    await until(() => atVictim.length > before, PATIENCE_MS);
    await closed(spy);
  }
  assert.equal(heard, []);
}

/** Nothing that a kiosk publishes for another, or in the hub's direction, arrives. */
export async function assertPublishesNothingForOthers(guarded: GuardedBroker): Promise<void> {
  const { hub, one, two } = guarded;
  const platform = await openAtLast(guarded, hub);
  const atHub = hearing(platform);
  await platform.subscribeAsync(hubFilters('tapwall', 'demo'), { qos: 1 });
  const victim = await openAtLast(guarded, two);
  const atVictim = hearing(victim);
  await victim.subscribeAsync(kioskFilters(two.address), { qos: 1 });
  const forged = [
    topicOf(two.address, 'evt', 'batch'),
    topicOf(two.address, 'cmd', 'reload'),
    topicOf(two.address, 'state', 'presence'),
    topicOf(one.address, 'cmd', 'reload'),
    topicOf(one.address, 'desired', 'config'),
    topicOf(one.address, 'ack', 'events'),
  ];
  for (const topic of forged) {
    const forger = await openAtLast(guarded, one);
    await forger.subscribeAsync(kioskFilters(one.address), { qos: 1 });
    const atForger = hearing(forger);
    const acknowledged = forger.publishAsync(topic, 'forged', { qos: 1 });
    const refused = new Promise<void>((resolve) => void forger.once('close', () => resolve()));
    // A broker may also say nothing at all: what counts is what arrives.
    let limit: NodeJS.Timeout | undefined;
    const silence = new Promise<void>((resolve) => (limit = setTimeout(resolve, SILENCE_MS)));
    await Promise.race([acknowledged.catch(() => undefined), refused, silence]);
    clearTimeout(limit);
    await closed(forger);
    assert.equal(atForger, [], topic);
  }
  // What is sent properly afterwards shows that nothing else is still under way.
  const honest = await openAtLast(guarded, one);
  await honest.publishAsync(topicOf(one.address, 'evt', 'batch'), 'honest', { qos: 1 });
  await platform.publishAsync(topicOf(two.address, 'ack', 'events'), '{}', { qos: 1 });
  await until(() => atHub.length > 0 && atVictim.length > 0, PATIENCE_MS);
  assert.equal(atHub, [topicOf(one.address, 'evt', 'batch')]);
  assert.equal(atVictim, [topicOf(two.address, 'ack', 'events')]);
}

function closed(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.end(true, () => resolve()));
}
