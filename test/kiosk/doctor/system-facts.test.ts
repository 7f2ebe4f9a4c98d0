import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { systemFacts } from '../../../kiosk/doctor/system-facts.ts';
import { suite } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Facts about the machine');

test('are empty where nothing is, and never an error', async () => {
  assert.is(systemFacts.readText('/nonexistent'), '');
  assert.equal(systemFacts.list('/nonexistent'), []);
  assert.is(systemFacts.linkTarget('/nonexistent'), '');
  assert.is(systemFacts.access('/nonexistent'), 'missing');
  assert.is(systemFacts.findProgram('no-such-program-anywhere'), null);
  assert.is(await systemFacts.run('no-such-program-anywhere', []), null);
});

test('read files, folders and links', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'b'), 'text');
  symlinkSync('b', join(folder, 'a'));
  assert.equal(systemFacts.list(folder), ['a', 'b']);
  assert.is(systemFacts.readText(join(folder, 'a')), 'text');
  assert.is(systemFacts.linkTarget(join(folder, 'a')), 'b');
  assert.is(systemFacts.access(join(folder, 'b')), 'ok');
});

test('know programs, what they print and how they end', async (t) => {
  assert.match(systemFacts.findProgram('sh') ?? '', /\/sh$/);
  assert.equal(await systemFacts.run('sh', ['-c', 'echo out; exit 3']), { code: 3, stdout: 'out\n' });
  const plain = join(temporaryFolder(t), 'plain');
  writeFileSync(plain, '');
  chmodSync(plain, 0o644);
  assert.is(await systemFacts.run(plain, []), null);
});

test('know this process among all', () => {
  assert.ok(systemFacts.processes().some((name) => name !== ''));
  assert.is(systemFacts.pid, process.pid);
});
