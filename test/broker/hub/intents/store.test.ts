import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isFinal, nextStates } from '../../../../broker/contract/intent-machine.ts';
import { INTENT_CODE_ALPHABET, INTENT_KINDS } from '../../../../broker/contract/intents.ts';
import { isBrokerError } from '../../../../broker/errors.ts';
import { suite } from '../../../harness/suite.ts';
import { newFleet } from '../support/hub-bench.ts';
import { intentBench, newKey } from './bench.ts';

const test = suite('Hub: intents');
const MINUTE = 60_000;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'fulfilled',
    (error: unknown) => (isBrokerError(error) ? error.code : String(error)),
  );
}

test('puts a piece aside at once where the shop has no system of its own', async (t) => {
  const bench = await intentBench(t);
  const report = await bench.ask('reserve');
  assert.is(report.state, 'held');
  assert.is(Date.parse(report.expiresAt ?? '') - bench.clock.now(), 120 * MINUTE);
  assert.match(report.code ?? '', new RegExp(`^[${INTENT_CODE_ALPHABET}]{4}$`));
  assert.equal(
    (await bench.parts.intents.list('MIL-01'))[0]?.history.map(({ state, by }) => `${state} ${by}`),
    ['requested shopper', 'held hub'],
  );
});

test('offers what the hub can do by itself, and orders only with the system of a shop', async (t) => {
  assert.equal((await intentBench(t)).parts.intents.kinds(), ['room', 'reserve', 'handover']);
  const withShop = await intentBench(t, { shop: true });
  assert.equal(withShop.parts.intents.kinds(), ['room', 'reserve', 'handover', 'pickup', 'ship']);
  const bench = await intentBench(t);
  assert.is(await codeOf(bench.ask('pickup')), 'TW_INTENT_UNSUPPORTED');
});

test('gives the same answer to the same key, also after a restart, and another to another kiosk', async (t) => {
  const fleet = await newFleet(t);
  const bench = await intentBench(t, { fleet });
  const key = newKey();
  const first = await bench.ask('reserve', { key });
  assert.equal(await bench.ask('reserve', { key }), first);
  const again = await intentBench(t, { fleet, clock: bench.clock, seed: 99 });
  again.stock = 0;
  assert.equal(await again.ask('reserve', { key }), first, 'what was promised stands, whatever there is now');
  assert.is((await again.ask('reserve', { key, kiosk: 'mil-01.k2' })).state, 'rejected');
});

test('refuses a key that stood for something else', async (t) => {
  const bench = await intentBench(t);
  const key = newKey();
  await bench.ask('reserve', { key });
  assert.is(await codeOf(bench.ask('reserve', { key, quantity: 2 })), 'TW_INTENT_KEY_TAKEN');
  assert.is(await codeOf(bench.ask('room', { key })), 'TW_INTENT_KEY_TAKEN');
});

test('gives the last piece to one of two who ask at once', async (t) => {
  const bench = await intentBench(t, { stock: 1 });
  const reports = await Promise.all([
    bench.ask('reserve', { kiosk: 'mil-01.k1' }),
    bench.ask('reserve', { kiosk: 'mil-01.k2' }),
    bench.ask('reserve', { kiosk: 'mil-01.k3' }),
  ]);
  assert.equal(reports.map(({ state }) => state).sort(), ['held', 'rejected', 'rejected']);
  assert.equal(new Set(reports.map(({ reason }) => reason)), new Set([null, 'sold_out']));
  const winner = reports.find(({ state }) => state === 'held');
  const kiosk = `mil-01.k${reports.findIndex((report) => report === winner) + 1}`;
  await bench.say('cancel', winner?.key ?? '', kiosk);
  assert.is((await bench.ask('reserve')).state, 'held', 'what was called off is there again');
});

test('promises what nobody counts, and nothing that is not there', async (t) => {
  const uncounted = await intentBench(t, { stock: null });
  assert.is((await uncounted.ask('reserve', { quantity: 9 })).state, 'held');
  const bench = await intentBench(t, { stock: 0 });
  assert.is((await bench.ask('reserve')).reason, 'sold_out');
  assert.is((await bench.ask('room')).state, 'unavailable');
  assert.is((await bench.ask('handover')).state, 'created', 'it is in the shopper’s hand');
  assert.is(await codeOf(bench.ask('reserve', { sku: 'GONE' })), 'TW_SKU_UNKNOWN');
});

