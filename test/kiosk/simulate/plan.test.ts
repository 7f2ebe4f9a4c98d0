import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { LabState } from '../../../broker/contract/http.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { planDay, type PlannedMove } from '../../../kiosk/simulate/plan.ts';
import { checkScenario, NOBODY, type Scenario } from '../../../kiosk/simulate/scenario.ts';
import { SCENARIOS } from '../../../kiosk/simulate/scenarios.ts';
import { seeded } from '../../../kiosk/simulate/seeded.ts';
import { suite } from '../../harness/suite.ts';
import { LAB_STATE } from '../http/kit.ts';
import { storeKit } from './kit.ts';

const test = suite('A simulated day’s plan');

function plan(scenario: Scenario, store: LabState, seed = 1): PlannedMove[] {
  return planDay({ scenario, store, random: seeded(seed) });
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isKioskError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

test('is the same for the same seed, and another for another', async (t) => {
  const { store } = await storeKit(t);
  const state = await store.state();
  for (const scenario of Object.values(SCENARIOS)) {
    assert.equal(plan(scenario, state, 5), plan(scenario, state, 5), scenario.name);
    assert.not.equal(plan(scenario, state, 5), plan(scenario, state, 6), scenario.name);
  }
});

test('ships scenarios that say what they are and pass their own check', () => {
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    assert.is(scenario.name, name);
    assert.ok((scenario.summary ?? '').length > 20);
    assert.equal(checkScenario(scenario, name), scenario);
  }
});

test('keeps shoppers apart: one visitor to a room, garments that come before they move, and all gone at the end', async (t) => {
  const { store } = await storeKit(t);
  const state = await store.state();
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.nat(),
        minutes: fc.integer({ min: 2, max: 40 }),
        visits: fc.integer({ min: 0, max: 200 }),
        passers: fc.integer({ min: 0, max: 200 }),
        pickups: fc.integer({ min: 0, max: 400 }),
        garments: fc.integer({ min: 1, max: 6 }),
        staySeconds: fc.integer({ min: 20, max: 200 }),
      }),
      ({ seed, minutes, visits, ...crowd }) => {
        const scenario = { name: 'x', minutes, crowd: { ...NOBODY, visits, neighbours: visits, ...crowd } };
        const moves = plan(scenario, state, seed);
        checkOrder(moves, minutes * 60_000);
        checkGarments(moves);
        checkShelf(moves);
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});

function checkOrder(moves: readonly PlannedMove[], endMs: number): void {
  let last = 0;
  for (const { at } of moves) {
    assert.ok(at >= last && at <= endMs);
    last = at;
  }
}

/** By room: pieces of one visitor only. By piece: a SKU first, `away` last unless the day ended. */
function checkGarments(moves: readonly PlannedMove[]): void {
  const places = new Map<string, string>();
  for (const { move, with: body } of moves) {
    if (move !== 'garment') continue;
    const piece = String(body['piece']);
    assert.is(places.has(piece), body['sku'] === undefined, 'a garment comes once, and before it moves');
    if (body['place'] === 'away') places.delete(piece);
    else places.set(piece, String(body['place']));
    const inRoom = [...places].filter(([, place]) => place === 'room');
    const visitors = new Set(inRoom.map(([name]) => name.replace(/-\d+$/, '')));
    assert.ok(visitors.size <= 1, 'one visitor to a room');
  }
  const inside = [...places.values()].filter((place) => !place.startsWith('corridor'));
  assert.equal(inside, [], 'nothing is left in a room');
}

function checkShelf(moves: readonly PlannedMove[]): void {
  const lifted = new Set<unknown>();
  for (const { move, with: body } of moves) {
    if (move !== 'shelf') continue;
    assert.is(lifted.has(body['unit']), body['lifted'] === false);
    if (body['lifted'] === true) lifted.add(body['unit']);
    else lifted.delete(body['unit']);
  }
  assert.is(lifted.size, 0);
}

