import { createHmac } from 'node:crypto';
import * as assert from 'uvu/assert';
import type { ConsoleOverview, FoundVariant, LearnedTag } from '../../../broker/contract/http.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { FeedFolder, products, row } from './support/feed-folder.ts';
import { LOYALTY_KEY, startHub, type HubBench } from './support/hub-bench.ts';
import { fetchReplica, ofKind } from './support/read-replica.ts';

const test = suite('Hub: learned tags');
const UID = '04D0D0D0D0D0D0';
const CARD_UID = '04A1B27C5E6180';
const HOST = { host: '127.0.0.1' };

const pseudonym = (uid: string): string =>
  createHmac('sha256', LOYALTY_KEY).update(Buffer.from(uid, 'hex')).digest('hex');

async function hub(t: TestContext): Promise<{ bench: HubBench; feeds: FeedFolder }> {
  const feeds = new FeedFolder(t);
  const marta = {
    ref: 'c-1',
    displayName: 'Marta',
    tier: 'Gold',
    locale: 'it',
    cardUid: CARD_UID,
    wishlist: [],
  };
  feeds.write('customers.json', JSON.stringify([marta]));
  feeds.write(
    'products.tsv',
    products(
      row('A'),
      row('B', { gtin: '9506000134352', title: 'Brisa Striped Tee', 'item group id': 'BRISA' }),
    ),
  );
  await feeds.import({ customers: 'customers.json' });
  return { bench: await startHub(t, { dataDir: feeds.dataDir }), feeds };
}

async function ask(bench: HubBench, name: string, body: object): Promise<Record<string, unknown>> {
  const deadline = new Date(bench.clock.now() + 2_000).toISOString();
  await bench.say(`req/${name}`, { id: 'request-1', deadline, ...body });
  return bench.heard(`rsp/${name}`).at(-1) ?? {};
}

const bind = (bench: HubBench, uid: string, sku: string): Promise<Record<string, unknown>> =>
  ask(bench, 'bind', { uid, sku });
const list = (bench: HubBench): Promise<{ total: number; tags: LearnedTag[] }> =>
  bench.get('/api/console/tags');

async function bindings(bench: HubBench): Promise<string[]> {
  return ofKind(await fetchReplica(bench), 'binding').map(({ uid, sku }) => `${uid} ${sku}`);
}

test('learns a tag, hands it out with the catalogue under a new version, and tells every kiosk', async (t) => {
  const { bench } = await hub(t);
  const before = (await ask(bench, 'catalogue', { have: '' }))['version'];
  const told = bench.heard('desired/catalogue').length;
  assert.equal(await bind(bench, UID, 'A'), { id: 'request-1', ok: true });
  assert.equal(await bindings(bench), [`${UID} A`]);
  const lines = await fetchReplica(bench);
  assert.equal(ofKind(lines, 'end')[0]?.lines, lines.length);
  const after = (await ask(bench, 'catalogue', { have: '' }))['version'];
  assert.is.not(after, before);
  assert.is(ofKind(lines, 'header')[0]?.version, after);
  await bench.advance(1_000);
  assert.equal(bench.heard('desired/catalogue').slice(told), [
    { version: after, path: '/api/replica/MIL-01' },
  ]);
  assert.is((await bench.get<ConsoleOverview>('/api/console/overview')).catalogue?.version, after);
});

test('says in one line what the console may show, and forgets a tag', async (t) => {
  const { bench } = await hub(t);
  await bind(bench, UID, 'B');
  const { total, tags } = await list(bench);
  assert.is(total, 1);
  const variant = {
    sku: 'B',
    gtin: '09506000134352',
    title: 'Brisa Striped Tee',
    colour: 'Black',
    size: 'S',
  };
  const [tag] = tags;
  assert.equal(
    [tag?.uid, tag?.sku, tag?.store, tag?.kiosk, tag?.variant],
    [UID, 'B', 'mil-01', 'k1', variant],
  );
  const answer = await bench.app.inject({
    method: 'DELETE',
    url: `/api/console/tags/${UID.toLowerCase()}`,
    headers: HOST,
  });
  assert.equal(answer.json(), { total: 0, tags: [] });
  assert.equal(await bindings(bench), []);
  const again = await bench.app.inject({ method: 'DELETE', url: `/api/console/tags/${UID}`, headers: HOST });
  assert.is(again.statusCode, 404);
});