test('ends what has run out by the clock, and frees the piece', async (t) => {
  const bench = await intentBench(t, { stock: 1 });
  const { key } = await bench.ask('reserve');
  await bench.wait(120 * MINUTE - 1_000);
  assert.is((await bench.say('look', key)).state, 'held');
  await bench.wait(2_000);
  const over = await bench.say('look', key);
  assert.equal([over.state, over.code], ['expired', null]);
  assert.is(bench.changed.at(-1)?.state, 'expired', 'the kiosk is told');
  assert.is((await bench.ask('reserve')).state, 'held');
});

test('gives no more time to fetch what was put ready', async (t) => {
  const bench = await intentBench(t);
  const held = await bench.ask('reserve');
  await bench.wait(30 * MINUTE);
  const [intent] = await bench.parts.intents.list();
  const ready = await bench.parts.intents.move(intent?.id ?? '', 'ready');
  assert.is(ready.expiresAt, held.expiresAt);
  await bench.wait(91 * MINUTE);
  assert.is((await bench.say('look', held.key)).state, 'expired');
});

test('brings something to a room in the steps of the team', async (t) => {
  const bench = await intentBench(t);
  const { key } = await bench.ask('room');
  const id = (await bench.parts.intents.list())[0]?.id ?? '';
  assert.is(await codeOf(bench.parts.intents.move(id, 'delivered')), 'TW_INTENT_MOVE');
  for (const to of ['accepted', 'picking', 'delivered'] as const) await bench.parts.intents.move(id, to);
  assert.is((await bench.say('look', key)).state, 'delivered');
  assert.is(await codeOf(bench.parts.intents.move(id, 'cancelled')), 'TW_INTENT_MOVE');
  assert.is((await bench.say('cancel', key)).state, 'delivered', 'too late to call it off');
});

test('says that nobody asked for what it does not know', async (t) => {
  const bench = await intentBench(t);
  assert.is(await codeOf(bench.say('look', newKey())), 'TW_INTENT_UNKNOWN');
  assert.is(await codeOf(bench.parts.intents.move('nothing', 'ready')), 'TW_INTENT_UNKNOWN');
  const { key } = await bench.ask('reserve');
  assert.is(await codeOf(bench.say('look', key, 'mil-01.k2')), 'TW_INTENT_UNKNOWN', 'of another kiosk');
});

test('hands a till what a code stands for, once', async (t) => {
  const bench = await intentBench(t);
  const { key, code } = await bench.ask('handover', { quantity: 2 });
  await bench.say('shown', key);
  assert.is(await codeOf(bench.parts.intents.claim(code ?? '', 'PAR-02')), 'TW_HANDOVER_UNKNOWN');
  const results = await Promise.all(
    Array.from({ length: 4 }, () => codeOf(bench.parts.intents.claim(code ?? '', 'MIL-01'))),
  );
  assert.equal(results.sort(), [
    'TW_HANDOVER_CLAIMED',
    'TW_HANDOVER_CLAIMED',
    'TW_HANDOVER_CLAIMED',
    'fulfilled',
  ]);
  const claimed = await bench.say('look', key);
  assert.is(claimed.state, 'claimed');
  assert.equal(
    (await bench.parts.intents.list())[0]?.history.map(({ state }) => state),
    ['created', 'shown', 'opened', 'claimed'],
  );
});

test('hands over nothing after ten minutes, also before the clock has said so', async (t) => {
  const bench = await intentBench(t);
  const { code } = await bench.ask('handover');
  await bench.parts.expiry.stop();
  bench.clock.jump(10 * MINUTE);
  assert.is(await codeOf(bench.parts.intents.claim(code ?? '', 'MIL-01')), 'TW_HANDOVER_EXPIRED');
});

test('takes a code as it is typed, and no other', async (t) => {
  const bench = await intentBench(t);
  const { code } = await bench.ask('handover');
  const typed = `${code?.slice(0, 3).toLowerCase()}-${code?.slice(3)}`;
  assert.is(await codeOf(bench.parts.intents.claim('A', 'MIL-01')), 'TW_HANDOVER_UNKNOWN');
  assert.is((await bench.parts.intents.claim(typed, 'MIL-01')).state, 'claimed');
});

