/** Customers of a Vendure shop, and their wishlists. */
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { connected, product, variant, type Connected } from './kit.ts';

const test = suite('Vendure people');

function withKarina(t: TestContext, settings: object = {}): Connected {
  const it = connected(t, settings);
  it.shop.products = [product('P', [variant('A'), variant('B'), variant('C')])];
  it.shop.customers = [
    {
      id: '77',
      firstName: 'Karina Maria',
      loyaltyCardId: 'L-1',
      groups: ['pays late', 'Silver', 'Gold'],
      wishlist: [it.shop.variant('A').id],
      addresses: [],
    },
  ];
  return it;
}

const wishesOf = async ({ source }: Connected): Promise<string[]> =>
  (await source.wishlist.read('77')).map(({ sku }) => sku);

test('are known by the number of their card, with their given name alone', async (t) => {
  const it = withKarina(t);
  assert.equal(await it.source.people.byLoyaltyId('L-1'), {
    ref: '77',
    displayName: 'Karina',
    tier: '',
    locale: '',
  });
  assert.is(await it.source.people.byLoyaltyId('L-2'), undefined);
  assert.is(await it.source.people.byLoyaltyId(''), undefined);
  assert.is(await it.source.people.byCard('00'), undefined);
});

test('have a tier only when their group is one that may be shown, the best first', async (t) => {
  const it = withKarina(t, { tiers: ['Gold', 'Silver'] });
  assert.is((await it.source.people.byLoyaltyId('L-1'))?.tier, 'Gold');
});

test('are nobody when two share a number', async (t) => {
  const it = withKarina(t);
  it.shop.customers.push({ ...it.shop.customers[0], id: '78' } as (typeof it.shop.customers)[number]);
  assert.is(await it.source.people.byLoyaltyId('L-1'), undefined);
});

test('have a wishlist that is read, added to and taken from, twice as well as once', async (t) => {
  const it = withKarina(t);
  assert.equal(await wishesOf(it), ['A']);
  for (let twice = 0; twice < 2; twice += 1) await it.source.wishlist.add('77', 'B');
  assert.equal(await wishesOf(it), ['A', 'B']);
  for (let twice = 0; twice < 2; twice += 1) await it.source.wishlist.remove('77', 'A');
  assert.equal(await wishesOf(it), ['B']);
  assert.is(it.shop.asked.filter(({ name }) => name === 'SetWishlist').length, 2);
});

test('lose no wish when two are added at the same time', async (t) => {
  const it = withKarina(t);
  await Promise.all([it.source.wishlist.add('77', 'B'), it.source.wishlist.add('77', 'C')]);
  assert.equal(await wishesOf(it), ['A', 'B', 'C']);
});

test('keep a wish that another program wrote over', async (t) => {
  const it = withKarina(t);
  let reads = 0;
  it.shop.before = (name) => {
    if (name === 'Wishlist' && (reads += 1) === 2)
      for (const customer of it.shop.customers) customer.wishlist = [it.shop.variant('C').id];
  };
  await it.source.wishlist.add('77', 'B');
  assert.equal(await wishesOf(it), ['C', 'B']);
});

test('cannot wish for what the shop does not sell', async (t) => {
  const it = withKarina(t);
  it.shop.variant('B').enabled = false;
  for (const sku of ['B', 'UNKNOWN'])
    await it.source.wishlist.add('77', sku).then(
      () => assert.unreachable(),
      (error: unknown) => assert.ok(isBrokerError(error, 'TW_SKU_UNKNOWN')),
    );
});

test('are not looked for in a shop without the field', async (t) => {
  const it = withKarina(t);
  it.shop.fields.set('Customer', []);
  await it.source.people.byLoyaltyId('L-1').then(
    () => assert.unreachable(),
    (error: unknown) => assert.match(String(error), /Customer\.loyaltyCardId/),
  );
});

test('are in no log line', async (t) => {
  const it = withKarina(t);
  it.shop.forbidden.add('Wishlist');
  await it.source.people.byLoyaltyId('L-1');
  await it.source.wishlist.read('77').catch(() => undefined);
  assert.not.match(JSON.stringify(it.logger.lines), /Karina|L-1|77|fake:key/);
});
