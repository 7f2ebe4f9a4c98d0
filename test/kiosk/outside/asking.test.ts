import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { foundProduct, GTIN, OutsideKit, refusal, silence, unknownTag } from './kit.ts';

const test = suite('Products outside the range: asking');

test('asks for what the range lacks, by GTIN, for its own store, and finds it', async () => {
  const kit = new OutsideKit();
  assert.equal(await kit.tap(), { kind: 'product', sku: 'SHOE-1', gtin: GTIN });
  assert.is(kit.asked[0]?.url.href, `http://hub.test/api/replica/MIL-01/products?gtin=${GTIN}`);
  assert.is(kit.changes, 1);
});

test('asks by SKU for a learned tag of something that this store does not sell', async () => {
  const kit = new OutsideKit();
  assert.equal(await kit.tap({ kind: 'product', sku: 'SHOE-1' }), { kind: 'product', sku: 'SHOE-1' });
  assert.is(kit.asked[0]?.url.search, '?sku=SHOE-1');
});

test('asks nothing about what is in the range, about cards, nor about tags that name nothing', async () => {
  const kit = new OutsideKit();
  kit.range.add('COAT-1');
  await kit.tap({ kind: 'product', sku: 'COAT-1' });
  await kit.tap({ kind: 'card', uid: '04AA', otherwise: 'unknown_card' });
  await kit.tap({ kind: 'unknown', notice: 'foreign_tag', reason: 'no_gtin' });
  await kit.tap({ kind: 'unknown', notice: 'unreadable_tag', reason: 'TW_GS1_CHECK_DIGIT' });
  assert.is(kit.asked.length, 0);
});

test('says unknown at once without the platform', () => {
  const kit = new OutsideKit();
  kit.online = false;
  assert.equal(kit.outside.seen(unknownTag()), unknownTag());
  assert.is(kit.asked.length, 0);
});

test('answers at once for some minutes, then shows what it has and asks whether it is still so', async () => {
  const kit = new OutsideKit();
  await kit.tap();
  await kit.clock.advance(299_000);
  assert.is(kit.outside.seen(unknownTag()).kind, 'product');
  assert.is(kit.asked.length, 1);
  await kit.clock.advance(2_000);
  kit.hub = () => new Response(null, { status: 304 });
  assert.is(kit.outside.seen(unknownTag()).kind, 'product');
  await kit.clock.advance(0);
  assert.equal(
    kit.asked.map(({ etag }) => etag),
    [null, '"one"'],
  );
  assert.is(kit.changes, 1, 'nothing is other than it was');
  await kit.tap();
  assert.is(kit.asked.length, 2, 'it is fresh again');
  await kit.clock.advance(3_601_000);
  assert.is(kit.outside.seen(unknownTag()).kind, 'sought', 'after an hour it is as if it were not here');
});

test('asks the sale price as long as the sale lasts, by the clock', async () => {
  const kit = new OutsideKit();
  const found = foundProduct();
  const now = kit.clock.now();
  const until = new Date(now + 60_000).toISOString();
  const salePrice = { amountMinor: 4900, currency: 'EUR' };
  const variants = found.variants.map((each) => ({ ...each, salePrice, saleWindow: { from: null, until } }));
  kit.hub = () => Response.json({ ...found, variants });
  await kit.tap();
  assert.equal(kit.shelf.variant('SHOE-1')?.salePrice, salePrice);
  await kit.clock.advance(60_000);
  assert.is(kit.shelf.variant('SHOE-1')?.salePrice, null);
  assert.is(kit.shelf.variants('SHOE')[0]?.salePrice, null);
});

test('takes away what is no longer sold anywhere', async () => {
  const kit = new OutsideKit();
  await kit.tap();
  await kit.clock.advance(301_000);
  kit.hub = () => refusal(404, 'TW_PRODUCT_UNKNOWN');
  await kit.tap();
  await kit.clock.advance(0);
  assert.is(kit.outside.seen(unknownTag()).kind, 'unknown');
  assert.is(kit.changes, 2);
  assert.is(kit.outside.shelf.size.products, 0);
});