test('takes away what is long over, with what it held', async (t) => {
  const fleet = await newFleet(t);
  const bench = await intentBench(t, { fleet });
  const { key } = await bench.ask('reserve');
  await bench.say('cancel', key);
  bench.clock.jump(31 * 24 * 60 * MINUTE);
  await bench.wait(MINUTE);
  assert.is(await codeOf(bench.say('look', key)), 'TW_INTENT_UNKNOWN');
});

test('never promises more than there is, whoever asks, calls off and fetches in whichever order', async (t) => {
  const fleet = await newFleet(t);
  const bench = await intentBench(t, { fleet, stock: 3 });
  const act = fc.record({ kiosk: fc.integer({ min: 1, max: 3 }), what: fc.nat({ max: 5 }), pick: fc.nat() });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      bench.clock.jump(121 * MINUTE);
      await bench.wait(31_000);
      const keys: [string, string][] = [];
      await Promise.all(
        acts.map(async ({ kiosk: number, what, pick }) => {
          const kiosk = `mil-01.k${number}`;
          if (what < 3) keys.push([(await bench.ask('reserve', { kiosk })).key, kiosk]);
          const [key, of] = keys[pick % Math.max(1, keys.length)] ?? [];
          if (what === 3 && key !== undefined) await bench.say('cancel', key, of);
          if (what === 4 && key !== undefined) {
            const known = await bench.parts.intents.list();
            const intent = known.find(({ idempotencyKey }) => idempotencyKey === key);
            const next = intent && nextStates(intent.kind, intent.state, 'team')[0];
            if (intent && next) await codeOf(bench.parts.intents.move(intent.id, next));
          }
        }),
      );
      const open = (await bench.parts.intents.list()).filter(({ kind, state }) => !isFinal(kind, state));
      const promised = open.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
      assert.ok(promised <= 3, `${promised} of 3 are promised`);
    }),
    { numRuns: 15 },
  );
});

test('has a code only for what is said at a counter', async (t) => {
  const bench = await intentBench(t, { shop: true });
  for (const kind of INTENT_KINDS) {
    const { code } = await bench.ask(kind);
    assert.is(code === null, kind === 'room' || kind === 'ship', kind);
  }
});

test('keeps each kind for as long as it was told, and says until when', async (t) => {
  const bench = await intentBench(t, {
    lives: { reserve: 30, handover: 2, room: 5, pickup: 60 },
    shop: true,
  });
  const until = ({ expiresAt }: { expiresAt: string | null }): number =>
    (Date.parse(expiresAt ?? '') - bench.clock.now()) / 60_000;
  const { key } = await bench.ask('reserve');
  assert.equal([until(await bench.ask('room')), until(await bench.ask('handover'))], [5, 2]);
  await bench.wait(10_000);
  assert.is((await bench.say('look', key)).state, 'held');
  await bench.wait(30 * 60_000);
  assert.is((await bench.say('look', key)).state, 'expired');
  await bench.wait(1_000);
  const { key: order } = await bench.ask('pickup');
  await bench.wait(0);
  const id = (await bench.parts.intents.list())[0]?.id ?? '';
  for (const to of ['accepted', 'picking', 'ready_for_pickup'] as const)
    await bench.parts.intents.move(id, to);
  assert.is(until(await bench.say('look', order)), 60);
  await bench.wait(61 * 60_000);
  assert.is((await bench.say('look', order)).state, 'no_show');
  assert.equal(bench.shop.standing, [], 'and it is withdrawn');
});

test('lists what was asked for last first, and nothing that waits is crowded out', async (t) => {
  const bench = await intentBench(t, { stock: null });
  const keys: string[] = [];
  for (let each = 0; each < 12; each += 1) {
    keys.unshift((await bench.ask('room')).key);
    await bench.clock.advance(1_000);
  }
  const listed = async () => (await bench.parts.intents.list()).map(({ idempotencyKey }) => idempotencyKey);
  assert.equal(await listed(), keys);
  await bench.say('cancel', keys[3] ?? '');
  assert.equal(await listed(), keys);
});
