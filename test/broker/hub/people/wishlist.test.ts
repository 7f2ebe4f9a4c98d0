import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { ask, hubWithPeople, MARTA, recognise } from './kit.ts';

const test = suite('Hub: wishlists');

const skus = (answer: Record<string, unknown> | undefined): string[] =>
  ((answer?.['items'] ?? []) as { sku: string }[]).map(({ sku }) => sku);

test('takes a variant on once, however often it is told, and off again', async (t) => {
  const bench = await hubWithPeople(t);
  const token = await recognise(bench);
  const add = { token, action: 'add', sku: 'B' };
  assert.equal(skus(await ask(bench, 'wishlist', add)), ['A', 'B']);
  const again = await ask(bench, 'wishlist', add);
  assert.equal(skus(again), ['A', 'B']);
  const { addedAt } = ((again?.['items'] ?? []) as { addedAt: string }[])[1] ?? {};
  assert.is(addedAt, new Date(bench.clock.now()).toISOString());
  const remove = { token, action: 'remove', sku: 'A' };
  assert.equal(skus(await ask(bench, 'wishlist', remove)), ['B']);
  assert.equal(skus(await ask(bench, 'wishlist', remove)), ['B']);
});

test('keeps what was changed at a display through the next import', async (t) => {
  const bench = await hubWithPeople(t);
  const token = await recognise(bench);
  await ask(bench, 'wishlist', { token, action: 'add', sku: 'B' });
  await ask(bench, 'wishlist', { token, action: 'remove', sku: 'A' });
  bench.feeds.write('customers.json', JSON.stringify([{ ...MARTA, tier: 'Platinum' }]));
  await bench.feeds.import({ customers: 'customers.json' });
  const other = await recognise(bench);
  assert.equal(skus(await ask(bench, 'wishlist', { token: other })), ['B']);
});

test('refuses what the catalogue does not have, and takes off what it no longer has', async (t) => {
  const bench = await hubWithPeople(t);
  const token = await recognise(bench);
  const answer = await ask(bench, 'wishlist', { token, action: 'add', sku: 'NEVER' });
  assert.is(answer?.['code'], 'TW_SKU_UNKNOWN');
  assert.equal(skus(await ask(bench, 'wishlist', { token, action: 'remove', sku: 'NEVER' })), ['A']);
});

test('changes no list for a token that is not held', async (t) => {
  const bench = await hubWithPeople(t);
  const answer = await ask(bench, 'wishlist', { token: 'x'.repeat(32), action: 'remove', sku: 'A' });
  assert.is(answer?.['code'], 'TW_CUSTOMER_TOKEN_UNKNOWN');
  assert.equal(skus(await ask(bench, 'wishlist', { token: await recognise(bench) })), ['A']);
});
