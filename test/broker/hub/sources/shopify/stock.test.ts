/** Stock of a Shopify shop, told soon after it changes. */
import * as assert from 'uvu/assert';
import type { OfferRow } from '../../../../../broker/hub/sources/rows.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { BERLIN, connected, product, variant, type Connected } from './kit.ts';

const test = suite('Shopify stock');

interface Watched extends Connected {
  told: OfferRow[][];
  troubles: (string | null)[];
  pass(ms: number): Promise<void>;
}

async function watched(t: TestContext, products: number, scopes = ['inventory', 'pickup']): Promise<Watched> {
  const it = await connected(t, { stockEvery: 1_000 });
  it.shop.scopes = new Set(scopes);
  it.shop.products = Array.from({ length: products }, (_, index) =>
    product(`P${index}`, [variant(`S-${index}`, { [BERLIN]: 10 })]),
  );
  const told: OfferRow[][] = [];
  const troubles: (string | null)[] = [];
  t.after(
    it.source.stock.watch({
      changed: (offers) => void told.push([...offers]),
      onTrouble: (trouble) => void troubles.push(trouble),
    }),
  );
  return {
    ...it,
    told,
    troubles,
    pass: async (ms) => {
      for (let passed = 0; passed < ms; passed += 100) {
        it.shop.now += 100;
        await it.clock.advance(100);
      }
    },
  };
}

const seen = ({ told }: Watched, sku: string): [string, number | null][] =>
  told.flat().flatMap((offer) => (offer.sku === sku ? [[offer.storeCode, offer.quantity]] : []));

test('is told as it is, then only what changed', async (t) => {
  const it = await watched(t, 12);
  await it.pass(5_000);
  assert.equal(seen(it, 'S-11'), [
    ['BER-01', 10],
    ['HAM-01', 0],
  ]);
  const before = it.told.length;
  await it.pass(5_000);
  assert.is(it.told.length, before);
});

test('is told soon after an order took of it, however large the shop is', async (t) => {
  const it = await watched(t, 200);
  await it.pass(3_000);
  it.shop.setStock('S-150', BERLIN, 3);
  await it.pass(1_500);
  assert.equal(seen(it, 'S-150')[0], ['BER-01', 3]);
  const recent = it.shop.asked.filter(({ name }) => name === 'RecentLevels');
  assert.match(String(recent.at(-1)?.variables['changed']), /^updated_at:>'2026-1\d-\d\dT[\d:]{8}\.\d{3}Z'$/);
});

test('is told soon although the shop says that something was changed in a year to come', async (t) => {
  for (const isFirst of [true, false]) {
    const it = await watched(t, 200);
    const [odd] = it.shop.products;
    assert.ok(odd);
    if (!isFirst) await it.pass(3_000);
    odd.updatedAt = Date.UTC(9999, 0, 1);
    await it.pass(3_000);
    it.shop.setStock('S-150', BERLIN, 3);
    await it.pass(1_500);
    assert.equal(seen(it, 'S-150')[0], ['BER-01', 3]);
  }
});

test('is found in time when it changes without the product’s time', async (t) => {
  const it = await watched(t, 40);
  await it.pass(6_000);
  it.shop.variant('S-30').levels.set(BERLIN, { available: true, quantityAvailable: 1 });
  await it.pass(6_000);
  assert.equal(seen(it, 'S-30').at(-2), ['BER-01', 1]);
});

test('is told of every product of a bulk edit', async (t) => {
  const it = await watched(t, 100);
  await it.pass(3_000);
  for (let index = 0; index < 100; index += 1) it.shop.setStock(`S-${index}`, BERLIN, 5);
  await it.pass(6_000);
  for (let index = 0; index < 100; index += 1)
    assert.ok(
      seen(it, `S-${index}`).some(([store, quantity]) => store === 'BER-01' && quantity === 5),
      `S-${index}`,
    );
});

test('is not asked of a token that may not read it, and the console says which scope is missing', async (t) => {
  const it = await watched(t, 3, ['inventory']);
  await it.pass(3_000);
  assert.equal(it.told, []);
  assert.match(it.troubles[0] ?? '', /unauthenticated_read_product_pickup_locations/);
  assert.not.ok(it.shop.asked.some(({ name }) => name === 'Levels' || name === 'RecentLevels'));
});
