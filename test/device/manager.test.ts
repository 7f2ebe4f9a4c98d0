import * as assert from 'uvu/assert';
import { DeviceError, isDeviceError } from '../../device/errors.ts';
import { DeviceManager } from '../../device/manager.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { SimulatedReader } from '../../device/nfc/simulated-reader.ts';
import { suite } from '../harness/suite.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('Device manager');

class BrokenReader extends SimulatedReader {
  override async start(): Promise<void> {
    throw new DeviceError('TW_SERIAL_BUSY');
  }

  override async stop(): Promise<void> {
    throw new DeviceError('TW_SERIAL_LOST');
  }
}

function bench(): {
  manager: DeviceManager;
  seen: Recorder;
  host: ConstructorParameters<typeof DeviceManager>[0];
} {
  const host = { clock: new VirtualClock(), logger: recordingLogger() };
  const manager = new DeviceManager(host);
  const seen = new Recorder();
  manager.subscribe(seen);
  return { manager, seen, host };
}

test('starts the others when one device cannot start, and stops them when one cannot stop', async () => {
  const { manager, seen, host } = bench();
  const good = new SimulatedReader({ ...host, id: 'good' });
  await manager.add(new BrokenReader({ ...host, id: 'broken' }));
  await manager.add(good);
  await manager.start();
  assert.equal(
    manager.health().map(({ id, status, code }) => [id, status, code]),
    [
      ['broken', 'failed', 'TW_SERIAL_BUSY'],
      ['good', 'connected', undefined],
    ],
  );
  assert.ok(seen.healths.some(({ id, status }) => id === 'broken' && status === 'failed'));
  await manager.stop();
  assert.is(good.health().status, 'stopped');
});

test('forwards the readings of every device, also of one that is added later, until it is removed', async () => {
  const { manager, seen, host } = bench();
  await manager.start();
  const reader = new SimulatedReader({ ...host, id: 'late' });
  await manager.add(reader);
  await reader.insert(simulatedClassic('DEADBEEF'));
  assert.equal(
    seen.tags.map(({ source }) => source),
    ['late'],
  );
  assert.ok(await manager.remove('late'));
  assert.not(await manager.remove('late'));
  assert.equal(manager.health(), []);
  assert.is(reader.health().status, 'stopped');
  assert.is(seen.removals.length, 1);
});

test('refuses two devices with one id', async () => {
  const { manager, host } = bench();
  await manager.add(new SimulatedReader({ ...host, id: 'nfc' }));
  const error: unknown = await manager
    .add(new SimulatedReader({ ...host, id: 'nfc' }))
    .catch((caught) => caught);
  assert.ok(isDeviceError(error, 'TW_DEVICE_DUPLICATE_ID'));
});
