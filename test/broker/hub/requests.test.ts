import { createHmac } from 'node:crypto';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { FeedFolder } from './support/feed-folder.ts';
import { LOYALTY_KEY, startHub, type HubBench } from './support/hub-bench.ts';
import type { TestContext } from '../../harness/suite.ts';

const test = suite('Hub: requests');
const UID = '04A1B27C5E6180';
const CARD = createHmac('sha256', LOYALTY_KEY).update(Buffer.from(UID, 'hex')).digest('hex');
const OTHER = 'tapwall/demo/mil-01/k2';

async function hubWithPeople(t: TestContext): Promise<HubBench> {
  const feeds = new FeedFolder(t);
  const wishlist = [{ sku: 'A', addedAt: '2026-11-18T19:42:10Z' }];
  const marta = { ref: 'c-1', displayName: 'Marta', tier: 'Gold', locale: 'it', cardUid: UID, wishlist };
  feeds.write('customers.json', JSON.stringify([marta]));
  await feeds.import({ customers: 'customers.json' });
  return startHub(t, { dataDir: feeds.dataDir });
}

async function ask(
  bench: HubBench,
  name: string,
  body: object,
): Promise<Record<string, unknown> | undefined> {
  const deadline = new Date(bench.clock.now() + 2_000).toISOString();
  await bench.say(`req/${name}`, { id: 'request-1', deadline, ...body });
  return bench.heard(`rsp/${name}`).at(-1);
}

async function recognise(bench: HubBench): Promise<string> {
  const { customer } = (await ask(bench, 'recognise', { card: CARD })) as { customer: { token: string } };
  return customer.token;
}

test('recognises a card and gives its wishlist to that kiosk', async (t) => {
  const bench = await hubWithPeople(t);
  const token = await recognise(bench);
  const { customer } = bench.heard('rsp/recognise')[0] as { customer: object };
  assert.equal(customer, {
    token,
    displayName: 'Marta',
    tier: 'Gold',
    locale: 'it',
    wishlistCount: 1,
    wishes: true,
  });
  const answer = await ask(bench, 'wishlist', { token });
  assert.equal(answer, { id: 'request-1', ok: true, items: [{ sku: 'A', addedAt: '2026-11-18T19:42:10Z' }] });
});

test('gives nothing to another kiosk, and nothing after ten minutes', async (t) => {
  const bench = await hubWithPeople(t);
  const token = await recognise(bench);
  const answers: string[] = [];
  bench.broker.observe(`${OTHER}/rsp/wishlist`, ({ payload }) => answers.push(payload));
  const deadline = new Date(bench.clock.now() + 2_000).toISOString();
  await bench.say('req/wishlist', { id: 'request-2', deadline, token }, OTHER);
  assert.ok(answers[0]?.includes('TW_CUSTOMER_TOKEN_UNKNOWN'));
  await bench.advance(10 * 60_000 + 1);
  assert.is((await ask(bench, 'wishlist', { token }))?.['code'], 'TW_CUSTOMER_TOKEN_UNKNOWN');
});

test('says that it does not know a card', async (t) => {
  const bench = await hubWithPeople(t);
  const answer = await ask(bench, 'recognise', { card: 'f'.repeat(64) });
  assert.is(answer?.['ok'], false);
  assert.is(answer?.['code'], 'TW_CARD_UNKNOWN');
});

test('answers nothing after the deadline and a refusal to what it does not understand', async (t) => {
  const bench = await hubWithPeople(t);
  await ask(bench, 'recognise', { card: CARD, deadline: '2020-01-01T00:00:00Z' });
  assert.equal(bench.heard('rsp/recognise'), []);
  assert.is((await ask(bench, 'recognise', { card: UID }))?.['code'], 'TW_MESSAGE_INVALID');
  assert.not.ok(JSON.stringify(bench.logger.lines).includes(UID));
});

test('limits how often one kiosk may ask', async (t) => {
  const bench = await hubWithPeople(t);
  for (let count = 0; count < 40; count += 1) await ask(bench, 'recognise', { card: 'f'.repeat(64) });
  assert.is(bench.heard('rsp/recognise').at(-1)?.['code'], 'TW_RATE_LIMITED');
  await bench.advance(5_000);
  assert.is((await ask(bench, 'recognise', { card: CARD }))?.['ok'], true);
});

test('gives the desired settings to a kiosk that has others', async (t) => {
  const bench = await startHub(t);
  const have = { version: 0, hash: '' };
  assert.equal(await ask(bench, 'config', have), { id: 'request-1', ok: true }, 'nothing is desired');
  await bench.say('state/presence', { online: true, boot: 'b' });
  const url = '/api/console/kiosks/mil-01.k1/displays/wall';
  const headers = { host: 'localhost' };
  await bench.app.inject({ method: 'PUT', url, headers, payload: { idleSeconds: 60 } });
  const { desired } = (await ask(bench, 'config', have)) as { desired: { version: number; hash: string } };
  assert.equal(
    [desired.version, (desired as { displays?: object }).displays],
    [1, { wall: { idleSeconds: 60 } }],
  );
  const { version, hash } = desired;
  assert.equal(await ask(bench, 'config', { version, hash }), { id: 'request-1', ok: true });
  assert.ok((await ask(bench, 'config', { version, hash: 'other' }))?.['desired']);
});

test('names the current catalogue of the store a kiosk stands in', async (t) => {
  const bench = await hubWithPeople(t);
  const answer = await ask(bench, 'catalogue', { have: '' });
  assert.is(answer?.['path'], '/api/replica/MIL-01');
  const empty = await startHub(t);
  assert.is((await ask(empty, 'catalogue', { have: '' }))?.['code'], 'TW_CATALOGUE_NONE');
});

test('tells its kiosks when another process has imported a catalogue', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const bench = await startHub(t, { dataDir: feeds.dataDir });
  await bench.say('state/presence', { online: true, boot: 'b', storeCode: 'MIL-01' });
  const before = bench.heard('desired/catalogue').length;
  await bench.advance(2_000);
  assert.is(bench.heard('desired/catalogue').length, before);
  feeds.write('stores.json', JSON.stringify([{ store_code: 'MIL-01', name: 'Milano Centrale' }]));
  await feeds.import();
  await bench.advance(1_000);
  assert.is(bench.heard('desired/catalogue').length, before + 1);
  const answer = await bench.app.inject({ url: '/api/replica/MIL-01', headers: { host: 'localhost' } });
  assert.is(answer.statusCode, 200);
});
