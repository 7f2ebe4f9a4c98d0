/** What comes down to a kiosk, and what others learn of it. */
import { topicOf } from '../../../broker/contract/topics.ts';
import { MAX_PAYLOAD_BYTES } from '../../../broker/link/mqtt-link.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import { until } from '../../support/until.ts';
import { expect, type BrokerServer, type Scope } from '../broker.ts';
import { addressOf, linkTo, startHub, startKiosk } from '../store.ts';

const SOON_MS = 20_000;

function texts(link: { onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void }): {
  topic: string;
  text: string;
}[] {
  const heard: { topic: string; text: string }[] = [];
  link.onMessage((topic, payload) => heard.push({ topic, text: Buffer.from(payload).toString('utf8') }));
  return heard;
}

/** The will of a kiosk whose cable was cut, also for whoever asks later. */
export async function tellsOfADeath(broker: BrokerServer, scope: Scope): Promise<string> {
  const topic = topicOf(addressOf('k1'), 'state', 'presence');
  const watcher = linkTo(scope, broker.url, { clientId: 'watcher' });
  const heard = texts(watcher);
  await watcher.subscribe([topic]);
  await watcher.start();
  await until(() => watcher.connected, SOON_MS);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  await until(() => heard.some(({ text }) => text.includes('"online":true')), SOON_MS);
  kiosk.link.sever();
  await until(() => heard.at(-1)?.text.includes('"online":false') === true, SOON_MS);
  const late = linkTo(scope, broker.url, { clientId: 'late' });
  const kept = texts(late);
  await late.subscribe([topic]);
  await late.start();
  await until(() => kept.length > 0, SOON_MS);
  expect(kept[0]?.text.includes('"online":false') === true, 'the retained presence is not the will');
  return 'will heard, and retained';
}

/** Desired settings reach a kiosk that was away when they changed. */
export async function bringsDesiredSettings(broker: BrokerServer, scope: Scope): Promise<string> {
  const hub = await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  kiosk.link.sever();
  const known = async (): Promise<boolean> => (await hub.summary('k1')) !== undefined;
  const deadline = performance.now() + SOON_MS;
  while (!(await known()) && performance.now() < deadline)
    await new Promise((resolve) => void setTimeout(resolve, 20));
  await hub.call('PUT', 'kiosks/mil-01.k1/displays/wall', { idleSeconds: 77 });
  await kiosk.link.start();
  await until(() => kiosk.desired.some(({ displays }) => displays['wall']?.idleSeconds === 77), SOON_MS);
  return 'after an absence';
}

export async function answersCommands(broker: BrokerServer, scope: Scope): Promise<string> {
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  const platform = linkTo(scope, broker.url, { clientId: 'platform' });
  const heard = texts(platform);
  await platform.subscribe([topicOf(kiosk.address, 'res', 'sync')]);
  await platform.start();
  await until(() => platform.connected, SOON_MS);
  let carriedOut = 0;
  kiosk.downlink.onCommand(async () => {
    carriedOut += 1;
    return { ok: true };
  });
  const command = { id: 'command-1', expiresAt: new Date(Date.now() + 60_000).toISOString() };
  const topic = topicOf(kiosk.address, 'cmd', 'sync');
  await platform.publish(topic, JSON.stringify(command));
  await until(() => heard.length > 0, SOON_MS);
  await platform.publish(topic, JSON.stringify(command));
  await until(() => heard.length > 1, SOON_MS);
  expect(carriedOut === 1, `carried out ${carriedOut} times`);
  const late = { id: 'command-2', expiresAt: new Date(Date.now() - 1_000).toISOString() };
  await platform.publish(topic, JSON.stringify(late));
  await until(() => heard.some(({ text }) => text.includes('TW_COMMAND_EXPIRED')), SOON_MS);
  return 'once, and not when late';
}

export async function answersRequests(broker: BrokerServer, scope: Scope): Promise<string> {
  await startHub(scope, broker.url);
  const kiosk = await startKiosk(scope, { url: broker.url, name: 'k1' });
  const answer = await kiosk.downlink.request('catalogue', { have: '' }, 10_000);
  expect(!answer.ok && answer.code === 'TW_CATALOGUE_NONE', `answered ${JSON.stringify(answer)}`);
  const config = await kiosk.downlink.request('config', { version: 0, hash: '' }, 10_000);
  expect(config.ok, `answered ${JSON.stringify(config)}`);
  return 'within their deadline';
}

export async function carriesTheLargest(broker: BrokerServer, scope: Scope): Promise<string> {
  const topic = topicOf(addressOf('k1'), 'evt', 'batch');
  const receiver = linkTo(scope, broker.url, { clientId: 'receiver' });
  const heard = texts(receiver);
  await receiver.subscribe([topic]);
  await receiver.start();
  const sender = linkTo(scope, broker.url, { clientId: 'sender' });
  await sender.start();
  await until(() => sender.connected && receiver.connected, SOON_MS);
  const largest = 'é'.repeat(MAX_PAYLOAD_BYTES / 2);
  await sender.publish(topic, largest);
  await until(() => heard.length > 0, SOON_MS);
  expect(heard[0]?.text === largest, 'it came changed');
  const refused = await sender.publish(topic, `${largest}x`).catch((error: unknown) => error);
  expect(isBrokerError(refused, 'TW_PAYLOAD_TOO_LARGE'), 'a larger one was not refused');
  return '65,536 bytes of two-byte letters';
}

/** Topics as far as the contract allows, and the smallest filter list that brokers promise to take at once. */
export async function takesEveryTopic(broker: BrokerServer, scope: Scope): Promise<string> {
  const long = 'a1_-'.repeat(16);
  const address = { root: long, tenant: long, store: long, kiosk: long };
  const filters = ['evt', 'state', 'reported', 'res', 'req', 'ack', 'cmd', 'rsp'].map(
    (name) => `${long}/${long}/+/+/${name}/+`,
  );
  const receiver = linkTo(scope, broker.url, { clientId: 'receiver' });
  const heard = texts(receiver);
  await receiver.subscribe(filters);
  await receiver.start();
  const sender = linkTo(scope, broker.url, { clientId: 's'.repeat(64) });
  await sender.start();
  await until(() => sender.connected && receiver.connected, SOON_MS);
  for (const name of ['evt', 'state', 'res', 'ack'] as const)
    await sender.publish(topicOf(address, name, 'batch'), name);
  await until(() => heard.length >= 4, SOON_MS);
  expect(heard.length === 4, `${heard.length} copies of 4 messages`);
  return 'levels of 64 letters, eight filters';
}
