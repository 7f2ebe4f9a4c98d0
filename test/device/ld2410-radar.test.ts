import * as assert from 'uvu/assert';
import { SimulatedRadarDevice } from '../../device/ld2410/simulated-radar.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('LD2410 radar');

interface Bench {
  clock: VirtualClock;
  device: SimulatedRadarDevice;
  seen: Recorder;
  log: ReturnType<typeof recordingLogger>;
}

async function bench(): Promise<Bench> {
  const clock = new VirtualClock();
  const log = recordingLogger();
  const device = new SimulatedRadarDevice({ id: 'radar', clock, logger: log });
  const seen = new Recorder();
  device.subscribe(seen);
  await device.start();
  return { clock, device, seen, log };
}

test('is connected at the first report, not at the opened port', async () => {
  const { clock, device } = await bench();
  assert.is(device.health().status, 'starting');
  await clock.advance(100);
  assert.is(device.health().status, 'connected');
});

test('tells somebody who comes into range at once, and who left after five seconds', async () => {
  const { clock, device, seen } = await bench();
  await clock.advance(1_000);
  device.radar.play('walk-in');
  await clock.advance(2_400);
  assert.is(seen.presences.length, 0);
  await clock.advance(100);
  assert.equal(seen.presences[0], {
    kind: 'presence',
    source: 'radar',
    present: true,
    distanceCm: 150,
    at: '2026-11-22T10:00:03.500Z',
  });
  await clock.advance(60_000);
  assert.is(seen.presences.length, 1);
  device.radar.play('empty');
  await clock.advance(4_999);
  assert.is(seen.presences.length, 1);
  await clock.advance(1);
  assert.equal([seen.presences[1]?.present, seen.presences[1]?.distanceCm], [false, null]);
});

test('does not take a moment of stillness for an empty place', async () => {
  const { clock, device, seen } = await bench();
  for (let round = 0; round < 5; round += 1) {
    device.radar.play('still');
    await clock.advance(300);
    device.radar.play('empty');
    await clock.advance(4_500);
  }
  assert.is(seen.presences.length, 1);
});

for (const fault of ['garble', 'drop'] as const) {
  test(`keeps somebody present on a line that ${fault}s bytes, and counts them`, async () => {
    const { clock, device, seen } = await bench();
    device.radar.play('still');
    device.radar.misbehave(fault);
    await clock.advance(60_000);
    assert.equal([seen.presences.length, device.health().status], [1, 'connected']);
    assert.ok(device.discardedBytes > 0);
  });
}

test('shows somebody for as long as a stuck sensor does', async () => {
  const { clock, device, seen } = await bench();
  device.radar.play('still');
  await clock.advance(1_000);
  device.radar.misbehave('stuck');
  device.radar.play('empty');
  await clock.advance(60_000);
  assert.equal([seen.presences.length, seen.presences[0]?.present], [1, true]);
});

test('searches when reports cease, says it once, and comes back', async () => {
  const { clock, device, seen, log } = await bench();
  device.radar.play('still');
  await clock.advance(1_000);
  device.radar.misbehave('silent');
  await clock.advance(5_100);
  assert.is(device.health().code, 'TW_LD2410_SILENT');
  assert.equal(
    seen.presences.map(({ present }) => present),
    [true, false],
  );
  await clock.advance(120_000);
  device.radar.misbehave('none');
  await clock.advance(11_000);
  assert.is(device.health().status, 'connected');
  assert.equal(
    log.lines.filter(({ level }) => level !== 'debug').map(({ message }) => message),
    ['device connected', 'device lost', 'device back'],
  );
});

test('opens a port that went away again, with longer and longer pauses', async () => {
  const { clock, device } = await bench();
  await clock.advance(1_000);
  device.transport.unplug();
  assert.is(device.health().code, 'TW_SERIAL_LOST');
  await clock.advance(30_000);
  assert.is(device.health().code, 'TW_SERIAL_NOT_FOUND');
  device.transport.plug();
  await clock.advance(10_100);
  assert.is(device.health().status, 'connected');
});

test('leaves no timer and no open port behind when it stops', async () => {
  const { clock, device, seen } = await bench();
  device.radar.play('still');
  await clock.advance(1_000);
  await device.stop();
  assert.equal([clock.pending, device.transport.isOpen], [0, false]);
  assert.equal(
    seen.presences.map(({ present }) => present),
    [true, false],
  );
});
