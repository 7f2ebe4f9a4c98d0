import * as assert from 'uvu/assert';
import type { ItemReading } from '../../../device/ports.ts';
import { STREAM_DRIVERS } from '../../../device/drivers.ts';
import { MESSAGE_DRIVERS } from '../../../device/network/drivers.ts';
import { antennasOf, ItemPlaces } from '../../../kiosk/hardware/item-places.ts';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('The places of radio tags');

test('are those of the antennas that a file names', () => {
  const means = { antennas: { '1': { room: 'room' }, '4': { room: 'room-2' } } };
  assert.equal(antennasOf({ id: 'uhf', driver: 'zebra' }, means), [
    { source: 'uhf', antenna: 1, place: 'room' },
    { source: 'uhf', antenna: 4, place: 'room-2' },
  ]);
});

test('are the display of a reader whose file names no antennas', () => {
  const places = antennasOf({ id: 'uhf', driver: 'm100' }, { display: 'room' });
  assert.equal([places[0]?.place, places.at(-1)?.antenna], ['room', 32]);
  assert.equal(antennasOf({ id: 'uhf', driver: 'm100' }, undefined), []);
});

test('are none for devices that read no radio tags', () => {
  const silent = [...Object.keys(STREAM_DRIVERS), ...Object.keys(MESSAGE_DRIVERS), 'pcsc'].filter(
    (driver) => antennasOf({ id: 'x', driver }, { display: 'room' }).length === 0,
  );
  assert.equal(silent.sort(), [
    'barcode',
    'esphome',
    'ld2410',
    'ld2450',
    'nexmosphere',
    'pcsc',
    'zigbee2mqtt',
  ]);
});

test('are left when the antennas change, and leave no timer', async () => {
  const clock = new VirtualClock();
  const told: string[] = [];
  const emit = ({ place, present }: ItemReading): void => void told.push(`${present ? '+' : '-'}${place}`);
  const places = new ItemPlaces({ clock, emit, filter: { levelDbm: -50 } });
  const read = async (): Promise<void> => {
    for (let count = 0; count < 12; count += 1) {
      const at = new Date(clock.now()).toISOString();
      places.take({ kind: 'epc', source: 'uhf', epc: 'AABB', antenna: 1, rssiDbm: -48, at });
      await clock.advance(250);
    }
  };
  await read();
  assert.equal(told, [], 'no antenna is known');
  const other = { source: 'a-reader', antenna: 1, place: 'room-2' };
  places.set([{ source: 'uhf', antenna: 1, place: 'room' }, other]);
  await read();
  places.set([other, { source: 'uhf', antenna: 1, place: 'room' }]);
  assert.equal(told, ['+room']);
  places.set([{ source: 'uhf', antenna: 1, place: 'room-2' }]);
  await read();
  assert.equal(told, ['+room', '-room', '+room-2']);
  places.stop();
  assert.equal(told.at(-1), '-room-2');
  assert.is(clock.pending, 0);
});

test('know of a reader that is away also when its antennas are named later', async () => {
  const beliefs = async (order: 'before' | 'after' | 'never'): Promise<unknown> => {
    const clock = new VirtualClock();
    const places = new ItemPlaces({ clock, emit: () => undefined, filter: {} });
    if (order === 'before') places.setOnline('uhf-1', false);
    places.set([
      { source: 'uhf-1', antenna: 1, place: 'room' },
      { source: 'uhf-2', antenna: 1, place: 'room-2' },
    ]);
    if (order === 'after') places.setOnline('uhf-1', false);
    const at = new Date(clock.now()).toISOString();
    places.take({ kind: 'epc', source: 'uhf-2', epc: 'AABB', antenna: 1, rssiDbm: -70, at });
    await clock.advance(250);
    const items = places.items();
    places.stop();
    return items;
  };
  assert.equal(await beliefs('before'), await beliefs('after'));
  assert.not.equal(await beliefs('before'), await beliefs('never'));
});
