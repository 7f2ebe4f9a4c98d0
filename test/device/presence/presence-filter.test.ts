/** The presence filter: who is where, despite walls that let radio through. */
import * as assert from 'uvu/assert';
import { Value } from 'typebox/value';
import { PresenceFilter, PresenceFilterOptions, STEP_MS } from '../../../device/presence/presence-filter.ts';
import type { EpcReading, ItemReading } from '../../../device/ports.ts';
import { judgePresence, PRESENCE_SCENARIOS } from '../../bench/presence/presence.ts';
import { suite } from '../../harness/suite.ts';
import { StepClock } from '../../support/step-clock.ts';

const test = suite('presence filter');
const SHIRT = '3034257BF7194E4000000001';

interface Stage {
  clock: StepClock;
  filter: PresenceFilter;
  said: ItemReading[];
  /** Reads the shirt `times` times, once per step, by antenna and strength. */
  read: (times: number, ...seen: [antenna: number, rssiDbm: number | null][]) => void;
}

function stage(): Stage {
  const clock = new StepClock();
  const said: ItemReading[] = [];
  const filter = new PresenceFilter({
    clock,
    antennas: [
      { source: 'uhf', antenna: 1, place: 'room-1' },
      { source: 'uhf', antenna: 2, place: 'room-2' },
    ],
    options: Value.Create(PresenceFilterOptions),
    emit: (reading) => said.push(reading),
  });
  const read: Stage['read'] = (times, ...seen) => {
    for (let time = 0; time < times; time += 1) {
      for (const [antenna, rssiDbm] of seen) filter.take(readOf(antenna, rssiDbm));
      clock.advance(STEP_MS);
    }
  };
  return { clock, filter, said, read };
}

function readOf(antenna: number, rssiDbm: number | null, epc = SHIRT): EpcReading {
  return { kind: 'epc', source: 'uhf', epc, antenna, rssiDbm, at: '' };
}

const facts = (said: ItemReading[]): [string, boolean][] =>
  said.map(({ place, present }) => [place, present]);

test('says once, within two seconds, that an item came', () => {
  const { read, said, filter } = stage();
  read(8, [1, -50], [2, -67]);
  read(40, [1, -53], [2, -65]);
  assert.equal(facts(said), [['room-1', true]]);
  assert.is(said[0]?.epc, SHIRT);
  assert.is(said[0]?.source, 'uhf');
  assert.equal(filter.itemsIn('room-1'), [SHIRT]);
  assert.equal(filter.itemsIn('room-2'), []);
});

test('says within two seconds that an item left, whether it is read outside or no more', () => {
  for (const outside of [[], [[1, -72]]] as [number, number][][]) {
    const { read, said } = stage();
    read(20, [1, -52], [2, -66]);
    read(8, ...outside);
    assert.equal(facts(said), [
      ['room-1', true],
      ['room-1', false],
    ]);
  }
});

test('moves an item next door, leaving before entering', () => {
  const { read, said } = stage();
  read(20, [1, -52], [2, -66]);
  read(12, [1, -66], [2, -52]);
  assert.equal(facts(said), [
    ['room-1', true],
    ['room-1', false],
    ['room-2', true],
  ]);
});

test('does not take a passer-by for a customer', () => {
  const { read, said } = stage();
  read(4, [1, -71]);
  read(4, [1, -68], [2, -71]);
  read(4, [2, -70]);
  read(20);
  assert.equal(said, []);
});

test('sits out a body in between', () => {
  const { read, said } = stage();
  read(20, [1, -52], [2, -66]);
  read(6, [1, -65]);
  read(2);
  read(20, [1, -52], [2, -66]);
  assert.equal(facts(said), [['room-1', true]]);
});

test('waits for a reader that is away', () => {
  const { read, said, filter } = stage();
  read(20, [1, -52], [2, -66]);
  filter.setOnline('uhf', false);
  read(80);
  assert.equal(facts(said), [['room-1', true]]);
  filter.setOnline('uhf', true);
  read(8);
  assert.equal(facts(said).at(-1), ['room-1', false]);
});

test('makes do with a reader that tells no strength', () => {
  const { read, said, clock } = stage();
  const start = clock.now();
  read(8, [1, null]);
  assert.equal(facts(said), [['room-1', true]]);
  read(30, [1, null]);
  read(1);
  read(30, [1, null]);
  assert.is(said.length, 1);
  read(8);
  assert.equal(facts(said), [
    ['room-1', true],
    ['room-1', false],
  ]);
  assert.ok(Date.parse(said[0]?.at ?? '') - start <= 2_000);
});

test('takes what a reader without strength reads now and then for something outside', () => {
  const { clock, filter, said } = stage();
  const inside = '3034257BF7194E4000000002';
  for (let step = 0; step < 100; step += 1) {
    filter.take(readOf(1, null, inside));
    if (step % 5 === 0) filter.take(readOf(1, null));
    clock.advance(STEP_MS);
  }
  assert.equal([...new Set(said.map(({ epc }) => epc))], [inside]);
});

test('ignores antennas that belong to no place', () => {
  const { read, said, filter } = stage();
  read(20, [7, -40]);
  assert.is(filter.size, 0);
  assert.equal(said, []);
});

test('forgets what is nowhere, stops its timer, and never follows more than it can', () => {
  const { clock, filter } = stage();
  for (let serial = 0; serial < 5_000; serial += 1)
    filter.take(readOf(1, -75, serial.toString(16).padStart(24, '0')));
  assert.is(filter.size, 2_000);
  clock.advance(60 * STEP_MS);
  assert.is(filter.size, 0);
  assert.is(clock.pending, 0);
});

test('tells that everything left when it stops', () => {
  const { read, said, filter, clock } = stage();
  read(20, [1, -52], [2, -66]);
  filter.stop();
  assert.equal(facts(said), [
    ['room-1', true],
    ['room-1', false],
  ]);
  assert.is(clock.pending, 0);
});

for (const scenario of PRESENCE_SCENARIOS)
  test(
    `knows garments in rooms with bleed (${scenario.name}): precision and recall of 0.99 after 2 s`,
    () => {
      const { ours } = judgePresence({ ...scenario, hours: { ...scenario.hours, minutes: 12 } }, 23);
      assert.ok(ours.precision >= 0.99, `precision ${ours.precision}`);
      assert.ok(ours.recall >= 0.99, `recall ${ours.recall}`);
    },
    { timeout: 30_000 },
  );
