import * as assert from 'uvu/assert';
import { isDeviceError } from '../../device/errors.ts';
import type { Ld2410Options } from '../../device/ld2410/options.ts';
import type { Ld2410Session } from '../../device/ld2410/session.ts';
import { SimulatedRadarDevice, type RadarFault } from '../../device/ld2410/simulated-radar.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('LD2410 settings');

interface Bench {
  clock: VirtualClock;
  device: SimulatedRadarDevice;
  seen: Recorder;
}

interface Setting {
  options?: Partial<Ld2410Options>;
  fault?: RadarFault;
  before?: (device: SimulatedRadarDevice) => void;
}

async function bench(t: TestContext, { options = {}, fault = 'none', before }: Setting): Promise<Bench> {
  const clock = new VirtualClock();
  const device = new SimulatedRadarDevice({ id: 'radar', clock, logger: recordingLogger(), ...options });
  t.after(async () => {
    await device.stop();
    assert.is(clock.pending, 0);
  });
  const seen = new Recorder();
  device.subscribe(seen);
  device.radar.misbehave(fault);
  before?.(device);
  device.radar.play('still');
  await device.start();
  await clock.advance(5_000);
  return { clock, device, seen };
}

test('says nothing to a radar that may stay as it is', async (t) => {
  const { device } = await bench(t, {});
  assert.is(device.transport.written.length, 0);
  assert.is(device.health().status, 'connected');
});

test('writes what differs, and nothing at the next connection', async (t) => {
  const options: Partial<Ld2410Options> = {
    maxMovingGate: 4,
    absenceSeconds: 1,
    stillThresholds: [0, 0, 40, 40, 30, 30, 20, 20, 35],
    light: { when: 'below', threshold: 100, idleHigh: false },
  };
  const { clock, device } = await bench(t, { options });
  const { parameters, light } = device.radar.settings;
  assert.equal(parameters, {
    maxMovingGate: 4,
    maxStillGate: 8,
    absenceSeconds: 1,
    movingThresholds: [50, 50, 40, 30, 20, 15, 15, 15, 15],
    stillThresholds: [0, 0, 40, 40, 30, 30, 20, 20, 35],
  });
  assert.equal(light, { when: 'below', threshold: 100, idleHigh: false });
  assert.is(device.radar.config.flashWrites, 3);
  device.transport.unplug();
  device.transport.plug();
  await clock.advance(10_000);
  assert.is(device.radar.config.flashWrites, 3);
  assert.ok(device.radar.config.isReporting);
  assert.is(device.health().status, 'connected');
});

test('restarts the radar for what needs it, and switches engineering mode on behind that', async (t) => {
  const options = { resolutionCm: 20, bluetooth: false, engineering: true } as const;
  const { device } = await bench(t, { options });
  const { settings, config } = device.radar;
  assert.equal([settings.resolutionCm, config.bluetooth, settings.engineering], [20, false, true]);
  assert.is(config.flashWrites, 3);
  assert.is(device.health().status, 'connected');
});

test('keeps somebody present while it talks with the radar', async (t) => {
  const { clock, device, seen } = await bench(t, { options: { vacantAfterMs: 2_000 } });
  const session = device.session as Ld2410Session;
  const info = session.inspect();
  await clock.advance(2_000);
  assert.equal(await info, {
    firmware: '1.07.22062416',
    mac: '8F272EB80F65',
    parameters: device.radar.settings.parameters,
    resolutionCm: 75,
    light: { when: 'off', threshold: 128, idleHigh: false },
  });
  assert.equal(
    seen.presences.map(({ present }) => present),
    [true],
  );
});

test('reports a radar that cannot be told, and goes on hearing it', async (t) => {
  const { seen, device } = await bench(t, { options: { maxMovingGate: 4 }, fault: 'deaf' });
  assert.is(device.health().status, 'failed');
  assert.is(device.health().code, 'TW_DEVICE_NO_ANSWER');
  assert.ok(device.health().remedy);
  assert.is(seen.presences[0]?.present, true);
});

test('reports a radar that refuses a setting, and lets it report again', async (t) => {
  const { device } = await bench(t, { options: { maxMovingGate: 4 }, fault: 'refuse' });
  assert.is(device.health().code, 'TW_HILINK_REFUSED');
  assert.ok(device.radar.config.isReporting);
});

test('gives a radar up that forgets what needs a restart, instead of wearing it out', async (t) => {
  const { clock, device } = await bench(t, { options: { bluetooth: false }, fault: 'forget' });
  await clock.advance(60_000);
  assert.is(device.health().code, 'TW_HILINK_NOT_KEPT');
  assert.is(device.radar.config.flashWrites, 3);
});

test('brings a radar back that was left in configuration mode', async (t) => {
  const enter = Buffer.from('fdfcfbfa0400ff00010004030201', 'hex');
  const { device } = await bench(t, {
    options: { maxStillGate: 8 },
    before: ({ radar }) => radar.receive(enter),
  });
  assert.ok(device.radar.config.isReporting);
  assert.is(device.health().status, 'connected');
});

test('drops a conversation when the line goes away in the middle of it', async (t) => {
  const { clock, device } = await bench(t, {});
  const session = device.session as Ld2410Session;
  const info = session.inspect().catch((error: unknown) => error);
  await clock.advance(20);
  device.transport.unplug();
  assert.ok(isDeviceError(await info, 'TW_SERIAL_LOST'));
  device.transport.plug();
  await clock.advance(10_000);
  const again = session.inspect();
  await clock.advance(2_000);
  assert.is((await again).firmware, '1.07.22062416');
});

test('says that an LD2410S is another model', async (t) => {
  const { device, seen } = await bench(t, { fault: 'other-model' });
  assert.is(device.health().code, 'TW_LD2410_OTHER_MODEL');
  assert.equal(seen.readings, []);
});
