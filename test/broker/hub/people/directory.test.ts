import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { ask, CARD, cardOf, hubWithPeople, recognise, TestSource } from './kit.ts';

const test = suite('Hub: directory of people');
const OTHER = cardOf('04112233445566');
const LENA = { ref: 'shop-9', displayName: 'Lena', tier: '', locale: 'pl' };

const never = (): Promise<never> => new Promise(() => undefined);

test('asks the sources in order and keeps to the one that knows somebody', async (t) => {
  const first = new TestSource('first', { person: { ...LENA, ref: 'other' }, hash: 'no' });
  const shop = new TestSource('shop', { person: LENA, hash: OTHER });
  const bench = await hubWithPeople(t, {
    peopleSources: [
      { people: first, wishlist: first },
      { people: shop, wishlist: shop },
    ],
  });
  assert.ok(await recognise(bench, CARD), 'an imported customer');
  assert.is(first.asked, 0);
  const token = await recognise(bench, OTHER);
  assert.is(first.asked, 1);
  await ask(bench, 'wishlist', { token, action: 'add', sku: 'B' });
  assert.equal(
    shop.list.map(({ sku }) => sku),
    ['B'],
    'written back to its source',
  );
  assert.equal(first.list, []);
  assert.not.ok(JSON.stringify(bench.logger.lines).includes('Lena'));
});

test('does not say "unknown" while a source is silent, and answers in time', async (t) => {
  const silent = new TestSource('silent', { person: LENA });
  silent.instead = never;
  const bench = await hubWithPeople(t, { peopleSources: [{ people: silent }] });
  const deadline = new Date(bench.clock.now() + 4_000).toISOString();
  bench.broker.publish(
    'tapwall/demo/mil-01/k1/req/recognise',
    JSON.stringify({ id: 'request-1', deadline, card: OTHER }),
  );
  await bench.clock.advance(1_600);
  await bench.settle();
  assert.is(bench.heard('rsp/recognise').at(-1)?.['code'], 'TW_PEOPLE_AWAY');
  assert.ok(await recognise(bench, CARD), 'whoever another source knows is known');
});

test('asks another source when one fails, and logs nothing of what it said', async (t) => {
  const broken = new TestSource('broken', { person: LENA });
  broken.instead = () => Promise.reject(new TypeError('no entry for Lena Kowalska'));
  const shop = new TestSource('shop', { person: LENA, hash: OTHER });
  const bench = await hubWithPeople(t, {
    peopleSources: [{ people: broken }, { people: shop, wishlist: shop }],
  });
  assert.ok(await recognise(bench, OTHER));
  assert.not.ok(JSON.stringify(bench.logger.lines).includes('Kowalska'));
  assert.ok(JSON.stringify(bench.logger.lines).includes('broken'));
});

test('remembers somebody as long as their source says, and a minute at the most', async (t) => {
  const shop = new TestSource('shop', { person: LENA, hash: OTHER }, { people: 3_600 });
  const bench = await hubWithPeople(t, { peopleSources: [{ people: shop }] });
  await recognise(bench, OTHER);
  await bench.advance(30_000);
  await recognise(bench, OTHER);
  assert.is(shop.asked, 1);
  await bench.advance(31_000);
  await recognise(bench, OTHER);
  assert.is(shop.asked, 2);
});

test('says that there is no list where a source keeps none', async (t) => {
  const shop = new TestSource('shop', { person: LENA, hash: OTHER });
  const bench = await hubWithPeople(t, { peopleSources: [{ people: shop }] });
  const { customer } = (await ask(bench, 'recognise', { card: OTHER })) as {
    customer: { token: string; wishes?: boolean };
  };
  assert.is(customer.wishes, false);
  assert.is((await ask(bench, 'wishlist', { token: customer.token }))?.['code'], 'TW_WISHLIST_NONE');
});

test('offers a list that does not come now, and says so when it is opened', async (t) => {
  const shop = new TestSource('shop', { person: LENA, hash: OTHER }, { people: 60 });
  const bench = await hubWithPeople(t, { peopleSources: [{ people: shop, wishlist: shop }] });
  const token = await recognise(bench, OTHER);
  shop.instead = () => Promise.reject(new TypeError('down'));
  const { customer } = (await ask(bench, 'recognise', { card: OTHER })) as { customer: object };
  assert.equal(customer, { ...customer, wishlistCount: 0, wishes: true });
  assert.is((await ask(bench, 'wishlist', { token }))?.['code'], 'TW_PEOPLE_AWAY');
  assert.is((await ask(bench, 'wishlist', { token, action: 'add', sku: 'B' }))?.['code'], 'TW_PEOPLE_AWAY');
});
