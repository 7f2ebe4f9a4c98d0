import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { DeviceFolder } from '../../../kiosk/device-files/device-folder.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { DeadlinePassed } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { AROUND, RADAR } from './kit.ts';

const test = suite('A folder of device files that the system watches');

async function kit(t: TestContext) {
  const dir = join(temporaryFolder(t), 'devices.d');
  const clock = new VirtualClock();
  let inForce: string[] = [];
  const folder = new DeviceFolder({
    dir,
    around: AROUND,
    reserved: new Map(),
    clock,
    logger: new QuietLogger(),
    changed: async (state) => void (inForce = [...state.inForce.keys()]),
  });
  t.after(() => folder.stop());
  await folder.start();
  const write = (name: string): void =>
    writeFileSync(join(dir, name), JSON.stringify({ ...RADAR, id: name.replace('.json', '') }));
  /** Turns the clock until these files are in force. */
  const has = async (...names: string[]): Promise<void> => {
    const deadline = performance.now() + 8_000;
    while (JSON.stringify(inForce.sort()) !== JSON.stringify(names)) {
      if (performance.now() > deadline)
        throw new DeadlinePassed(`${names.join()}, not ${inForce.join()}`, 8_000);
      await clock.advance(100);
    }
  };
  return { dir, clock, folder, write, has };
}

test('is read again when a file is written, put in place or removed', async (t) => {
  const { dir, write, has } = await kit(t);
  write('a.json');
  await has('a.json');
  write('b.json');
  renameSync(join(dir, 'b.json'), join(dir, 'c.json~'));
  renameSync(join(dir, 'c.json~'), join(dir, 'c.json'));
  rmSync(join(dir, 'a.json'));
  await has('c.json');
  rmSync(join(dir, 'c.json'));
  await has();
});

test('is watched anew after it was removed and made again', async (t) => {
  const { dir, write, has } = await kit(t);
  write('a.json');
  await has('a.json');
  rmSync(dir, { recursive: true });
  mkdirSync(dir);
  write('b.json');
  await has('b.json');
  rmSync(join(dir, 'b.json'));
  write('c.json');
  await has('c.json');
});

test('is watched anew after another took its place', async (t) => {
  const { dir, write, has, folder, clock } = await kit(t);
  write('a.json');
  await has('a.json');
  renameSync(dir, `${dir}-old`);
  mkdirSync(dir);
  write('b.json');
  await has('b.json');
  write('c.json');
  await has('b.json', 'c.json');
  await folder.stop();
  assert.is(clock.pending, 0);
});
