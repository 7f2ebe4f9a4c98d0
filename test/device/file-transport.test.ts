import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isDeviceError } from '../../device/errors.ts';
import { FileTransport } from '../../device/serial/file-transport.ts';
import { suite } from '../harness/suite.ts';
import { temporaryFolder } from '../support/sample-replica.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const test = suite('A recording instead of a device');
const QUIET = { data: () => undefined, lost: () => undefined };

test('is played at the speed of its line, over and over', async (t) => {
  const path = join(temporaryFolder(t), 'walk.bin');
  writeFileSync(
    path,
    Uint8Array.from({ length: 100 }, (_, index) => index),
  );
  const clock = new VirtualClock();
  const transport = new FileTransport({ path, baudRate: 9_600, clock });
  const bytes: number[] = [];
  await transport.open({ ...QUIET, data: (chunk) => void bytes.push(...chunk) });
  await clock.advance(50);
  assert.is(bytes.length, 48, '9600 bits are 960 bytes a second');
  await clock.advance(200);
  assert.is(bytes.length, 196);
  assert.equal(bytes.slice(98, 102), [98, 99, 0, 1]);
  await transport.write();
  await transport.close();
  assert.is(clock.pending, 0);
});

test('that is missing, empty or a folder is said to be so', async (t) => {
  const dir = temporaryFolder(t);
  writeFileSync(join(dir, 'empty'), '');
  mkdirSync(join(dir, 'folder'));
  for (const name of ['missing', 'empty', 'folder']) {
    const transport = new FileTransport({
      path: join(dir, name),
      baudRate: 9_600,
      clock: new VirtualClock(),
    });
    try {
      await transport.open(QUIET);
      assert.unreachable(name);
    } catch (error) {
      assert.ok(isDeviceError(error, 'TW_SERIAL_RECORDING'), `${name}: ${String(error)}`);
    }
  }
});

test('hears nothing while it is closed', async (t) => {
  const transport = new FileTransport({
    path: join(temporaryFolder(t), 'x'),
    baudRate: 1,
    clock: new VirtualClock(),
  });
  try {
    await transport.write();
    assert.unreachable();
  } catch (error) {
    assert.ok(isDeviceError(error, 'TW_SERIAL_LOST'));
  }
  await transport.close();
});
