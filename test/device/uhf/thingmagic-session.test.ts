import * as assert from 'uvu/assert';
import { thingmagic } from '../../../device/thingmagic/driver.ts';
import type { ThingMagicFrame } from '../../../device/thingmagic/frame.ts';
import type { ThingMagicOptions } from '../../../device/thingmagic/options.ts';
import {
  SimulatedThingMagic,
  type SimulatedThingMagicOptions,
} from '../../../device/thingmagic/simulated-thingmagic.ts';
import { suite } from '../../harness/suite.ts';
import { epcsOf, JEANS, LONG, SHIRT, uhfBench, type UhfBench } from './bench.ts';

const test = suite('ThingMagic session');

function bench(
  given: object = {},
  simulated: Partial<SimulatedThingMagicOptions> = {},
): Promise<UhfBench<ThingMagicOptions, ThingMagicFrame, SimulatedThingMagic>> {
  return uhfBench(thingmagic, (options) => new SimulatedThingMagic({ ...options, ...simulated }), given);
}

test('sets the module and tells tags with antenna and strength', async () => {
  const { clock, device, reader, field, news } = await bench(
    { antennas: [1, 2], powerDbm: 18 },
    { ports: 4 },
  );
  field.put(SHIRT, 1, -50);
  field.put(LONG, 2, -61);
  field.put(JEANS, 3, -40);
  await clock.advance(3_000);
  assert.equal([device.health().status, reader.powerDbm, reader.antennas], ['connected', 18, [1, 2]]);
  const seen = new Set(news().map(({ epc, antenna, rssiDbm }) => `${epc} ${antenna} ${rssiDbm}`));
  assert.equal([...seen].sort(), [`${LONG} 2 -63`, `${SHIRT} 1 -52`]);
});

test('stays connected by signs of life with nothing to read', async () => {
  const { clock, device, seen } = await bench();
  await clock.advance(60_000);
  assert.equal([device.health().status, seen.readings.length], ['connected', 0]);
});

test('wakes a module that waits in its boot loader, also after every loss of power', async () => {
  const { clock, device, reader, field, news } = await bench({}, { boots: true });
  field.put(SHIRT, 1, -50);
  await clock.advance(4_000);
  assert.equal([epcsOf(news()), reader.isReading], [[SHIRT], true]);
  device.transport.unplug();
  await clock.advance(4_000);
  device.transport.plug();
  await clock.advance(15_000);
  assert.equal([epcsOf(news()), device.health().status], [[SHIRT], 'connected']);
});

test('stops and sets a module that reads on from before', async () => {
  const { clock, device, reader, field, news } = await bench({ powerDbm: 15 });
  await clock.advance(3_000);
  const powerOff = reader.powerOff.bind(reader);
  reader.powerOff = () => undefined;
  device.transport.unplug();
  reader.powerOff = powerOff;
  assert.ok(reader.isReading);
  field.put(SHIRT, 1, -50);
  device.transport.plug();
  await clock.advance(5_000);
  assert.equal([epcsOf(news()), device.health().status, reader.powerDbm], [[SHIRT], 'connected', 15]);
});

for (const { complaint, code } of [
  { complaint: 'hot', code: 'TW_UHF_OVERHEATED' },
  { complaint: 'return-loss', code: 'TW_UHF_RETURN_LOSS' },
] as const) {
  test(`tells that a module complains of ${complaint}, and when that is over`, async () => {
    const { clock, device, reader, seen } = await bench();
    await clock.advance(3_000);
    reader.complain(complaint);
    await clock.advance(5_000);
    const { status, code: told, remedy } = device.health();
    assert.equal([status, told], ['failed', code]);
    assert.ok(remedy);
    const { length } = seen.healths;
    await clock.advance(30_000);
    assert.is(seen.healths.length, length);
    reader.complain('none');
    await clock.advance(5_000);
    assert.is(device.health().status, 'failed');
    await clock.advance(8_000);
    assert.is(device.health().status, 'connected');
  });
}

test('lets the module rest when told to', async () => {
  const { clock, device, reader, field, news } = await bench({ readMs: 500, intervalMs: 1_500 });
  field.put(SHIRT, 1, -50);
  await clock.advance(3_000);
  let rested = 0;
  for (let step = 0; step < 100; step += 1) {
    await clock.advance(100);
    if (!reader.isReading) rested += 1;
  }
  assert.ok(rested > 60 && rested < 85, `${rested} of 100`);
  assert.equal([epcsOf(news()), device.health().status], [[SHIRT], 'connected']);
});

test('says which setting a module refuses, and does not read', async () => {
  for (const { given, simulated, words } of [
    { given: { region: 'eu3' }, simulated: { regions: ['na2'] }, words: 'region eu3, status 0105' },
    { given: { powerDbm: 30 }, simulated: {}, words: 'power 30 dBm, status 0103' },
    { given: { antennas: [1, 2] }, simulated: { ports: 1 }, words: 'antennas 1, 2, status 0105' },
  ] as const) {
    const { clock, device, reader } = await bench(given, simulated);
    await clock.advance(4_000);
    const { status, code, message } = device.health();
    assert.equal([status, code, reader.isReading], ['failed', 'TW_UHF_SETTING_REFUSED', false]);
    assert.match(message ?? '', words);
    await device.stop();
  }
});

test('begins again by itself once a refused setting is accepted', async () => {
  const regions: ('na2' | 'eu3')[] = ['na2'];
  const { clock, device, field, news } = await bench({}, { regions });
  field.put(SHIRT, 1, -50);
  await clock.advance(4_000);
  assert.is(device.health().status, 'failed');
  regions.push('eu3');
  await clock.advance(5_000);
  assert.equal([device.health().status, epcsOf(news())], ['connected', [SHIRT]]);
});

for (const fault of ['garble', 'drop', 'delay', 'swap', 'disconnect'] as const) {
  test(`goes on reading the right tags on a line with the fault ${fault}`, async () => {
    const { clock, device, reader, field, news } = await bench();
    field.put(SHIRT, 1, -50);
    field.put(LONG, 1, -50);
    await clock.advance(3_000);
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

test('counts a module that falls silent as lost, and finds it again', async () => {
  const { clock, device, reader, seen } = await bench();
  await clock.advance(3_000);
  reader.misbehave('silent');
  await clock.advance(7_000);
  assert.equal([device.health().status, device.health().code], ['searching', 'TW_UHF_SILENT']);
  assert.not(seen.story.some((told) => told.startsWith('failed')));
  reader.misbehave('none');
  await clock.advance(20_000);
  assert.is(device.health().status, 'connected');
});

test('tells that a module is heard but not told', async () => {
  const { clock, device, reader, field, news } = await bench();
  field.put(SHIRT, 1, -50);
  await clock.advance(3_000);
  reader.receive = () => undefined;
  const powerOff = reader.powerOff.bind(reader);
  reader.powerOff = () => undefined;
  device.transport.unplug();
  reader.powerOff = powerOff;
  device.transport.plug();
  await clock.advance(12_000);
  assert.equal([device.health().status, device.health().code], ['failed', 'TW_DEVICE_NO_ANSWER']);
  assert.equal(epcsOf(news()), [SHIRT]);
});

test('stops the module, and leaves no timer behind, when it stops', async () => {
  const { clock, device, reader } = await bench();
  await clock.advance(3_000);
  const powerOff = reader.powerOff.bind(reader);
  let wasReading: boolean | undefined;
  reader.powerOff = () => {
    wasReading = reader.isReading;
    powerOff();
  };
  await device.stop();
  assert.equal([wasReading, clock.pending, device.transport.isOpen], [false, 0, false]);
});
