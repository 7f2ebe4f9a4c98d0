import * as assert from 'uvu/assert';
import { planDay } from '../../../kiosk/simulate/plan.ts';
import { play } from '../../../kiosk/simulate/play.ts';
import { NOBODY, type Scenario } from '../../../kiosk/simulate/scenario.ts';
import { SCENARIOS } from '../../../kiosk/simulate/scenarios.ts';
import { seeded } from '../../../kiosk/simulate/seeded.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { storeKit, type StoreKit } from './kit.ts';

const test = suite('Playing a simulated day');
const limit = { timeout: 50_000 };

async function day(t: TestContext, scenario: Scenario, seed = 1) {
  const kit = await storeKit(t, seed);
  const moves = planDay({ scenario, store: await kit.store.state(), random: seeded(seed) });
  return { ...kit, moves };
}

test(
  'of bleeding rooms: the filter says of every garment that stays in which room it is, and of no other',
  async (t) => {
    const scenario = { ...(SCENARIOS['bleeding-rooms'] as Scenario), minutes: 12 };
    const { store, moves, pace, readings } = await day(t, scenario, 4);
    let [checked, wrong] = [0, 0];
    let since = 0;
    const until = async (at: number): Promise<boolean> => {
      // Between two moves, once everything has had time to settle.
      if (at - since > 3_000) {
        await pace.until(at - 1);
        for (const { at: place, concluded } of (await store.state()).rooms?.pieces ?? []) {
          checked += 1;
          if ((place.startsWith('corridor') ? null : place) !== concluded) wrong += 1;
        }
      }
      since = at;
      return pace.until(at);
    };
    await play({ store, moves, until });
    assert.ok(checked > 100, `${checked} garments were looked at`);
    assert.ok(wrong / checked < 0.02, `${wrong} of ${checked} were wrong`);
    const inOurs = readings.filter((reading) => reading.kind === 'item' && reading.place === 'room');
    assert.ok(inOurs.length > 10, `${inOurs.length} came or went`);
  },
  limit,
);

test(
  'of a bad day: goes on through every trouble, and everything works again',
  async (t) => {
    const { troubles = [], ...bad } = SCENARIOS['bad-day'] as Scenario;
    const sooner = troubles.map((one) => ({ ...one, at: one.at / 4, minutes: one.minutes / 4 }));
    const { store, moves, pace, time } = await day(t, { ...bad, minutes: 15, troubles: sooner });
    const played = await play({ store, moves, until: pace.until });
    assert.is(played.refused, 0);
    assert.is(
      Object.values(played.moves).reduce((sum, count) => sum + count, 0),
      moves.length,
    );
    await time.advanceTo(time.now() + 15_000);
    for (const { id, status } of (await store.state()).devices) assert.is(status, 'connected', id);
  },
  limit,
);

test(
  'of a ghost shelf: tells what was really lifted, and nothing else',
  async (t) => {
    const { store, moves, pace, readings, time } = await day(t, SCENARIOS['ghost-shelf'] as Scenario);
    const played = await play({ store, moves, until: pace.until });
    await time.advanceTo(time.now() + 1_000);
    const { pickup } = await store.state();
    assert.ok((pickup?.ghosts ?? 0) > 500);
    const told = readings.filter(({ kind }) => kind === 'pickup');
    assert.is(told.length, played.moves.shelf ?? 0);
  },
  limit,
);

test('leaves the store tidy when it is ended half-way', async (t) => {
  const scenario: Scenario = {
    name: 'x',
    minutes: 5,
    steps: [
      { at: 0.1, move: 'garment', with: { piece: 'a', product: 0, place: 'room' } },
      { at: 0.1, move: 'shelf', with: { unit: 1, lifted: true } },
      { at: 0.1, move: 'room', with: { occupied: true } },
      { at: 0.1, move: 'misbehave', with: { id: 'virtual-uhf-1', how: 'garble' } },
      { at: 4, move: 'shelf', with: { unit: 2, lifted: true } },
    ],
  };
  const { store, moves, pace } = await day(t, scenario);
  const result = await play({
    store,
    moves,
    until: (at) => {
      if (at > 100_000) pace.stop();
      return pace.until(at);
    },
  });
  assert.is(result.interrupted, true);
  assert.equal(result.moves, { garment: 1, shelf: 1, room: 1, misbehave: 1 });
  checkTidy(await store.state());
});

function checkTidy({
  rooms,
  pickup,
  roomOccupied,
  manners,
}: Awaited<ReturnType<StoreKit['store']['state']>>) {
  assert.equal(rooms?.pieces, []);
  assert.ok(pickup?.places.every(({ lifted }) => !lifted));
  assert.is(roomOccupied, false);
  assert.ok(Object.values(manners).every(({ now }) => now === 'none'));
}

test('counts what the store refuses, and goes on', async (t) => {
  const scenario: Scenario = {
    name: 'x',
    minutes: 1,
    steps: [
      { at: 0.1, move: 'garment', with: { piece: 'a', sku: 'GONE', place: 'room' } },
      { at: 0.2, move: 'garment', with: { piece: 'a', place: 'away' } },
      { at: 0.3, move: 'scan', with: { code: '9521000000016' } },
    ],
  };
  const { store, moves, pace, readings } = await day(t, scenario);
  const played = await play({ store, moves, until: pace.until });
  assert.equal(played, { moves: { scan: 1 }, refused: 2, interrupted: false });
  assert.equal(
    readings.map(({ kind }) => kind),
    ['code'],
  );
});

test('leaves no timer behind', async (t) => {
  const crowd = { ...NOBODY, taps: 60, visits: 60, passers: 60, pickups: 60, scans: 60 };
  const { store, moves, pace, time } = await day(t, { name: 'x', minutes: 4, crowd });
  await play({ store, moves, until: pace.until });
  await store.stop();
  await time.advanceTo(time.now() + 60_000);
  assert.is(time.pending, 0);
});
