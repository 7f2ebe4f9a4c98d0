import * as assert from 'uvu/assert';
import type { PresenceTarget } from '../../device/ports.ts';
import type { Ld2450Options } from '../../device/ld2450/options.ts';
import type { Ld2450Session } from '../../device/ld2450/session.ts';
import { SimulatedLd2450Device, type Ld2450Fault } from '../../device/ld2450/simulated-ld2450.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('LD2450 radar');

interface Bench {
  clock: VirtualClock;
  device: SimulatedLd2450Device;
  seen: Recorder;
}

async function bench(
  t: TestContext,
  options: Partial<Ld2450Options> = {},
  fault: Ld2450Fault = 'none',
): Promise<Bench> {
  const clock = new VirtualClock();
  const device = new SimulatedLd2450Device({ id: 'radar', clock, logger: recordingLogger(), ...options });
  t.after(async () => {
    await device.stop();
    assert.is(clock.pending, 0);
  });
  const seen = new Recorder();
  device.subscribe(seen);
  device.radar.misbehave(fault);
  await device.start();
  await clock.advance(3_000);
  return { clock, device, seen };
}

const person = (xMm: number, yMm: number, speedCmPerS = 0): PresenceTarget => ({ xMm, yMm, speedCmPerS });
const story = ({ seen }: Bench): boolean[] => seen.presences.map(({ present }) => present);

test('tells on change who comes within the distance, and when the place is vacant', async (t) => {
  const all = await bench(t);
  const { clock, device, seen } = all;
  device.radar.place(person(0, 3_000, -100));
  await clock.advance(1_500);
  assert.equal(story(all), []);
  await clock.advance(200);
  assert.equal(seen.presences, [
    {
      kind: 'presence',
      source: 'radar',
      present: true,
      distanceCm: 140,
      targets: [{ xMm: 0, yMm: 1_400, speedCmPerS: -100 }],
      at: '2026-11-22T10:00:04.600Z',
    },
  ]);
  await clock.advance(30_000);
  assert.equal(story(all), [true]);
  device.radar.place();
  await clock.advance(9_700);
  assert.equal(story(all), [true]);
  await clock.advance(400);
  assert.equal(story(all), [true, false]);
  assert.equal(seen.presences[1]?.distanceCm, null);
});

test('counts only people in the zone, and lets them lean out of it', async (t) => {
  const zone = { x1Mm: 500, y1Mm: 1_500, x2Mm: -500, y2Mm: 200 };
  const all = await bench(t, { zone, hysteresisCm: 20, vacantAfterMs: 1_000 });
  const { clock, device, seen } = all;
  device.radar.place(person(600, 1_000), person(0, 100));
  await clock.advance(2_000);
  assert.equal(story(all), []);
  device.radar.place(person(600, 1_000), person(450, 1_000));
  await clock.advance(2_000);
  assert.equal(story(all), [true]);
  assert.equal(seen.presences[0]?.targets, [person(450, 1_000)]);
  device.radar.place(person(650, 1_000));
  await clock.advance(5_000);
  assert.equal(story(all), [true]);
  device.radar.place(person(750, 1_000));
  await clock.advance(1_100);
  assert.equal(story(all), [true, false]);
  device.radar.place(person(650, 1_000));
  await clock.advance(5_000);
  assert.equal(story(all), [true, false]);
});

test('does not believe in a person of a single report', async (t) => {
  const all = await bench(t, {}, 'ghost');
  await all.clock.advance(60_000);
  assert.equal(story(all), []);
});

for (const fault of ['garble', 'drop', 'noise'] as const) {
  test(`keeps somebody present on a line with ${fault}, and counts the bytes`, async (t) => {
    const all = await bench(t, {}, fault);
    all.device.radar.place(person(0, 900));
    await all.clock.advance(60_000);
    assert.equal(story(all), [true]);
    assert.is(all.device.health().status, 'connected');
    assert.ok(all.device.counters.discardedBytes > 0);
  });
}

test('holds the place for as long as nobody were seen when the line is lost', async (t) => {
  const all = await bench(t, { vacantAfterMs: 4_000 });
  const { clock, device } = all;
  device.radar.place(person(0, 900));
  await clock.advance(1_000);
  device.transport.unplug();
  device.transport.plug();
  await clock.advance(20_000);
  assert.equal(story(all), [true]);
  device.transport.unplug();
  await clock.advance(3_900);
  assert.equal(story(all), [true]);
  await clock.advance(100);
  assert.equal(story(all), [true, false]);
});

test('searches when reports cease', async (t) => {
  const { clock, device } = await bench(t);
  device.radar.misbehave('silent');
  await clock.advance(5_100);
  assert.equal([device.health().status, device.health().code], ['searching', 'TW_LD2450_SILENT']);
});

test('sets the radar to what is wanted, once', async (t) => {
  const filter = { mode: 'outside' as const, areas: [{ x1Mm: -100, y1Mm: 0, x2Mm: 100, y2Mm: 500 }] };
  const { clock, device } = await bench(t, { tracking: 'single', filter, bluetooth: false });
  const { radar } = device;
  assert.equal([radar.tracking, radar.filter, radar.config.bluetooth], ['single', filter, false]);
  assert.is(radar.config.flashWrites, 3);
  device.transport.unplug();
  device.transport.plug();
  await clock.advance(10_000);
  assert.is(radar.config.flashWrites, 3);
  assert.is(device.health().status, 'connected');
  const info = (device.session as Ld2450Session).inspect();
  await clock.advance(1_000);
  assert.equal(await info, { firmware: '2.04.23101915', mac: null, tracking: 'single', filter });
});

test('leaves a radar alone that may stay as it is', async (t) => {
  const { device } = await bench(t);
  assert.is(device.transport.written.length, 0);
});
