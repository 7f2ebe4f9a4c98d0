import { gunzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { Compile } from 'typebox/compile';
import { FoundProduct } from '../../../broker/contract/found-product.ts';
import { ProductFinder } from '../../../broker/hub/catalogue/product-finder.ts';
import { isBrokerError } from '../../../broker/errors.ts';
import { suite } from '../../harness/suite.ts';
import { DeltaKit, type SmallCatalogue } from './support/delta-kit.ts';
import { FeedFolder } from './support/feed-folder.ts';
import { startHub } from './support/hub-bench.ts';

const test = suite('Hub: one product');
const HOST = { host: '127.0.0.1' };
const schema = Compile(FoundProduct);

const CATALOGUE: SmallCatalogue = {
  stores: ['A', 'B'],
  products: { shoe: ['S1', 'S2'], coat: ['S3'] },
  offers: { 'S1 B': 2, 'S2 B': 0, 'S3 A': 4 },
  reviews: { r1: ['shoe'], r2: ['shoe', 'coat'], r3: ['coat'] },
  words: {},
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isBrokerError(error)) return error.code;
    throw error;
  }
  return 'answered';
};

test('tells a product whole to a store that does not sell it, by GTIN and by SKU', (t) => {
  const kit = new DeltaKit(t);
  kit.become(CATALOGUE);
  const finder = new ProductFinder(kit.database);
  const bySku = JSON.parse(finder.find('A', { sku: 'S2' })) as FoundProduct;
  const byGtin = JSON.parse(finder.find('A', { gtin: '09506000000002' })) as FoundProduct;
  assert.equal(bySku, byGtin);
  assert.ok(schema.Check(bySku));
  assert.is(bySku.sku, 'S2');
  assert.is(bySku.product.productId, 'shoe');
  assert.equal(
    bySku.variants.map(({ sku }) => sku),
    ['S1', 'S2'],
  );
  assert.equal(
    bySku.offers.map(({ sku, storeCode, quantity }) => [sku, storeCode, quantity]),
    [
      ['S1', 'B', 2],
      ['S2', 'B', 0],
    ],
  );
  assert.equal(bySku.reviews.map(({ id }) => id).sort(), ['r1', 'r2']);
  assert.is(bySku.version, kit.catalogue.version());
});

test('says what is not there, and follows a catalogue that changes', (t) => {
  const kit = new DeltaKit(t);
  const finder = new ProductFinder(kit.database);
  assert.is(
    codeOf(() => finder.find('A', { sku: 'S1' })),
    'TW_CATALOGUE_NONE',
  );
  kit.become(CATALOGUE);
  assert.is(
    codeOf(() => finder.find('A', { sku: 'S9' })),
    'TW_PRODUCT_UNKNOWN',
  );
  assert.is(
    codeOf(() => finder.find('A', { gtin: '00000000000000' })),
    'TW_PRODUCT_UNKNOWN',
  );
  assert.is(
    codeOf(() => finder.find('Z', { sku: 'S1' })),
    'TW_STORE_UNKNOWN',
  );
  kit.become({ ...CATALOGUE, products: { coat: ['S3'] }, offers: { 'S3 A': 4 }, reviews: {} });
  assert.is(
    codeOf(() => finder.find('A', { sku: 'S1' })),
    'TW_PRODUCT_UNKNOWN',
  );
});

test('refuses a product that is too large, and tells the newest reviews of one with many', (t) => {
  const kit = new DeltaKit(t);
  const reviews = Object.fromEntries(Array.from({ length: 130 }, (_, at) => [`r${at}`, ['shoe']]));
  kit.become({ ...CATALOGUE, reviews });
  const finder = new ProductFinder(kit.database);
  kit.database
    .prepare(
      `UPDATE documents_a SET body = json_set(body, '$.createdAt', '2027-01-01T00:00:00Z')
       WHERE kind = 'review' AND id = 'r77'`,
    )
    .run();
  const { reviews: told } = JSON.parse(finder.find('A', { sku: 'S1' })) as FoundProduct;
  assert.is(told.length, 100);
  assert.is(told[0]?.id, 'r77');
  kit.become({ ...CATALOGUE, words: { shoe: 'x'.repeat(9_000_000) } });
  assert.is(
    codeOf(() => finder.find('A', { sku: 'S1' })),
    'TW_PRODUCT_TOO_LARGE',
  );
});

test('answers over HTTP as it answers for the catalogue: with a tag, packed, to those who may ask', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const { app } = await startHub(t, { dataDir: feeds.dataDir, http: { ...AT, token: 'a-long-token' } });
  const get = (query: string, headers: object = {}, store = 'MIL-01') =>
    app.inject({
      url: `/api/replica/${store}/products${query}`,
      headers: { ...HOST, authorization: 'Bearer a-long-token', ...headers },
    });
  const answer = await get('?sku=A');
  assert.is(answer.statusCode, 200);
  assert.ok(schema.Check(answer.json()));
  const etag = String(answer.headers.etag);
  assert.is((await get('?sku=A', { 'if-none-match': etag })).statusCode, 304);
  const packed = await get('?sku=A', { 'accept-encoding': 'gzip' });
  if (packed.headers['content-encoding'] === 'gzip')
    assert.is(gunzipSync(packed.rawPayload).toString(), answer.body);
  else assert.ok(answer.rawPayload.length < 2_048);
  const wrong: [string, string, number][] = [
    ['', 'TW_REQUEST_INVALID', 400],
    ['?sku=', 'TW_REQUEST_INVALID', 400],
    [`?sku=${'x'.repeat(65)}`, 'TW_REQUEST_INVALID', 400],
    ['?sku=A&gtin=4006381333931', 'TW_REQUEST_INVALID', 400],
    ['?sku=A&sku=A', 'TW_REQUEST_INVALID', 400],
    ['?gtin=12x45678', 'TW_REQUEST_INVALID', 400],
    ['?gtin=123456789012345', 'TW_REQUEST_INVALID', 400],
    ['?name=A', 'TW_REQUEST_INVALID', 400],
    ['?sku=NONE', 'TW_PRODUCT_UNKNOWN', 404],
  ];
  for (const [query, code, status] of wrong) {
    const refused = await get(query);
    assert.equal([refused.statusCode, refused.json().error.code], [status, code], query);
  }
  assert.is((await get('?sku=A', {}, 'XX')).json().error.code, 'TW_STORE_UNKNOWN');
  assert.is((await get('?sku=A', { authorization: 'Bearer wrong' })).statusCode, 401);
});

test('lets the kiosks of one store ask only so fast', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const { app } = await startHub(t, { dataDir: feeds.dataDir });
  const ask = async (store: string): Promise<number> =>
    (await app.inject({ url: `/api/replica/${store}/products?sku=A`, headers: HOST })).statusCode;
  const statuses: number[] = [];
  for (let at = 0; at < 201; at += 1) statuses.push(await ask('MIL-01'));
  assert.is(statuses.at(0), 200);
  assert.is(statuses.at(-1), 429);
  assert.is(await ask('PAR-02'), 200);
});

const AT = { host: '127.0.0.1', port: 0 };
