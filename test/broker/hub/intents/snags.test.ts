import * as assert from 'uvu/assert';
import type { Intent } from '../../../../broker/contract/intents.ts';
import { isWorthTelling } from '../../../../broker/hub/intents/snags.ts';
import { suite } from '../../../harness/suite.ts';
import { newFleet } from '../support/hub-bench.ts';
import { intentBench, type IntentBench } from './bench.ts';
import type { Manner } from './scripted-orders.ts';

const test = suite('Hub: orders that the shop does not cancel');
const MINUTE = 60_000;

/** An order that was placed, and called off while the shop is in this mood. */
async function calledOff(bench: IntentBench, ...mood: Manner[]): Promise<Intent> {
  const { key } = await bench.ask('pickup');
  await bench.wait(0);
  bench.shop.script.push(...mood);
  await bench.say('cancel', key);
  await bench.wait(0);
  return only(bench);
}

async function only(bench: IntentBench): Promise<Intent> {
  const [intent, ...others] = await bench.parts.intents.list();
  assert.ok(intent && others.length === 0);
  return intent;
}

async function codeOf(asked: Promise<Intent>): Promise<string> {
  return asked.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );
}

test('are counted until the shop has cancelled them or somebody has', async (t) => {
  const bench = await intentBench(t, { shop: true });
  assert.is(await bench.parts.store.snags(), 0);
  const { id } = await calledOff(bench, 'keeps');
  assert.is(await bench.parts.store.snags(), 1);
  await bench.parts.intents.clear(id, 'settled');
  assert.is(await bench.parts.store.snags(), 0);
});

test('tells the team what the shop says, and asks again later and later until it is cancelled', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const refused = await calledOff(bench, 'keeps', 'keeps', 'keeps');
  assert.is(refused.state, 'cancelled', 'the shopper has called it off');
  assert.equal(
    [refused.snag?.reason, refused.snag?.note, refused.snag?.tries],
    ['refused', 'Not in this shop.', 1],
  );
  assert.ok(isWorthTelling(refused.snag));
  assert.is(bench.shop.standing.length, 1);
  const first = Date.parse(refused.snag?.nextAt ?? '') - bench.clock.now();
  await bench.wait(MINUTE + 15_000);
  const again = await only(bench);
  assert.equal([again.snag?.tries, again.snag?.since], [2, refused.snag?.since]);
  assert.ok(Date.parse(again.snag?.nextAt ?? '') - bench.clock.now() > first / 2);
  await bench.wait(10 * MINUTE);
  assert.equal([bench.shop.standing, (await only(bench)).snag], [[], null]);
  assert.is(bench.changed.at(-1)?.snag, null, 'consoles hear of it');
});

test('still shows it when it is long over, and when the hub is another', async (t) => {
  const fleet = await newFleet(t);
  const first = await intentBench(t, { shop: true, fleet });
  await calledOff(first, ...Array.from({ length: 60 }, () => 'keeps' as const));
  await first.wait(45 * MINUTE);
  const before = await only(first);
  await first.stop();
  const second = await intentBench(t, { shop: true, fleet, clock: first.clock, orders: first.shop, seed: 8 });
  assert.equal(await only(second), before);
  second.shop.script.length = 0;
  await second.parts.intents.clear(before.id, 'retry');
  await second.wait(0);
  assert.equal([second.shop.standing, (await only(second)).snag], [[], null]);
});

test('is settled by hand, and the shop is not asked any more', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const { id } = await calledOff(bench, 'keeps');
  const settled = await bench.parts.intents.clear(id, 'settled');
  assert.ok(settled.snag?.settledAt);
  const { asked } = bench.shop;
  await bench.wait(20 * MINUTE);
  assert.is(bench.shop.asked, asked);
  for (const how of ['retry', 'settled'] as const)
    assert.is(await codeOf(bench.parts.intents.clear(id, how)), 'TW_INTENT_MOVE');
  await bench.wait(15 * MINUTE);
  assert.equal(await bench.parts.intents.list(), []);
});

test('keeps a network that is away from the team for a moment, and tells it then', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const once = await calledOff(bench, ...Array.from({ length: 40 }, () => 'away' as const));
  assert.equal([once.snag?.reason, isWorthTelling(once.snag)], ['unreachable', false]);
  await bench.wait(MINUTE);
  assert.ok(isWorthTelling((await only(bench)).snag));
  bench.shop.script.length = 0;
  await bench.wait(2 * MINUTE);
  assert.equal([bench.shop.standing, (await only(bench)).snag], [[], null]);
});

test('leaves settled what was settled while the shop was being asked', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const { id } = await calledOff(bench, 'keeps', 'slow');
  await bench.parts.intents.clear(id, 'retry');
  await bench.clock.advance(0);
  await bench.parts.intents.clear(id, 'settled');
  await bench.wait(MINUTE);
  assert.ok((await only(bench)).snag?.settledAt);
});

test('waits for no clock that was set back by a day', async (t) => {
  const bench = await intentBench(t, { shop: true });
  await calledOff(bench, 'away');
  bench.clock.jump(-24 * 60 * MINUTE);
  await bench.wait(MINUTE);
  assert.equal(bench.shop.standing, []);
});
