import * as assert from 'uvu/assert';
import { m100 } from '../../../device/m100/driver.ts';
import { SimulatedM100 } from '../../../device/m100/simulated-m100.ts';
import type { M100Dialect, M100Frame } from '../../../device/m100/frame.ts';
import type { M100Options } from '../../../device/m100/options.ts';
import { suite } from '../../harness/suite.ts';
import { epcsOf, JEANS, LONG, SHIRT, uhfBench, type UhfBench } from './bench.ts';

const test = suite('M100 session');

function bench(
  given: object = {},
  dialect: M100Dialect = 'bb',
): Promise<UhfBench<M100Options, M100Frame, SimulatedM100>> {
  return uhfBench(m100, (options) => new SimulatedM100({ ...options, dialect }), given);
}

for (const dialect of ['bb', 'aa'] as const) {
  test(`finds out that a module speaks ${dialect}, sets it, and reads`, async () => {
    const { clock, device, reader, field, news } = await bench({ powerDbm: 18 }, dialect);
    field.put(SHIRT, 1, -50);
    field.put(LONG, 1, -60);
    await clock.advance(2_000);
    assert.equal([device.health().status, reader.powerDbm, reader.isReading], ['connected', 18, true]);
    const [first] = news();
    assert.equal([first?.epc, first?.rssiDbm, first?.antenna, first?.pc], [SHIRT, -52, 1, '3000']);
    await clock.advance(1_000);
    assert.equal(epcsOf(news()), [LONG, SHIRT].sort());
  });
}

test('tells only what is there now', async () => {
  const { clock, field, news } = await bench();
  field.put(SHIRT, 1, -50);
  await clock.advance(2_000);
  field.take(SHIRT);
  field.put(JEANS, 1, -50);
  await clock.advance(100);
  news();
  await clock.advance(1_000);
  assert.equal(epcsOf(news()), [JEANS]);
});

test('begins another multi-poll when one ends', async () => {
  const { clock, field, reader, news } = await bench();
  field.put(SHIRT, 1, -50);
  await clock.advance(2_000);
  reader.endRounds();
  news();
  await clock.advance(1_200);
  assert.ok(reader.isReading);
  assert.equal(epcsOf(news()), [SHIRT]);
});

test('stays connected with nothing to read', async () => {
  const { clock, device, seen } = await bench();
  await clock.advance(60_000);
  assert.equal([device.health().status, seen.readings.length], ['connected', 0]);
});

test('rests between rounds when told to', async () => {
  const { clock, field, reader, news } = await bench({ intervalMs: 1_000 });
  field.put(SHIRT, 1, -50);
  await clock.advance(2_000);
  news();
  await clock.advance(10_500);
  const { length } = news();
  assert.ok(length >= 9 && length <= 11, `${length} reads`);
  assert.not(reader.isReading);
});

test('sets a module again that lost its power', async () => {
  const { clock, device, reader, field, news } = await bench({ powerDbm: 16 });
  field.put(SHIRT, 1, -50);
  await clock.advance(2_000);
  device.transport.unplug();
  assert.equal([device.health().code, reader.isReading, reader.powerDbm], ['TW_SERIAL_LOST', false, 26]);
  await clock.advance(5_000);
  device.transport.plug();
  news();
  await clock.advance(12_000);
  assert.equal([device.health().status, reader.powerDbm, reader.isReading], ['connected', 16, true]);
  assert.equal(epcsOf(news()), [SHIRT]);
});

for (const { intervalMs, how } of [
  { intervalMs: 0, how: 'reads on' },
  { intervalMs: 500, how: 'is polled' },
]) {
  test(`tells a module that ${how} its settings again after a weak supply made it forget them`, async () => {
    const { clock, device, reader, field, news } = await bench({ powerDbm: 16, intervalMs });
    field.put(SHIRT, 1, -50);
    await clock.advance(2_000);
    reader.powerOff();
    assert.is(reader.powerDbm, 26);
    await clock.advance(12_000);
    news();
    await clock.advance(2_000);
    assert.equal([device.health().status, reader.powerDbm, epcsOf(news())], ['connected', 16, [SHIRT]]);
  });
}

test('counts a module that falls silent as lost, and finds it again', async () => {
  const { clock, device, reader, seen } = await bench();
  await clock.advance(2_000);
  reader.misbehave('silent');
  await clock.advance(6_000);
  assert.equal([device.health().status, device.health().code], ['searching', 'TW_UHF_SILENT']);
  assert.not(seen.story.some((told) => told.startsWith('failed')));
  reader.misbehave('none');
  await clock.advance(15_000);
  assert.is(device.health().status, 'connected');
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
    await clock.advance(12_000);
    assert.equal(epcsOf(news()), [LONG, SHIRT].sort());
    assert.is(device.health().status, 'connected');
  });
}

test('repeats what a stuck module repeats', async () => {
  const { clock, reader, field, news } = await bench();
  field.put(SHIRT, 1, -50);
  await clock.advance(2_000);
  reader.misbehave('stuck');
  field.take(SHIRT);
  news();
  await clock.advance(5_000);
  assert.equal(epcsOf(news()), [SHIRT]);
});

test('does not let a module loose that sends stronger than told', async () => {
  const { clock, device, reader } = await bench({ powerDbm: 5 });
  await clock.advance(3_000);
  const { status, code, message } = device.health();
  assert.equal([status, code, reader.isReading], ['failed', 'TW_UHF_SETTING_REFUSED', false]);
  assert.match(message ?? '', '15 instead of 5 dBm');
  await clock.advance(60_000);
  assert.is(device.health().status, 'failed');
});

test('logs a module that sends weaker than told, and reads', async () => {
  const { clock, reader, log } = await bench({ powerDbm: 30 });
  await clock.advance(3_000);
  assert.ok(reader.isReading);
  assert.equal(log.lines.find(({ level }) => level === 'warn')?.fields, { wanted: 30, actual: 26 });
});

test('says nothing to a module of the other dialect when one is forced', async () => {
  const { clock, device } = await bench({ dialect: 'aa' }, 'bb');
  await clock.advance(6_000);
  assert.equal([device.health().status, device.health().code], ['searching', 'TW_UHF_SILENT']);
});

test('stops the module, and leaves no timer behind, when it stops', async () => {
  const { clock, device, reader } = await bench();
  await clock.advance(2_000);
  const powerOff = reader.powerOff.bind(reader);
  let wasReading: boolean | undefined;
  reader.powerOff = () => {
    wasReading = reader.isReading;
    powerOff();
  };
  await device.stop();
  assert.equal([wasReading, clock.pending, device.transport.isOpen], [false, 0, false]);
});
