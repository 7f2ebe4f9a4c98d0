/** A shelf as a display sees it: the real driver on the simulated controller, in order and in every kind of trouble. */
import * as assert from 'uvu/assert';
import type { NexmosphereFault } from '../../device/nexmosphere/simulated-controller.ts';
import {
  SimulatedNexmosphereDevice,
  type SimulatedNexmosphereOptions,
} from '../../device/nexmosphere/simulated-nexmosphere.ts';
import type { Reading } from '../../device/ports.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Nexmosphere shelf');
/** Long enough for a controller with eight channels to be asked and set. */
const SETTLED_MS = 8_000;

interface Bench {
  clock: VirtualClock;
  device: SimulatedNexmosphereDevice;
  controller: SimulatedNexmosphereDevice['controller'];
  seen: Recorder;
  log: ReturnType<typeof recordingLogger>;
  /** What was told since the last time of asking, short. */
  story: () => string[];
}

async function bench(
  more: Partial<SimulatedNexmosphereOptions> & { fault?: NexmosphereFault } = {},
): Promise<Bench> {
  const clock = new VirtualClock();
  const log = recordingLogger();
  const device = new SimulatedNexmosphereDevice({ id: 'shelf', clock, logger: log, ...more });
  const seen = new Recorder();
  device.subscribe(seen);
  device.controller.misbehave(more.fault ?? 'none');
  await device.start();
  await clock.advance(SETTLED_MS);
  const story = (): string[] => seen.readings.splice(0).map(tell);
  return { clock, device, controller: device.controller, seen, log, story };
}

function tell(reading: Reading): string {
  if (reading.kind === 'pickup') {
    return `${reading.lifted ? 'lift' : 'place'} ${reading.unit} tag ${reading.tag ?? '?'}`;
  }
  if (reading.kind === 'button') return `button ${reading.unit} [${reading.pressed.join(' ')}]`;
  if (reading.kind === 'presence') return `presence ${reading.unit ?? 0} ${reading.present}`;
  if (reading.kind === 'contact') return `contact ${reading.unit ?? 0} ${reading.open ? 'open' : 'shut'}`;
  return reading.kind;
}

test('tells what is lifted and put back, and where', async () => {
  const { clock, controller, story } = await bench();
  controller.place(1, 4);
  controller.place(2, 7);
  await clock.advance(1_000);
  controller.lift(1, 4);
  controller.lift(2, 7);
  await clock.advance(1_000);
  controller.place(2, 4);
  await clock.advance(1_000);
  assert.equal(story(), ['place 1 tag 4', 'place 2 tag 7', 'lift 1 tag 4', 'lift 2 tag 7', 'place 2 tag 4']);
});

test('says when a product was lifted, not when it was sure of it', async () => {
  const { clock, controller, seen } = await bench();
  const at = new Date(clock.now()).toISOString();
  controller.lift(1, 4);
  await clock.advance(49);
  assert.is(seen.readings.length, 0);
  await clock.advance(1);
  assert.equal(seen.readings, [{ kind: 'pickup', source: 'shelf', unit: 1, tag: '4', lifted: true, at }]);
});

test('takes a tag that an antenna loses for a moment for one that lies still', async () => {
  const { clock, controller, story } = await bench();
  controller.place(1, 4);
  await clock.advance(1_000);
  story();
  controller.misbehave('ghost');
  await clock.advance(61_000);
  assert.equal(story(), []);
  controller.misbehave('none');
  controller.lift(1, 4);
  await clock.advance(1_000);
  assert.equal(story(), ['lift 1 tag 4']);
});

test('takes a ghost for one although half of its lines are lost', async () => {
  const { clock, controller, device, story } = await bench();
  controller.place(1, 4);
  controller.place(1, 5);
  await clock.advance(1_000);
  story();
  const feed = (text: string): void => device.transport.feed(new Uint8Array(Buffer.from(text)));
  feed('XR[PU004]\r\nX001A[1]\r\n');
  await clock.advance(20);
  feed('X001A[0]\r\n');
  await clock.advance(1_000);
  feed('X001A[1]\r\n');
  await clock.advance(20);
  feed('XR[PB005]\r\nX001A[0]\r\n');
  await clock.advance(1_000);
  assert.equal(story(), []);
});

test('tells ghosts where nobody wants them kept back', async () => {
  const { clock, controller, story } = await bench({ options: { ghostMs: 0 } });
  controller.place(1, 4);
  controller.ghost(1);
  await clock.advance(1_000);
  assert.equal(story(), ['place 1 tag 4', 'lift 1 tag 4', 'place 1 tag 4']);
});

