import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { FolderKit, RADAR } from './kit.ts';

const test = suite('The folder of device files');

test('has nothing in force while it is empty, and is made when it is not there', async (t) => {
  const kit = new FolderKit(t);
  rmSync(kit.dir, { recursive: true });
  await kit.folder.start();
  assert.equal(kit.last.problems, []);
  kit.write('a.json', RADAR);
  await kit.noticed();
  assert.equal(kit.inForce, ['a.json: radar-1']);
});

test('takes over what is written, changed, renamed and removed', async (t) => {
  const kit = new FolderKit(t);
  kit.write('a.json', RADAR);
  await kit.folder.start();
  assert.equal(kit.inForce, ['a.json: radar-1']);
  kit.write('b.json', [{ ...RADAR, id: 'radar-2' }]);
  await kit.noticed();
  assert.equal(kit.inForce, ['a.json: radar-1', 'b.json: radar-2']);
  // As editors save: another file, put in place of the first.
  kit.write('.a.json.swp', 'half');
  kit.write('a.json~', { ...RADAR, options: { mode: 'far' } });
  renameSync(join(kit.dir, 'a.json~'), join(kit.dir, 'a.json'));
  await kit.noticed();
  const [device] = kit.last.inForce.get('a.json') ?? [];
  assert.equal(device?.entry.options, { maxDistanceCm: 150, mode: 'far' });
  renameSync(join(kit.dir, 'a.json'), join(kit.dir, 'c.json'));
  await kit.noticed();
  assert.equal(kit.inForce.sort(), ['b.json: radar-2', 'c.json: radar-1']);
  kit.remove('b.json');
  await kit.noticed();
  assert.equal(kit.inForce, ['c.json: radar-1']);
});

test('says nothing when a file is saved without a change', async (t) => {
  const kit = new FolderKit(t);
  kit.write('a.json', RADAR);
  await kit.folder.start();
  kit.write('a.json', RADAR);
  await kit.noticed();
  assert.is(kit.states.length, 1);
});

test('keeps in force what a file said before somebody broke it', async (t) => {
  const kit = new FolderKit(t);
  kit.write('a.json', RADAR);
  await kit.folder.start();
  kit.write('a.json', '{ "id": ');
  await kit.noticed();
  assert.equal(kit.inForce, ['a.json: radar-1']);
  assert.match(kit.problems[0] ?? '', /^a\.json, line 1, column 9: a value is expected/);
  kit.write('a.json', { ...RADAR, id: 'radar-9' });
  await kit.noticed();
  assert.equal(kit.inForce, ['a.json: radar-9']);
  assert.equal(kit.problems, []);
});

test('names both files that have one id, and frees it when one goes', async (t) => {
  const kit = new FolderKit(t);
  kit.write('b.json', RADAR);
  await kit.folder.start();
  kit.write('a.json', RADAR);
  await kit.noticed();
  assert.equal(kit.inForce, ['b.json: radar-1'], 'whoever has it keeps it');
  assert.equal(kit.problems, [
    'a.json, line 1: id is "radar-1", but b.json has that id already; each must be given once.',
  ]);
  kit.remove('b.json');
  await kit.noticed();
  assert.equal(kit.inForce, ['a.json: radar-1']);
  assert.equal(kit.problems, []);
});

test('keeps an id with the file that has it, also when that file takes on more', async (t) => {
  const kit = new FolderKit(t);
  kit.write('b.json', RADAR);
  await kit.folder.start();
  kit.write('b.json', [RADAR, { ...RADAR, id: 'radar-2' }]);
  kit.write('a.json', [RADAR]);
  await kit.noticed();
  assert.equal(kit.inForce, ['b.json: radar-1 radar-2']);
});

test('names the setting that has an id already', async (t) => {
  const kit = new FolderKit(t, new Map([['radar-1', 'the setting radars']]));
  kit.write('a.json', RADAR);
  await kit.folder.start();
  assert.match(kit.problems[0] ?? '', /but the setting radars has that id already/);
});

test('reads no pipe, no folder, nothing huge and not what a broken link points to', async (t) => {
  const kit = new FolderKit(t);
  execFileSync('mkfifo', [join(kit.dir, 'pipe.json')]);
  mkdirSync(join(kit.dir, 'folder.json'));
  symlinkSync('/dev/zero', join(kit.dir, 'zero.json'));
  symlinkSync('/nowhere', join(kit.dir, 'broken.json'));
  writeFileSync(join(kit.dir, 'huge.json'), `[${' '.repeat(300_000)}]`);
  writeFileSync(join(kit.dir, 'good.json'), JSON.stringify(RADAR));
  symlinkSync('good.json', join(kit.dir, 'link.json'));
  await kit.folder.start();
  assert.equal(kit.inForce, ['good.json: radar-1']);
  assert.equal(
    kit.problems.map((problem) => problem.replace(/,? .*/, '')),
    ['folder.json', 'huge.json', 'link.json', 'pipe.json', 'zero.json'],
  );
});

test('keeps its devices when it cannot be read, and looks again by itself', async (t) => {
  const kit = new FolderKit(t);
  kit.write('a.json', RADAR);
  await kit.folder.start();
  renameSync(kit.dir, `${kit.dir}-away`);
  await kit.noticed();
  assert.equal(kit.inForce, ['a.json: radar-1']);
  assert.match(kit.problems[0] ?? '', /cannot be read \(ENOENT\)/);
  renameSync(`${kit.dir}-away`, kit.dir);
  await kit.noticed();
  assert.equal(kit.problems, []);
});

test('leaves no timer behind', async (t) => {
  const kit = new FolderKit(t);
  await kit.folder.start();
  kit.notify();
  assert.is(kit.clock.pending, 1);
  await kit.folder.stop();
  assert.is(kit.clock.pending, 0);
});

test('says a device anew when the file with its secret comes or changes, and only then', async (t) => {
  const kit = new FolderKit(t);
  const entry = { id: 'reader', driver: 'curtain', match: { topic: 'a/b', credentials: 'reader.secret' } };
  kit.write('a.json', entry);
  kit.write('b.json', RADAR);
  await kit.folder.start();
  kit.write('reader.secret', 'user:wrong');
  await kit.noticed();
  kit.write('reader.secret', 'user:right one');
  await kit.noticed();
  await kit.noticed();
  const stamps = kit.states.map(({ inForce }) => inForce.get('a.json')?.[0]?.entry.secretStamp);
  assert.is(new Set(stamps).size, 3);
  assert.is(stamps.length, 3, 'nothing is said while nothing changes');
  assert.not(JSON.stringify(kit.states.map(({ inForce }) => [...inForce])).includes('right one'));
  assert.is(kit.last.inForce.get('b.json')?.[0]?.entry.secretStamp, undefined);
});
