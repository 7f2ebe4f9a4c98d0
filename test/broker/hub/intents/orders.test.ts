import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { until } from '../../../support/until.ts';
import { newFleet } from '../support/hub-bench.ts';
import { intentBench } from './bench.ts';

const test = suite('Hub: orders at the shop');
const MINUTE = 60_000;
const SOON = 5_000;

test('places an order with its key, and tells its number', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const asked = await bench.ask('pickup', { storeCode: 'PAR-02' });
  assert.equal([asked.state, asked.storeCode], ['placing', 'PAR-02']);
  await bench.wait(0);
  const placed = await bench.say('look', asked.key);
  assert.is(placed.state, 'placed');
  assert.ok(placed.revision > asked.revision);
  const [order] = bench.shop.standing;
  assert.equal([order?.draft.customerRef, order?.draft.storeCode], ['c-1', 'PAR-02']);
  assert.is((await bench.parts.intents.list())[0]?.externalRef, 'R-1');
});

test('says while the shop is away that it is, asks again, and has one order in the end', async (t) => {
  const bench = await intentBench(t, { shop: true });
  bench.shop.script.push('answers', 'away', 'away');
  const { key } = await bench.ask('pickup');
  await bench.wait(0);
  const waiting = await bench.say('look', key);
  assert.equal([waiting.state, waiting.reason], ['placing', 'unreachable']);
  await bench.wait(20_000);
  const placed = await bench.say('look', key);
  assert.equal([placed.state, placed.reason], ['placed', null]);
  assert.ok(placed.revision > waiting.revision);
  assert.is(bench.shop.orders.size, 1);
});

test('has one order also when the shop dies after placing it, or answers too late', async (t) => {
  for (const manner of ['dies', 'late', 'slow'] as const) {
    const bench = await intentBench(t, { shop: true });
    bench.shop.script.push('answers', manner);
    const { key } = await bench.ask('pickup');
    await bench.wait(2 * MINUTE);
    assert.is((await bench.say('look', key)).state, 'placed', manner);
    assert.is(bench.shop.orders.size, 1, manner);
  }
});

test('goes on where a hub that was killed left off', async (t) => {
  const fleet = await newFleet(t);
  const first = await intentBench(t, { shop: true, fleet });
  first.shop.script.push('answers', 'away', ...Array.from({ length: 20 }, () => 'away' as const));
  const { key } = await first.ask('pickup');
  await first.wait(0);
  await first.stop();
  first.shop.script.length = 0;
  const second = await intentBench(t, { shop: true, fleet, clock: first.clock, orders: first.shop, seed: 8 });
  await second.wait(10_000);
  assert.is((await second.say('look', key)).state, 'placed');
  assert.is(second.shop.orders.size, 1);
});

test('tells the reason that a shop gives, and frees the piece', async (t) => {
  const bench = await intentBench(t, { shop: true, stock: 1 });
  bench.shop.script.push('answers', 'refuses');
  const { key } = await bench.ask('reserve');
  await bench.wait(0);
  const refused = await bench.say('look', key);
  assert.equal([refused.state, refused.reason, refused.note], ['rejected', 'refused', 'Not in this shop.']);
  assert.is((await bench.ask('reserve')).state, 'placing');
  assert.is(bench.shop.orders.size, 0);
});

test('withdraws at the shop what is called off, also when nobody heard whether it was placed', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const placed = await bench.ask('reserve');
  await bench.wait(0);
  assert.is((await bench.say('look', placed.key)).state, 'held');
  await bench.say('cancel', placed.key);
  await bench.wait(0);
  assert.equal(bench.shop.standing, []);
  bench.shop.script.push('answers', 'dies', ...Array.from({ length: 2 }, () => 'away' as const));
  const unheard = await bench.ask('reserve');
  await bench.wait(0);
  assert.is(bench.shop.standing.length, 1, 'it is there, and the hub does not know');
  assert.is((await bench.say('cancel', unheard.key)).state, 'cancelled');
  await bench.wait(2 * MINUTE);
  assert.equal(bench.shop.standing, []);
  assert.is(bench.shop.orders.size, 2);
});