test('tells buttons on change, and a press twice when its release got lost', async () => {
  const { clock, controller, story } = await bench();
  controller.press(3, [1]);
  controller.press(3, [1, 2]);
  controller.press(3, []);
  controller.press(3, []);
  controller.press(3, [4]);
  controller.press(3, [4]);
  await clock.advance(1_000);
  assert.equal(story(), ['button 3 [1]', 'button 3 [1 2]', 'button 3 []', 'button 3 [4]', 'button 3 [4]']);
});

test('tells presence on change, and absence once it has lasted', async () => {
  const { clock, controller, story } = await bench();
  controller.approach(4, 5);
  controller.approach(4, 2);
  await clock.advance(1_000);
  controller.approach(4, null);
  await clock.advance(999);
  controller.approach(4, 3);
  await clock.advance(5_000);
  assert.equal(story(), ['presence 4 true']);
  controller.approach(4, null);
  await clock.advance(1_000);
  assert.equal(story(), ['presence 4 false']);
});

test('loses no pick-up when every third line is lost', async () => {
  const { clock, controller, story } = await bench();
  controller.place(1, 4);
  controller.place(2, 5);
  await clock.advance(1_000);
  story();
  controller.misbehave('drop');
  for (const [unit, tag] of [
    [1, 4],
    [2, 5],
  ] as const) {
    controller.lift(unit, tag);
    await clock.advance(2_000);
  }
  assert.equal(story(), ['lift 1 tag 4', 'lift 2 tag 5']);
});

test('tells a pick-up without a second line before anything else happens', async () => {
  const { clock, controller, device, story } = await bench();
  controller.place(1, 4);
  await clock.advance(1_000);
  story();
  controller.element(1)?.tags.delete(4);
  device.transport.feed(new Uint8Array(Buffer.from('XR[PU004]\r\n')));
  await clock.advance(700);
  assert.equal(story(), ['lift 1 tag 4']);
});

for (const fault of ['delay', 'swap'] as const) {
  test(`joins the lines of a controller that makes them ${fault === 'delay' ? 'late' : 'in the wrong order'}`, async () => {
    const { clock, controller, story } = await bench();
    controller.misbehave(fault);
    controller.place(1, 4);
    await clock.advance(1_000);
    controller.lift(1, 4);
    await clock.advance(1_000);
    assert.equal(story(), ['place 1 tag 4', 'lift 1 tag 4']);
  });
}

test('counts what a bad line garbles, and goes on', async () => {
  const { clock, controller, device, story } = await bench();
  controller.misbehave('garble');
  for (let round = 0; round < 30; round += 1) {
    controller.press(3, [1]);
    controller.press(3, []);
    await clock.advance(100);
  }
  assert.ok(device.counters.discardedBytes > 0);
  assert.equal([device.health().status, story().length > 30], ['connected', true]);
});

test('finds out after a cut cable what was lifted meanwhile', async () => {
  const { clock, controller, device, story } = await bench();
  controller.place(1, 4);
  controller.place(1, 5);
  await clock.advance(1_000);
  story();
  controller.misbehave('disconnect');
  controller.lift(1, 4);
  await clock.advance(100);
  assert.is(device.health().code, 'TW_SERIAL_LOST');
  controller.misbehave('none');
  await clock.advance(20_000);
  assert.is(device.health().status, 'connected');
  assert.equal(story(), ['lift 1 tag 4']);
});

test('lets go of buttons when the line is lost, and of people when it stays lost', async () => {
  const { clock, controller, device, story } = await bench();
  controller.approach(4, 1);
  controller.press(3, [2]);
  await clock.advance(100);
  device.transport.unplug();
  await clock.advance(900);
  assert.equal(story(), ['presence 4 true', 'button 3 [2]', 'button 3 []']);
  await clock.advance(100);
  assert.equal(story(), ['presence 4 false']);
});

test('says when a controller is silent, and that it is back', async () => {
  const { clock, controller, device, log } = await bench({ fault: 'stuck' });
  await clock.advance(30_000);
  assert.equal([device.health().status, device.health().code], ['failed', 'TW_NEXMOSPHERE_SILENT']);
  controller.misbehave('none');
  await clock.advance(10_000);
  assert.is(device.health().status, 'connected');
  assert.equal(
    log.lines.map(({ message }) => message).filter((message) => message.startsWith('device')),
    ['device connected', 'device lost', 'device back'],
  );
});

test('leaves no timer and no open port behind when it stops', async () => {
  const { clock, controller, device } = await bench();
  controller.misbehave('ghost');
  controller.place(1, 4);
  controller.approach(4, 1);
  controller.approach(4, null);
  await clock.advance(10);
  await device.stop();
  assert.equal([clock.pending, device.transport.isOpen], [0, false]);
});
