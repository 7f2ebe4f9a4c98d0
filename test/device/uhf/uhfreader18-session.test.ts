import * as assert from 'uvu/assert';
import { uhfreader18 } from '../../../device/uhfreader18/driver.ts';
import type { Uhf18Frame } from '../../../device/uhfreader18/frame.ts';
import { UHF18_REGIONS } from '../../../device/uhfreader18/info.ts';
import type { Uhf18Options } from '../../../device/uhfreader18/options.ts';
import {
  SimulatedUhf18,
  type SimulatedUhf18Options,
} from '../../../device/uhfreader18/simulated-uhfreader18.ts';
import { suite } from '../../harness/suite.ts';
import { epcsOf, JEANS, LONG, SHIRT, uhfBench, type UhfBench } from './bench.ts';

const test = suite('UHFReader18 session');

function bench(
  given: object = {},
  simulated: Partial<SimulatedUhf18Options> = {},
): Promise<UhfBench<Uhf18Options, Uhf18Frame, SimulatedUhf18>> {
  return uhfBench(uhfreader18, (options) => new SimulatedUhf18({ ...options, ...simulated }), given);
}

test('asks antenna after antenna, and tells each tag where it is', async () => {
  const { clock, device, field, news } = await bench({ antennas: [1, 3] });
  field.put(SHIRT, 1, -50);
  field.put(JEANS, 3, -45);
  field.put(LONG, 2, -40);
  await clock.advance(3_000);
  const seen = new Set(news().map(({ epc, antenna, rssiDbm }) => `${epc} ${antenna} ${rssiDbm}`));
  assert.equal([...seen].sort(), [`${SHIRT} 1 -50`, `${JEANS} 3 -45`].sort());
  assert.is(device.health().status, 'connected');
});

test('tells a tag at every antenna that it bleeds into', async () => {
  const { clock, field, news } = await bench({ antennas: [1, 2] });
  field.put(SHIRT, 1, -45);
  field.put(SHIRT, 2, -68);
  await clock.advance(2_000);
  const strengths = new Set(news().map(({ antenna, rssiDbm }) => `${antenna} ${rssiDbm}`));
  assert.equal([...strengths].sort(), ['1 -45', '2 -68']);
});

test('sets region, power, scan time and antennas where they differ, and spares the memory afterwards', async () => {
  const { clock, device, reader } = await bench({ antennas: [1, 2], powerDbm: 18 });
  await clock.advance(1_000);
  const { band, powerDbm, scanTimeMs, antennas } = reader.info;
  assert.equal([band, powerDbm, scanTimeMs, antennas], [UHF18_REGIONS.eu, 18, 300, 3]);
  const { settings } = reader;
  assert.is(settings, 4);
  device.transport.unplug();
  await clock.advance(3_000);
  device.transport.plug();
  await clock.advance(15_000);
  assert.equal([device.health().status, reader.settings], ['connected', settings]);
});

test('reads a UHFReader18, which has neither antennas nor strengths', async () => {
  const { clock, field, news } = await bench({}, { variant: 'uhfreader18' });
  for (const epc of [SHIRT, JEANS, LONG, 'ABCD', '0001', '0002']) field.put(epc, 1, -50);
  await clock.advance(2_000);
  const readings = news();
  assert.is(epcsOf(readings).length, 6);
  assert.ok(readings.every(({ antenna, rssiDbm }) => antenna === 1 && rssiDbm === null));
});

for (const variant of ['uhfreader18', 'uhfreader288'] as const) {
  test(`stays connected to a ${variant} with nothing to read`, async () => {
    const { clock, device, seen } = await bench({}, { variant });
    await clock.advance(60_000);
    assert.equal([device.health().status, seen.readings.length], ['connected', 0]);
  });

  test(`makes a ${variant} that tells tags unasked wait to be asked`, async () => {
    const { clock, device, reader, field, news } = await bench({}, { variant });
    field.put(SHIRT, 1, -50);
    reader.startRealTime();
    await clock.advance(10_000);
    news();
    await clock.advance(2_000);
    assert.equal(epcsOf(news()), [SHIRT]);
    assert.is(device.health().status, 'connected');
    const { settings } = reader;
    await clock.advance(60_000);
    assert.is(reader.settings, settings);
  });
}

test('names the antenna that is missing, and forgets it once it is back', async () => {
  const { clock, device, reader, field, news } = await bench({ antennas: [1, 2] });
  field.put(SHIRT, 1, -50);
  reader.connectAntennas([1]);
  await clock.advance(3_000);
  const { status, code, message } = device.health();
  assert.equal([status, code], ['failed', 'TW_UHF_ANTENNA_MISSING']);
  assert.match(message ?? '', 'antenna 2');
  assert.equal(epcsOf(news()), [SHIRT]);
  reader.connectAntennas([1, 2]);
  await clock.advance(12_000);
  assert.is(device.health().status, 'connected');
});

test('says which setting is refused, and does not read', async () => {
  const { clock, device, field, seen } = await bench({ powerDbm: 33 });
  field.put(SHIRT, 1, -50);
  await clock.advance(3_000);
  const { status, code, message } = device.health();
  assert.equal([status, code, seen.readings.length], ['failed', 'TW_UHF_SETTING_REFUSED', 0]);
  assert.match(message ?? '', 'power 33 dBm');
});

test('hears only the reader with its address', async () => {
  const { clock, device } = await bench({ address: 5 }, { address: 6 });
  await clock.advance(7_000);
  assert.is(device.health().code, 'TW_UHF_SILENT');
  const other = await bench({ address: 5 }, { address: 5 });
  await other.clock.advance(1_000);
  assert.is(other.device.health().status, 'connected');
});

for (const fault of ['garble', 'drop', 'delay', 'swap', 'disconnect'] as const) {
  test(`goes on reading the right tags on a line with the fault ${fault}`, async () => {
    const { clock, device, reader, field, news } = await bench();
    field.put(SHIRT, 1, -50);
    field.put(LONG, 1, -50);
    await clock.advance(2_000);
    reader.misbehave(fault);
    news();
    await clock.advance(30_000);
    device.transport.plug();
    reader.misbehave('none');
    await clock.advance(15_000);
    assert.equal(epcsOf(news()), [LONG, SHIRT].sort());
    assert.is(device.health().status, 'connected');
  });
}

test('counts a reader that falls silent as lost, and finds it again', async () => {
  const { clock, device, reader, seen } = await bench();
  await clock.advance(2_000);
  reader.misbehave('silent');
  await clock.advance(8_000);
  assert.equal([device.health().status, device.health().code], ['searching', 'TW_UHF_SILENT']);
  assert.not(seen.story.some((told) => told.startsWith('failed')));
  reader.misbehave('none');
  await clock.advance(20_000);
  assert.is(device.health().status, 'connected');
});

test('leaves no timer and no open port behind when it stops', async () => {
  const { clock, device } = await bench();
  await clock.advance(2_000);
  await device.stop();
  assert.equal([clock.pending, device.transport.isOpen], [0, false]);
});