test('plays troubles at their time on every device of a kind, and takes them back', async (t) => {
  const { store } = await storeKit(t);
  const scenario = checkScenario(
    {
      name: 'x',
      minutes: 10,
      troubles: [
        { device: 'reader', how: 'garble', at: 1, minutes: 2 },
        { device: 'virtual-radar-1', how: 'unplug', at: 1.5, minutes: 1 },
        { device: 'network', how: 'unplug', at: 4, minutes: 20 },
      ],
    },
    'x',
  );
  assert.equal(
    plan(scenario, await store.state()).map(({ at, move, with: body }) => [at, move, ...Object.values(body)]),
    [
      [60_000, 'misbehave', 'virtual-reader-1', 'garble'],
      [60_000, 'misbehave', 'virtual-reader-2', 'garble'],
      [90_000, 'device', 'virtual-radar-1', false],
      [150_000, 'device', 'virtual-radar-1', true],
      [180_000, 'misbehave', 'virtual-reader-1', 'none'],
      [180_000, 'misbehave', 'virtual-reader-2', 'none'],
      [240_000, 'network', false],
    ],
  );
});

test('takes single steps, and products by their place on the shelf', async (t) => {
  const { store } = await storeKit(t);
  const state = await store.state();
  const scenario = checkScenario(
    {
      name: 'x',
      minutes: 5,
      steps: [
        { at: 2, move: 'room', with: { occupied: true } },
        { at: 1, move: 'garment', with: { piece: 'a', product: 3, place: 'room' } },
        { at: 3, move: 'tidy' },
      ],
    },
    'x',
  );
  assert.equal(plan(scenario, state), [
    { at: 60_000, move: 'garment', with: { piece: 'a', place: 'room', sku: state.shelf[3]?.sku } },
    { at: 120_000, move: 'room', with: { occupied: true } },
    { at: 180_000, move: 'tidy', with: {} },
  ]);
});

test('refuses what cannot be played, and says where it is', async (t) => {
  const { store } = await storeKit(t);
  const state = await store.state();
  for (const [change, words] of [
    [{ minutes: 0 }, '/minutes'],
    [{ minutes: 2_000 }, '/minutes'],
    [{ crowd: { taps: -1 } }, '/crowd/taps'],
    [{ crowd: { tips: 1 } }, '/crowd'],
    [{ crowd: { garments: 99 } }, '/crowd/garments'],
    [{ steps: [{ at: 1, move: 'explode' }] }, '/steps/0/move'],
    [{ steps: [{ at: 1, move: 'tag', with: { sku: null } }] }, '/steps/0/with/sku'],
    [{ troubles: [{ device: 'uhf', how: 'drop', at: 1 }] }, '/troubles/0'],
  ] as const) {
    const message = refusal(() => checkScenario({ name: 'x', minutes: 1, ...change }, 'my-day.json'));
    assert.match(message, `TW_SCENARIO_INVALID my-day.json${words}`);
  }
  const parts: Partial<Scenario>[] = [
    { troubles: [{ device: 'camera', how: 'drop', at: 0, minutes: 1 }] },
    { troubles: [{ device: 'uhf', how: 'ghost', at: 0, minutes: 1 }] },
    { steps: [{ at: 0, move: 'tag', with: { reader: 'virtual-reader-1', product: 99 } }] },
    { steps: [{ at: 0, move: 'tag', with: { reader: 'virtual-reader-1', product: 'coat' } }] },
  ];
  for (const part of parts)
    assert.match(
      refusal(() => plan({ name: 'x', minutes: 1, ...part }, state)),
      'TW_SCENARIO_INVALID',
    );
  const crowd = { ...NOBODY, taps: 3_600, passers: 3_600 };
  const long = { name: 'x', minutes: 1_440, crowd };
  assert.match(
    refusal(() => plan(long, state)),
    'TW_SCENARIO_INVALID',
  );
});

test('plans nothing for hardware that is not there', () => {
  const saturday = SCENARIOS['saturday'];
  assert.ok(saturday);
  assert.equal(plan(saturday, LAB_STATE), []);
});