test('keeps learned tags through imports and restarts, also those of products that are gone', async (t) => {
  const { bench, feeds } = await hub(t);
  await bind(bench, UID, 'A');
  await bind(bench, '04D0D0D0D0D0D1', 'B');
  const versions = [(await fetchReplica(bench))[0]];
  feeds.write('products.tsv', products(row('A', { price: '40.00 EUR' })));
  assert.not((await feeds.import({}, { acceptShrink: true })).unchanged);
  assert.ok((await feeds.import()).unchanged);
  assert.equal(await bindings(bench), [`${UID} A`, '04D0D0D0D0D0D1 B']);
  assert.is.not(JSON.stringify((await fetchReplica(bench))[0]), JSON.stringify(versions[0]));
  assert.equal((await list(bench)).tags.map(({ sku, variant }) => `${sku} ${variant === null}`).sort(), [
    'A false',
    'B true',
  ]);
  await bench.hub.stop();
  const second = await startHub(t, { dataDir: feeds.dataDir });
  assert.is((await list(second)).total, 2);
});

test('refuses the card of a customer, by pseudonym and by UID, and stores nothing of it', async (t) => {
  const { bench } = await hub(t);
  assert.equal(await ask(bench, 'card', { card: pseudonym(CARD_UID) }), {
    id: 'request-1',
    ok: true,
    known: true,
  });
  assert.equal((await ask(bench, 'card', { card: pseudonym(UID) }))['known'], false);
  assert.is((await bind(bench, CARD_UID, 'A'))['code'], 'TW_TAG_PERSONAL');
  assert.is((await list(bench)).total, 0);
  assert.not.match(JSON.stringify(bench.logger.lines), CARD_UID);
});

test('takes the same tag for the same variant again, and for another one only when it is free', async (t) => {
  const { bench, feeds } = await hub(t);
  await bind(bench, UID, 'B');
  assert.ok((await bind(bench, UID, 'B'))['ok']);
  assert.is((await bind(bench, UID, 'A'))['code'], 'TW_TAG_TAKEN');
  assert.is((await bind(bench, UID, 'NOTHING'))['code'], 'TW_SKU_UNKNOWN');
  feeds.write('products.tsv', products(row('A')));
  await feeds.import({}, { acceptShrink: true });
  assert.ok((await bind(bench, UID, 'A'))['ok']);
});

test('refuses what is no UID', async (t) => {
  const { bench } = await hub(t);
  for (const uid of ['', '04', 'zz'.repeat(7), '04d0d0d0d0d0d0', '04'.repeat(11)])
    assert.is((await bind(bench, uid, 'A'))['code'], 'TW_MESSAGE_INVALID');
});

test('finds variants by SKU, by GTIN of any length and by words of the name', async (t) => {
  const { bench } = await hub(t);
  const find = async (q: string): Promise<string[]> =>
    (await bench.get<FoundVariant[]>(`/api/console/variants?q=${encodeURIComponent(q)}`)).map(
      ({ sku }) => sku,
    );
  assert.equal(await find('B'), ['B']);
  assert.equal(await find('9506000134352'), ['B']);
  assert.equal(await find('09506000134352'), ['B']);
  assert.equal(await find('tee brisa'), ['B']);
  assert.equal(await find('hoodie'), ['A']);
  assert.equal(await find('black hoodie s'), ['A']);
  assert.equal(await find('hoodie m'), []);
  assert.equal(await find('black'), []);
  assert.equal(await find('%'), []);
  assert.equal(await find("' OR 1=1 --"), []);
  assert.equal(await find('   '), []);
});
