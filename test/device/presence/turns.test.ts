/** Readers with many antennas look with each of them only now and then. */
import { Value } from 'typebox/value';
import * as assert from 'uvu/assert';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import { PresenceFilter, PresenceFilterOptions, STEP_MS } from '../../../device/presence/presence-filter.ts';
import { RoomsField } from '../../../device/presence/rooms-field.ts';
import { SimulatedRooms } from '../../../device/presence/simulated-rooms.ts';
import { Turns } from '../../../device/presence/turns.ts';
import { SimulatedUhfDevice } from '../../../device/uhf/simulated-reader.ts';
import { uhfreader18 } from '../../../device/uhfreader18/driver.ts';
import type { Uhf18Options } from '../../../device/uhfreader18/options.ts';
import { SimulatedUhf18 } from '../../../device/uhfreader18/simulated-uhfreader18.ts';
import { seeded } from '../../../kiosk/simulate/seeded.ts';
import { VirtualTime } from '../../../kiosk/simulate/virtual-time.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';

const test = suite('Antennas that take turns');
const EPCS = Array.from(
  { length: 12 },
  (_, index) => `3034257BF7194E40${String(index + 1).padStart(8, '0')}`,
);

/** Share of looks at which the filter has a garment where it hangs, and where it does not. */
async function judge(t: TestContext, rooms: number): Promise<{ right: number; wrong: number }> {
  const clock = new VirtualTime(Date.UTC(2026, 10, 22, 9));
  const random = seeded(5);
  const world = new RoomsField({ clock, random, rooms: new SimulatedRooms(rooms, random) });
  const { antennas } = world;
  const device = new SimulatedUhfDevice({
    id: 'uhf',
    driver: uhfreader18,
    // With the rest between rounds that it has by default.
    options: parseDriverOptions(uhfreader18, { antennas }) as Uhf18Options,
    random,
    field: world.field,
    reader: (options) => new SimulatedUhf18({ ...options, antennas }),
    clock,
    logger: new QuietLogger(),
  });
  const filter = new PresenceFilter({
    clock,
    antennas: antennas.map((antenna) => ({ source: 'uhf', antenna, place: String(antenna) })),
    options: Value.Create(PresenceFilterOptions),
    emit: () => undefined,
  });
  device.subscribe({
    reading: (reading) => void (reading.kind === 'epc' && filter.take(reading)),
    health: () => undefined,
  });
  t.after(() => device.stop());
  await device.start();
  EPCS.forEach((epc, index) => world.move(epc, { room: index % rooms }));
  await clock.advanceTo(clock.now() + 5_000);
  let [right, wrong, looks] = [0, 0, 0];
  for (let look = 0; look < 200; look += 1) {
    await clock.advanceTo(clock.now() + 500);
    const places = new Map(filter.items().map(({ epc, place }) => [epc, place]));
    EPCS.forEach((epc, index) => {
      const place = places.get(epc) ?? null;
      looks += 1;
      if (place === String((index % rooms) + 1)) right += 1;
      else if (place !== null) wrong += 1;
    });
  }
  return { right: right / looks, wrong: wrong / looks };
}

for (const rooms of [3, 4, 8])
  test(`are no reason to miss a garment, with ${rooms} of them at one reader`, async (t) => {
    const { right, wrong } = await judge(t, rooms);
    assert.ok(right > 0.985, `${right} are right`);
    assert.ok(wrong < 0.002, `${wrong} are wrong`);
  });

test('are taken for one that reads all the time until they show otherwise', () => {
  const turns = new Turns();
  assert.is(turns.within(STEP_MS), 1);
  for (let read = 0; read < 5; read += 1) turns.learn(1_000);
  assert.ok(turns.within(STEP_MS) < 0.5);
  for (let read = 0; read < 10; read += 1) turns.learn(60);
  assert.is(turns.within(STEP_MS), 1);
});

test('say nothing by absences, and by what is no time at all', () => {
  const turns = new Turns();
  for (const gap of [Number.NaN, 0, -5, 60_000, Number.POSITIVE_INFINITY]) turns.learn(gap);
  assert.is(turns.within(STEP_MS), 1);
});
