import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { lockFolder } from '../../../kiosk/system/folder-lock.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { refusal } from '../config/kit.ts';

const test = suite('The lock of a folder');
const HOLDER = `
import { lockFolder } from './kiosk/system/folder-lock.ts';
globalThis.lock = lockFolder(process.argv[1], 'the kiosk');
process.stdout.write('held');
setInterval(() => undefined, 60_000);
`;

async function holder(dir: string): Promise<ChildProcess> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', HOLDER, dir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('keeps a second program out, naming folder and process, until the first is gone, even by kill -9', async (t) => {
  const dir = join(temporaryFolder(t), 'kiosk');
  const first = await holder(dir);
  t.after(() => first.kill('SIGKILL'));
  const message = refusal(() => lockFolder(dir, 'the kiosk'), 'TW_DATA_IN_USE');
  assert.ok(message.includes(dir), message);
  assert.match(message, new RegExp(`process ${first.pid}\\b.*--data`));
  const gone = once(first, 'exit');
  first.kill('SIGKILL');
  await gone;
  lockFolder(dir, 'the kiosk').release();
});

test('is free again once it is released, and holds for one folder only', (t) => {
  const data = temporaryFolder(t);
  const lock = lockFolder(join(data, 'hub'), 'the hub');
  refusal(() => lockFolder(join(data, 'hub'), 'the hub'), 'TW_DATA_IN_USE');
  lockFolder(join(data, 'kiosk'), 'the kiosk').release();
  lock.release();
  lockFolder(join(data, 'hub'), 'the hub').release();
});

test('is taken although a process id of long ago or something else lies in its place', (t) => {
  const data = temporaryFolder(t);
  writeFileSync(join(data, 'lock.pid'), `${process.pid}\n`);
  writeFileSync(join(data, 'lock.sqlite'), 'this is no file of ours'.repeat(100));
  const lock = lockFolder(data, 'the kiosk');
  refusal(() => lockFolder(data, 'the kiosk'), 'TW_DATA_IN_USE');
  lock.release();
});

test('says so where no lock can be taken', (t) => {
  const data = temporaryFolder(t);
  mkdirSync(join(data, 'lock.sqlite'));
  refusal(() => lockFolder(data, 'the kiosk'), 'TW_DATA_DIR');
  refusal(() => lockFolder('/proc/tapwall', 'the kiosk'), 'TW_DATA_DIR');
});
