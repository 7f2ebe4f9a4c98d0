import { gunzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { Compile } from 'typebox/compile';
import { DeltaLine } from '../../../broker/contract/delta.ts';
import { suite } from '../../harness/suite.ts';
import { FeedFolder, products, row } from './support/feed-folder.ts';
import { DeltaKit, type SmallCatalogue } from './support/delta-kit.ts';
import { startHub, type HubBench } from './support/hub-bench.ts';

const test = suite('Hub: what has changed since a version');
const schema = Compile(DeltaLine);

const get = ({ app }: HubBench, query: string, headers = {}) =>
  app.inject({ url: `/api/replica/MIL-01/changes${query}`, headers: { host: '127.0.0.1', ...headers } });

const versionOf = async (bench: HubBench): Promise<string> =>
  (await bench.get<{ catalogue: string }>('/health')).catalogue;

test('is handed out as lines of the contract, from one version to the other', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const bench = await startHub(t, { dataDir: feeds.dataDir });
  const from = await versionOf(bench);
  feeds.write('products.tsv', products(row('A', { price: '40.00 EUR' })));
  await feeds.import();
  const answer = await get(bench, `?from=${from}`);
  const lines = gunzipSync(answer.rawPayload).toString('utf8').trimEnd().split('\n');
  const parsed = lines.map((line) => JSON.parse(line) as DeltaLine);
  for (const line of parsed) assert.ok(schema.Check(line), JSON.stringify(line));
  const [head] = parsed;
  assert.ok(head?.kind === 'delta');
  assert.equal([head.from, head.version, head.storeCode], [from, await versionOf(bench), 'MIL-01']);
  assert.equal(
    parsed.map(({ kind }) => kind),
    ['delta', 'variant', 'end'],
  );
});

test('is refused from a version that nobody knows, and when it is asked for wrongly', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const bench = await startHub(t, { dataDir: feeds.dataDir });
  const from = await versionOf(bench);
  const refusals: [string, number, string][] = [
    ['?from=0123456789abcdef', 410, 'TW_CHANGES_UNKNOWN'],
    [`?from=${from}.7`, 410, 'TW_CHANGES_UNKNOWN'],
    [`?from=${encodeURIComponent("' OR 1=1 --")}`, 410, 'TW_CHANGES_UNKNOWN'],
    ['', 400, 'TW_REQUEST_INVALID'],
    [`?from=${from}&from=${from}`, 400, 'TW_REQUEST_INVALID'],
    [`?from=${'a'.repeat(200)}`, 400, 'TW_REQUEST_INVALID'],
  ];
  for (const [query, status, code] of refusals) {
    const answer = await get(bench, query);
    assert.equal(
      [answer.statusCode, answer.json<{ error: { code: string } }>().error.code],
      [status, code],
      query,
    );
  }
});

const SMALL: SmallCatalogue = {
  stores: ['S1', 'S2'],
  products: { P1: ['V1', 'V2'], P2: ['V3'] },
  offers: { 'V1 S1': 1, 'V1 S2': 2, 'V2 S2': 3, 'V3 S2': 4 },
  reviews: { R1: ['P1'], R2: ['P2'] },
  words: {},
};

test('tells a store of its range alone, whole when a product comes into it, and that it has left it', async (t) => {
  const kit = new DeltaKit(t);
  kit.become(SMALL);
  const kiosk = kit.kiosk();
  await kit.load(kiosk, 'S1');
  assert.equal(kiosk.productIds(), ['P1']);
  assert.is(kiosk.variants('P1').length, 2, 'with variants that only other stores have');
  kit.become({ ...SMALL, offers: { ...SMALL.offers, 'V3 S2': 9, 'V1 S2': 7 } });
  const far = await kit.follow(kiosk, 'S1');
  assert.is(
    far.filter(({ kind }) => kind === 'offer').length,
    1,
    'the stock of another store, of what is here',
  );
  kit.become({ ...SMALL, offers: { ...SMALL.offers, 'V3 S1': 1 } });
  await kit.follow(kiosk, 'S1');
  assert.equal(kiosk.productIds(), ['P1', 'P2']);
  assert.equal([kiosk.offers('V3').length, kiosk.reviewsOf('P2').length], [2, 1]);
  kit.become(SMALL);
  await kit.follow(kiosk, 'S1');
  assert.equal(kiosk.productIds(), ['P1']);
});

test('is one line for one change of stock, however many products there are', async (t) => {
  const kit = new DeltaKit(t);
  kit.become(SMALL);
  const kiosk = kit.kiosk();
  await kit.load(kiosk, 'S1');
  kit.become({ ...SMALL, offers: { ...SMALL.offers, 'V1 S1': 8 } });
  const lines = await kit.follow(kiosk, 'S1');
  assert.equal(
    lines.map(({ kind }) => kind),
    ['delta', 'offer', 'end'],
  );
  kit.tags.put('04AA', 'V1');
  assert.equal(
    (await kit.follow(kiosk, 'S1')).map(({ kind }) => kind),
    ['delta', 'binding', 'end'],
  );
  assert.is(kiosk.skuOfBinding('04AA'), 'V1');
});

test('is everything to a store without any offer, and a whole catalogue when it gets its first', async (t) => {
  const kit = new DeltaKit(t);
  const bare = { ...SMALL, offers: { 'V1 S2': 2 } };
  kit.become(bare);
  const kiosk = kit.kiosk();
  await kit.load(kiosk, 'S1');
  assert.equal(kiosk.productIds(), ['P1', 'P2']);
  kit.become({ ...bare, products: { ...bare.products, P3: ['V4'] } });
  await kit.follow(kiosk, 'S1');
  assert.equal(kiosk.productIds(), ['P1', 'P2', 'P3']);
  kit.become({ ...bare, offers: { ...bare.offers, 'V3 S1': 1 } });
  await kit.follow(kiosk, 'S1').then(
    () => assert.unreachable('the range is another one'),
    (error: { code?: string }) => assert.is(error.code, 'TW_CHANGES_UNKNOWN'),
  );
  await kit.load(kiosk, 'S1');
  assert.equal(kiosk.productIds(), ['P2']);
});