test('remembers for a while that nobody knows it', async () => {
  const kit = new OutsideKit();
  kit.hub = () => refusal(404, 'TW_PRODUCT_UNKNOWN');
  assert.equal(await kit.tap(), unknownTag());
  assert.is(kit.outside.seen(unknownTag()).kind, 'unknown');
  assert.is(kit.asked.length, 1);
  await kit.clock.advance(301_000);
  kit.hub = () => Response.json(foundProduct());
  assert.is((await kit.tap()).kind, 'product');
});

test('keeps a shopper waiting for a second and a half, and the next one not at all', async () => {
  const kit = new OutsideKit();
  kit.hub = silence;
  const answer = kit.tap();
  await kit.clock.advance(1_499);
  assert.is(await Promise.race([answer, Promise.resolve('waits')]), 'waits');
  await kit.clock.advance(1);
  assert.equal(await answer, unknownTag());
  assert.is(kit.outside.seen(unknownTag('04006381333931')).kind, 'unknown');
  await kit.clock.advance(15_001);
  assert.is(kit.outside.seen(unknownTag('04006381333931')).kind, 'sought');
});

test('rests as well after a hub that is down, too busy, or too old to be asked', async () => {
  const hubs = [
    () => Promise.reject(new TypeError('refused')),
    () => refusal(429, 'TW_RATE_LIMITED'),
    () => refusal(404, 'TW_NOT_FOUND'),
    () => refusal(500, 'TW_HUB_FAILED'),
    () => new Response('<html>a gateway</html>', { status: 502 }),
  ];
  for (const [index, hub] of hubs.entries()) {
    const kit = new OutsideKit();
    kit.hub = hub;
    assert.equal(await kit.tap(), unknownTag(), `hub ${index}`);
    assert.is(kit.outside.seen(unknownTag('04006381333931')).kind, 'unknown', `hub ${index}`);
  }
});

test('asks once for a product that several ask for at a time', async () => {
  const kit = new OutsideKit();
  const [one, other] = await Promise.all([kit.tap(), kit.tap()]);
  assert.equal(one, other);
  assert.is(kit.asked.length, 1);
});

test('fetches what a list names, one after the other, without what is sold here', async () => {
  const kit = new OutsideKit();
  kit.range.add('COAT-1');
  let most = 0;
  let now = 0;
  kit.hub = async (url) => {
    most = Math.max(most, (now += 1));
    await Promise.resolve();
    now -= 1;
    const sku = url.searchParams.get('sku') ?? '';
    return Response.json(foundProduct(sku.slice(0, -2), GTIN));
  };
  kit.outside.gather(['COAT-1', 'SHOE-1', 'BAG-1', 'SHOE-1']);
  await kit.clock.advance(0);
  await kit.clock.advance(0);
  assert.equal(
    kit.asked.map(({ url }) => url.search),
    ['?sku=SHOE-1', '?sku=BAG-1'],
  );
  assert.is(most, 1);
  kit.outside.gather(Array.from({ length: 200 }, (_, index) => `WISH${index}-1`));
  for (let turn = 0; turn < 40; turn += 1) await kit.clock.advance(0);
  assert.is(kit.asked.length, 24, 'a long list does not ask for all of it');
  assert.is((await kit.tap(unknownTag('04006381333931'))).kind, 'unknown');
  assert.is(kit.asked.length, 25, 'taps have a pace of their own');
});

test('gives up when the kiosk stops', async () => {
  const kit = new OutsideKit();
  kit.hub = silence;
  const answer = kit.tap();
  kit.outside.stop();
  assert.equal(await answer, unknownTag());
  assert.is(kit.outside.seen(unknownTag()).kind, 'unknown');
});
