/** Stock that changes at the shop: seen soon, told once, at a bounded cost. */
import * as assert from 'uvu/assert';
import type { OfferRow } from '../../../../../broker/hub/sources/rows.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { connected, product, variant, type Connected } from './kit.ts';

const test = suite('Vendure stock');

interface Watched extends Connected {
  told: OfferRow[][];
  troubles: (string | null)[];
  stop: () => void;
  /** Shop and hub go on together. */
  pass(ms: number): Promise<void>;
}

async function watched(t: TestContext, variants: number, settings: object = {}): Promise<Watched> {
  const it = connected(t, settings);
  it.shop.products = [
    product(
      'P',
      Array.from({ length: variants }, (_, index) => variant(`S-${index}`, { '2': 10 })),
    ),
  ];
  const told: OfferRow[][] = [];
  const troubles: (string | null)[] = [];
  const stop = it.source.stock.watch({
    changed: (offers) => told.push([...offers]),
    onTrouble: (trouble) => troubles.push(trouble),
  });
  t.after(stop);
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 50) {
      it.shop.now += 50;
      await it.clock.advance(50);
    }
  };
  return { ...it, told, troubles, stop, pass };
}

const brief = (offers: readonly OfferRow[] | undefined): unknown[] =>
  (offers ?? []).map(({ sku, storeCode, quantity }) => [sku, storeCode, quantity]);

test('tells everything once, and then nothing while nothing changes', async (t) => {
  const it = await watched(t, 3);
  await it.pass(5_000);
  assert.is(it.told.length, 1);
  assert.is(it.told[0]?.length, 6);
});

test('tells an edited level within a second, and nothing else', async (t) => {
  const it = await watched(t, 300);
  await it.pass(5_000);
  const before = it.told.length;
  it.shop.setStock('S-277', '2', 4);
  await it.pass(1_000);
  assert.is(it.told.length, before + 1);
  assert.equal(brief(it.told.at(-1)), [
    ['S-277', 'BER-01', 4],
    ['S-277', 'HAM-01', 0],
  ]);
});

test('tells what an order sets aside within a second, though the variant’s time stays', async (t) => {
  const it = await watched(t, 300, {
    orders: { pickupShipping: 'pick-up', guestEmail: 'g@shop.example', paymentMethod: 'till' },
  });
  await it.pass(5_000);
  const order = it.source.orders.place({
    idempotencyKey: 'k',
    kind: 'pickup',
    storeCode: 'BER-01',
    kioskId: 'wall-1',
    lines: [{ sku: 'S-250', quantity: 3 }],
    customerRef: undefined,
  });
  assert.is((await order).state, 'paid');
  await it.pass(1_000);
  assert.equal(brief(it.told.at(-1))[0], ['S-250', 'BER-01', 7]);
});

test('finds in time what another program writes past the shop’s own times', async (t) => {
  const it = await watched(t, 300);
  await it.pass(5_000);
  it.shop.variant('S-250').levels.set('2', { stockOnHand: 1, stockAllocated: 0 });
  await it.pass(3_000);
  assert.equal(brief(it.told.at(-1))[0], ['S-250', 'BER-01', 1]);
});

test('misses no change of a bulk edit', async (t) => {
  const it = await watched(t, 300);
  await it.pass(5_000);
  for (let index = 0; index < 300; index += 1) it.shop.setStock(`S-${index}`, '2', 5);
  const before = it.told.length;
  await it.pass(5_000);
  const changed = it.told.slice(before).flat();
  assert.is(changed.filter(({ quantity }) => quantity === 5).length, 300);
});

test('tells what is edited right after a bulk edit as soon as ever', async (t) => {
  const it = await watched(t, 1_000);
  await it.pass(11_000);
  for (let index = 0; index < 1_000; index += 1) it.shop.setStock(`S-${index}`, '2', 5);
  await it.pass(500);
  it.shop.setStock('S-850', '2', 1);
  await it.pass(1_000);
  const seen = it.told.flat().filter(({ sku, quantity }) => sku === 'S-850' && quantity === 1);
  assert.is(seen.length, 1);
});

test('asks for a bounded number of levels at a time, however large the shop is', async (t) => {
  const it = await watched(t, 1_000);
  await it.pass(4_000);
  const asked = it.shop.asked.filter(({ name }) => name === 'Levels');
  assert.ok(asked.every(({ variables }) => variables['take'] === 100));
  assert.ok(asked.length <= 9, String(asked.length));
});

test('tells of a trouble once, tries again, and tells when it is over', async (t) => {
  const it = await watched(t, 3);
  await it.pass(1_000);
  it.shop.before = () => {
    throw new TypeError('fetch failed');
  };
  await it.pass(60_000);
  assert.is(it.troubles.length, 1);
  assert.type(it.troubles[0], 'string');
  assert.is(it.logger.at('warn').length, 1);
  it.shop.before = () => undefined;
  it.shop.setStock('S-1', '2', 9);
  await it.pass(60_000);
  assert.equal(it.troubles.slice(1), [null]);
  assert.equal(brief(it.told.at(-1))[0], ['S-1', 'BER-01', 9]);
});

test('goes on without the orders when the key may not read them', async (t) => {
  const it = await watched(t, 3);
  it.shop.forbidden.add('RecentOrders');
  await it.pass(5_000);
  assert.is(it.shop.asked.filter(({ name }) => name === 'RecentOrders').length, 1);
  it.shop.setStock('S-1', '3', 9);
  await it.pass(1_000);
  assert.equal(brief(it.told.at(-1))[1], ['S-1', 'HAM-01', 9]);
  assert.equal(it.troubles, []);
});

test('asks nothing any more once it is stopped', async (t) => {
  const it = await watched(t, 3);
  await it.pass(1_000);
  it.stop();
  const before = it.shop.asked.length;
  await it.pass(10_000);
  assert.is(it.shop.asked.length, before);
  assert.is(it.clock.pending, 0);
});