test('withdraws what was called off while the shop was being asked', async (t) => {
  const bench = await intentBench(t, { shop: true });
  bench.shop.script.push('answers', 'slow');
  const { key } = await bench.ask('pickup');
  await bench.wait(0);
  await bench.say('cancel', key);
  await bench.wait(MINUTE);
  assert.equal(bench.shop.standing, []);
  assert.is((await bench.say('look', key)).state, 'cancelled');
});

test('withdraws a reservation that nobody fetched', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const { key } = await bench.ask('reserve');
  await bench.wait(121 * MINUTE);
  assert.is((await bench.say('look', key)).state, 'expired');
  assert.equal(bench.shop.standing, []);
});

test('gives up an order that the shop could not take for a day', async (t) => {
  const bench = await intentBench(t, { shop: true });
  bench.shop.script.push('answers', ...Array.from({ length: 4_000 }, () => 'away' as const));
  const { key } = await bench.ask('pickup');
  await bench.wait(MINUTE);
  bench.clock.jump(24 * 60 * MINUTE);
  await bench.wait(2 * MINUTE);
  assert.equal((await bench.say('look', key)).reason, 'refused');
});

test('counts at the shop before it promises, and by the catalogue while the shop is away', async (t) => {
  const bench = await intentBench(t, { shop: true, stock: 5 });
  bench.shop.stock.set('MIL-01 A', 1);
  assert.is((await bench.ask('reserve')).state, 'placing');
  await bench.wait(0);
  assert.is((await bench.ask('reserve')).reason, 'sold_out', 'the shop has taken off what it placed');
  bench.shop.script.push('away');
  assert.is((await bench.ask('reserve')).state, 'placing');
});

test('keeps nobody for longer than the shop has to hear of them, and orders only for those it knows', async (t) => {
  const fleet = await newFleet(t);
  const bench = await intentBench(t, { shop: true, fleet });
  bench.shop.script.push('answers', 'away');
  await bench.ask('pickup');
  const people = async (): Promise<unknown[]> =>
    (
      await (fleet.db as unknown as { selectFrom: typeof fleet.db.selectFrom })
        .selectFrom('intents' as never)
        .select('customer_ref' as never)
        .execute()
    ).map((row) => Object.values(row)[0] as unknown);
  await bench.wait(0);
  assert.equal(await people(), ['c-1']);
  await bench.wait(MINUTE);
  assert.equal(await people(), [null]);
  assert.not.ok(JSON.stringify(bench.logger.lines).includes('c-1'));
});

test('keeps to itself what the shop takes no orders for, and offers nothing else of it', async (t) => {
  const bench = await intentBench(t, { shop: true });
  bench.shop.kinds = ['pickup'];
  bench.shop.stock.set('MIL-01 A', 1);
  assert.equal(bench.parts.intents.kinds(), ['room', 'reserve', 'handover', 'pickup']);
  assert.is((await bench.ask('reserve')).state, 'held');
  assert.is((await bench.ask('reserve')).reason, 'sold_out', 'its own promises count, as no order does');
  const refused = await bench.ask('ship').then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );
  assert.equal([refused, bench.shop.orders.size], ['TW_INTENT_UNSUPPORTED', 0]);
});

test('takes off what was placed while the shop was counting', async (t) => {
  const bench = await intentBench(t, { shop: true });
  bench.shop.stock.set('MIL-01 A', 1);
  // Counted before the other order was there, and answered after.
  bench.shop.script.push('late-count');
  const slow = bench.ask('reserve', { kiosk: 'mil-01.k2' });
  // A database that is far away takes its time until the shop is asked.
  await until(() => bench.shop.script.length === 0, SOON);
  assert.is((await bench.ask('reserve')).state, 'placing');
  await bench.wait(0);
  assert.is(bench.shop.standing.length, 1);
  await bench.clock.advance(1_000);
  assert.is((await slow).reason, 'sold_out');
});
