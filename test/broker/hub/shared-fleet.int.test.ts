import * as assert from 'uvu/assert';
import type { ConsoleOverview, KioskSummary } from '../../../broker/contract/http.ts';
import { ownerOf } from '../../../broker/hub/partition/rendezvous.ts';
import { readHubId } from '../../../broker/hub/partition/hub-id.ts';
import { MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { startPostgres } from '../../support/postgres.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { event } from './support/events.ts';
import { FeedFolder } from './support/feed-folder.ts';
import { startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hubs that share a fleet');
const TIMEOUT = { timeout: 90_000 };
const BEAT_MS = 4_000;
const HEADERS = { host: '127.0.0.1' };
const STORES = Array.from({ length: 12 }, (_, index) => `store-${index}`);

interface Pair {
  one: HubBench;
  other: HubBench;
  broker: MemoryBroker;
  /** A store that the hub answers for. */
  storeOf(hub: HubBench): string;
}

async function pair(t: TestContext): Promise<Pair> {
  const feeds = [new FeedFolder(t), new FeedFolder(t)];
  for (const each of feeds) await each.import();
  const server = await startPostgres(t, { hasty: true });
  const broker = new MemoryBroker();
  const common = { broker, fleetDatabase: server.url };
  const one = await startHub(t, { ...common, name: 'hub-1', dataDir: feeds[0]?.dataDir ?? '' });
  const other = await startHub(t, { ...common, name: 'hub-two', dataDir: feeds[1]?.dataDir ?? '' });
  await one.advance(BEAT_MS);
  const ids = new Map([one, other].map((hub) => [hub, readHubId(hub.dataDir, new SeededRandom(0))]));
  const storeOf = (hub: HubBench): string =>
    STORES.find((store) => ownerOf(store, [...ids.values()]) === ids.get(hub)) ?? '';
  return { one, other, broker, storeOf };
}

async function say(
  { one, other, broker }: Pair,
  store: string,
  { name, payload }: { name: string; payload: object },
): Promise<void> {
  broker.publish(`tapwall/demo/${store}/k1/${name}`, JSON.stringify(payload));
  await one.settle();
  await other.settle();
}

function heard({ broker }: Pair, filter: string): unknown[] {
  const messages: unknown[] = [];
  broker.observe(filter, ({ payload }) => messages.push(JSON.parse(payload)));
  return messages;
}

const birth = { name: 'state/presence', payload: { online: true, boot: 'b', storeCode: 'MIL-01' } };

test(
  'show the whole fleet on every console, and each kiosk hears of one hub only',
  async (t) => {
    const hubs = await pair(t);
    const syncs = heard(hubs, 'tapwall/demo/+/k1/cmd/sync');
    for (const store of STORES) await say(hubs, store, birth);
    assert.is(syncs.length, STORES.length);
    for (const hub of [hubs.one, hubs.other]) {
      const { kiosks } = await hub.get<ConsoleOverview>('/api/console/overview');
      assert.equal(
        kiosks.map(({ store, online }) => `${store} ${online}`).sort(),
        STORES.map((store) => `${store} true`).sort(),
      );
    }
    const acks = heard(hubs, 'tapwall/demo/+/k1/ack/events');
    for (const store of STORES)
      await say(hubs, store, { name: 'evt/batch', payload: [event(1, { source: `/demo/${store}/k1` })] });
    assert.is(acks.length, STORES.length, 'one acknowledgement each');
  },
  TIMEOUT,
);

test(
  'take settings and commands for any kiosk, whichever console is used',
  async (t) => {
    const hubs = await pair(t);
    const { one, other, broker } = hubs;
    const store = hubs.storeOf(other);
    await say(hubs, store, birth);
    const put = (hub: HubBench, payload: object) =>
      hub.app.inject({
        method: 'PUT',
        url: `/api/console/kiosks/${store}.k1/displays/wall`,
        headers: HEADERS,
        payload,
      });
    assert.is((await put(one, { idleSeconds: 60 })).statusCode, 200);
    await other.advance(BEAT_MS);
    const { settings } = await other.get<KioskSummary>(`/api/console/kiosks/${store}.k1`);
    assert.equal(settings[0]?.desired, { idleSeconds: 60 });
    await put(other, { language: 'it' });
    const desired = JSON.parse(broker.retained(`tapwall/demo/${store}/k1/desired/config`) ?? '') as object;
    assert.equal((desired as { version: number }).version, 2);
    assert.equal((desired as { displays: object }).displays, { wall: { idleSeconds: 60, language: 'it' } });
    broker.observe(`tapwall/demo/${store}/k1/cmd/identify`, ({ payload }) => {
      const { id } = JSON.parse(payload) as { id: string };
      broker.publish(`tapwall/demo/${store}/k1/res/identify`, JSON.stringify({ id, ok: true }));
    });
    const answer = await one.app.inject({
      method: 'POST',
      url: `/api/console/kiosks/${store}.k1/commands`,
      headers: HEADERS,
      payload: { name: 'identify' },
    });
    assert.equal(answer.json(), { ok: true });
  },
  TIMEOUT,
);

test(
  'answer a question once, and see the tags that others learned',
  async (t) => {
    const hubs = await pair(t);
    const { one, other } = hubs;
    const store = hubs.storeOf(other);
    await say(hubs, store, birth);
    const version = async (hub: HubBench): Promise<string> =>
      (await hub.get<ConsoleOverview>('/api/console/overview')).catalogue?.version ?? '';
    const before = await version(one);
    const deadline = new Date(one.clock.now() + 60_000).toISOString();
    const order = { id: 'request-1', deadline, uid: '04D0D0D0D0D0D0', sku: 'A' };
    const answers = heard(hubs, `tapwall/demo/${store}/k1/rsp/bind`);
    await say(hubs, store, { name: 'req/bind', payload: order });
    assert.equal(answers, [{ id: 'request-1', ok: true }], 'one answer');
    await one.advance(1_000);
    assert.is.not(await version(one), before);
    assert.is(await version(one), await version(other));
  },
  TIMEOUT,
);

test(
  'take over at once from one that stops, and know what it knew',
  async (t) => {
    const hubs = await pair(t);
    const { one, other } = hubs;
    const store = hubs.storeOf(one);
    await say(hubs, store, birth);
    const acks = heard(hubs, `tapwall/demo/${store}/k1/ack/events`);
    const send = (...numbers: number[]): Promise<void> =>
      say(hubs, store, {
        name: 'evt/batch',
        payload: numbers.map((number) => event(number, { source: `/demo/${store}/k1` })),
      });
    await send(1, 2);
    await one.hub.stop();
    await send(3);
    assert.is(acks.length, 1, 'nobody has taken over yet, and what nobody commits nobody acknowledges');
    await other.advance(BEAT_MS);
    await send(2, 3);
    assert.equal(acks.at(-1), { epoch: 'epoch-one', sequence: 3 });
    const { events } = await other.get<KioskSummary>(`/api/console/kiosks/${store}.k1`);
    assert.equal([events.received, events.duplicates, events.gaps], [3, 1, 0]);
  },
  TIMEOUT,
);
