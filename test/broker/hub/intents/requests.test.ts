import * as assert from 'uvu/assert';
import type { Services } from '../../../../broker/contract/services.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { FeedFolder } from '../support/feed-folder.ts';
import { startHub, type BenchOptions, type HubBench } from '../support/hub-bench.ts';
import { newKey } from './bench.ts';
import { ScriptedOrders } from './scripted-orders.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const test = suite('Hub: intents of kiosks');

async function hub(t: TestContext, options: BenchOptions = {}): Promise<HubBench> {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const bench = await startHub(t, { dataDir: feeds.dataDir, ...options });
  await bench.say('state/presence', { online: true, boot: 'b', storeCode: 'MIL-01' });
  return bench;
}

async function ask(bench: HubBench, body: object): Promise<Record<string, unknown> | undefined> {
  const deadline = new Date(bench.clock.now() + 2_000).toISOString();
  await bench.say('req/intent', { id: 'question-1', deadline, action: 'create', ...body });
  return bench.heard('rsp/intent').at(-1);
}

const reserve = (key: string) => ({ key, kind: 'reserve', lines: [{ sku: 'A', quantity: 1 }] });

test('answers a kiosk with what became of its wish, and tells it of every move', async (t) => {
  const bench = await hub(t);
  const key = newKey();
  const answer = await ask(bench, reserve(key));
  const intent = answer?.['intent'] as Record<string, unknown>;
  assert.equal([answer?.['ok'], intent['key'], intent['state']], [true, key, 'held']);
  await ask(bench, { key, action: 'cancel' });
  const told = bench.heard('cmd/intent').map((message) => (message['intent'] as { state: string }).state);
  assert.equal(told, ['held', 'cancelled']);
  assert.ok(bench.sent.every(({ topic }) => !topic.includes(key)));
  assert.ok(bench.sent.filter(({ topic }) => topic.includes('intent')).every(({ retain }) => !retain));
});

test('says why not', async (t) => {
  const bench = await hub(t);
  const code = async (body: object): Promise<unknown> => (await ask(bench, body))?.['code'];
  assert.is(await code({ key: newKey(), action: 'look' }), 'TW_INTENT_UNKNOWN');
  assert.is(await code({ key: newKey() }), 'TW_MESSAGE_INVALID');
  assert.is(await code({ ...reserve(newKey()), kind: 'ship' }), 'TW_INTENT_UNSUPPORTED');
  assert.is(await code({ ...reserve('short') }), 'TW_MESSAGE_INVALID');
});

test('names what a shopper may ask for with the catalogue', async (t) => {
  const clock = new VirtualClock();
  const orders = new ScriptedOrders(clock);
  const open: { shop?: ScriptedOrders } = {};
  const bench = await hub(t, { orderSource: () => open.shop });
  const kinds = async (): Promise<unknown> => {
    const deadline = new Date(bench.clock.now() + 2_000).toISOString();
    await bench.say('req/catalogue', { id: 'question-1', deadline, have: '' });
    return (bench.heard('rsp/catalogue').at(-1)?.['services'] as Services | undefined)?.intents;
  };
  assert.equal(await kinds(), ['room', 'reserve', 'handover']);
  open.shop = orders;
  assert.equal(await kinds(), ['room', 'reserve', 'handover', 'pickup', 'ship']);
  const answer = await ask(bench, { ...reserve(newKey()), kind: 'pickup' });
  assert.is(answer?.['code'], 'TW_CUSTOMER_TOKEN_UNKNOWN', 'nobody was recognised');
});

test('keeps what it promised when it starts again', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const key = newKey();
  const first = await startHub(t, { dataDir: feeds.dataDir });
  await ask(first, reserve(key));
  const before = first.heard('rsp/intent').at(-1)?.['intent'];
  await first.hub.stop();
  const second = await startHub(t, { dataDir: feeds.dataDir, name: 'again' });
  assert.equal((await ask(second, reserve(key)))?.['intent'], before);
});
