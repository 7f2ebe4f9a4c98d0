import * as assert from 'uvu/assert';
import { DeviceError } from '../../../device/errors.ts';
import { DeviceManager } from '../../../device/manager.ts';
import { MemoryTransport } from '../../../device/serial/memory-transport.ts';
import { Ld2410Radar } from '../../../device/ld2410/radar.ts';
import type { Device } from '../../../device/ports.ts';
import type { DeviceEntry } from '../../../kiosk/device-files/device-file.ts';
import { DeviceSet } from '../../../kiosk/hardware/device-set.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { Recorder } from '../../device/recorder.ts';

const test = suite('The set of devices');

function entry(id: string, port = '/dev/a'): DeviceEntry {
  return { id, driver: 'ld2410', match: { port }, options: {} };
}

async function kit(t: TestContext) {
  const clock = new VirtualClock();
  const logger = new QuietLogger();
  const manager = new DeviceManager({ clock, logger });
  const recorder = new Recorder();
  manager.subscribe(recorder);
  const made: string[] = [];
  const removed: string[] = [];
  let failure: DeviceError | undefined;
  const set = new DeviceSet({
    clock,
    logger,
    manager,
    create: async ({ id, match }): Promise<Device> => {
      if (failure !== undefined) throw failure;
      made.push(`${id} ${match.port}`);
      return new Ld2410Radar({ id, transport: new MemoryTransport(match.port), clock, logger });
    },
    removed: (id) => void removed.push(id),
  });
  t.after(() => manager.stop());
  await manager.start();
  const fail = (error: DeviceError | undefined): void => void (failure = error);
  const ids = (): string[] => manager.health().map(({ id, status }) => `${id} ${status}`);
  return { clock, manager, recorder, made, removed, set, fail, ids };
}

test('makes what is new, leaves what stays, stops what is gone', async (t) => {
  const { set, made, removed, ids } = await kit(t);
  await set.apply([entry('a'), entry('b')]);
  await set.apply([entry('b'), entry('c')]);
  assert.equal(made, ['a /dev/a', 'b /dev/a', 'c /dev/a']);
  assert.equal(removed, ['a']);
  assert.equal(ids(), ['b starting', 'c starting']);
});

test('makes anew what changed, and that alone', async (t) => {
  const { set, made, removed } = await kit(t);
  await set.apply([entry('a'), entry('b')]);
  await set.apply([entry('a', '/dev/other'), entry('b')]);
  assert.equal(made, ['a /dev/a', 'b /dev/a', 'a /dev/other']);
  assert.equal(removed, ['a']);
});

test('does not restart a device because it stands for something else', async (t) => {
  const { set, made } = await kit(t);
  await set.apply([entry('a')]);
  await set.apply([{ ...entry('a'), means: { display: 'wall' } }]);
  assert.is(made.length, 1);
});

test('takes changes one after the other however fast they come', async (t) => {
  const { set, ids } = await kit(t);
  const changes = [[entry('a')], [entry('a', '/dev/b')], [], [entry('b')]];
  await Promise.all(changes.map((entries) => set.apply(entries)));
  assert.equal(ids(), ['b starting']);
});

test('shows a device whose file is wrong as failed, with what is wrong', async (t) => {
  const { set, recorder, ids } = await kit(t);
  await set.apply([], [{ id: 'a', message: 'a.json, line 3: it is bad.' }]);
  assert.equal(ids(), ['a failed']);
  assert.match(recorder.healths.at(-1)?.message ?? '', /a\.json, line 3/);
  await set.apply([entry('a')]);
  assert.equal(ids(), ['a starting']);
});

test('tries again to make a device that could not be made, and then runs it', async (t) => {
  const { set, clock, recorder, fail, manager, made } = await kit(t);
  fail(new DeviceError('TW_NETWORK_CREDENTIALS', { detail: 'x.secret cannot be read.' }));
  await set.apply([entry('a')]);
  const { code, message } = manager.health()[0] ?? {};
  assert.is(code, 'TW_NETWORK_CREDENTIALS');
  assert.is(message, 'The file with the credentials cannot be used. x.secret cannot be read.');
  await clock.advance(10_000);
  fail(undefined);
  await clock.advance(10_000);
  assert.equal(made, ['a /dev/a']);
  assert.is(recorder.story.at(-1), 'starting');
  await manager.stop();
  assert.is(recorder.story.at(-1), 'stopped');
  assert.is(clock.pending, 0);
});
