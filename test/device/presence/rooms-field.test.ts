import * as assert from 'uvu/assert';
import { RoomsField } from '../../../device/presence/rooms-field.ts';
import { SimulatedRooms } from '../../../device/presence/simulated-rooms.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { StepClock } from '../../support/step-clock.ts';

const test = suite('A row of rooms before a reader');
const SHIRT = '30340242201D8840009EFDF9';

function bench(): { clock: StepClock; rooms: RoomsField } {
  const clock = new StepClock();
  const seeded = new SeededRandom(5);
  const random = (): number => seeded.unit();
  return { clock, rooms: new RoomsField({ clock, random, rooms: new SimulatedRooms(3, random) }) };
}

/** Strongest read of each antenna in ten seconds; NaN where there was none. */
function strongest(clock: StepClock, rooms: RoomsField): number[] {
  const best = rooms.antennas.map(() => Number.NaN);
  for (let round = 0; round < 100; round += 1) {
    clock.advance(100);
    rooms.antennas.forEach((antenna, index) => {
      for (const { rssiDbm } of rooms.field.read(antenna))
        if (!((best[index] ?? Number.NaN) >= rssiDbm)) best[index] = rssiDbm;
    });
  }
  return best;
}

test('reads a garment best in its own room, and weaker next door', () => {
  const { clock, rooms } = bench();
  rooms.move(SHIRT, { room: 0 });
  const [own = 0, nextDoor = 0, far = 0] = strongest(clock, rooms);
  assert.ok(own > nextDoor + 5, `${own} and ${nextDoor} dBm`);
  assert.ok(Number.isNaN(far) || far < nextDoor);
  rooms.move(SHIRT, { room: 2 });
  const [farNow = -99, , ownNow = -99] = strongest(clock, rooms);
  assert.ok(Number.isNaN(farNow) || ownNow > farNow);
  assert.ok(ownNow > -65);
});

test('reads nothing of what was taken away, and rests then', () => {
  const { clock, rooms } = bench();
  rooms.move(SHIRT, { corridor: 1 });
  clock.advance(1_000);
  rooms.move(SHIRT, 'away');
  assert.equal(rooms.field.epcs, []);
  clock.advance(1_000);
  assert.is(clock.pending, 0);
  rooms.move(SHIRT, { room: 1 });
  clock.advance(500);
  assert.is(clock.pending, 1);
  rooms.clear();
  assert.is(clock.pending, 0);
  assert.equal(rooms.field.epcs, []);
});
