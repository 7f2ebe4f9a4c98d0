import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { Disk, STYLES, type Style } from './power-cut/disk.ts';
import type { DiskOp } from './power-cut/disk-op.ts';

const test = suite('Disk that forgets');

const CREATE: DiskOp[] = [{ kind: 'create', file: 1, name: 'a' }, { kind: 'sync-folder' }];

function write(text: string, offset = 0): DiskOp {
  return { kind: 'write', file: 1, offset, bytes: Buffer.from(text) };
}

/** Everything that a cut may leave of `a` after these operations. */
function states(ops: readonly DiskOp[], styles: readonly Style[] = STYLES): Set<string> {
  const random = new SeededRandom(1);
  const found = new Set<string>();
  for (let round = 0; round < 200; round += 1) {
    const disk = new Disk();
    for (const op of ops) disk.apply(op);
    for (const style of styles) found.add(disk.cut(style, random).get('a')?.toString('latin1') ?? 'no file');
  }
  return found;
}

test('keeps what was synced, in every style', () => {
  assert.equal([...states([...CREATE, write('one'), { kind: 'sync', file: 1 }])], ['one']);
});

test('keeps all or nothing of one small write that was not synced', () => {
  const ops = [...CREATE, write('one'), { kind: 'sync', file: 1 } as const, write('two')];
  assert.equal([...states(ops)].toSorted(), ['one', 'two']);
});

test('keeps any of several writes that were not synced, in any order', () => {
  const found = states([...CREATE, write('aa'), write('bb', 1)]);
  assert.equal([...found].toSorted(), ['', 'aa', 'aab', 'abb', '\0bb'].toSorted());
});

test('tears a large write between sectors', () => {
  const found = states([...CREATE, write('x'.repeat(1_024))], ['some, torn']);
  const halves = [...found].map((text) => [text.slice(0, 512).includes('x'), text.slice(512).includes('x')]);
  assert.ok(halves.some(([first, second]) => first === true && second === false));
  assert.ok(halves.some(([first, second]) => first === false && second === true));
  // Within a sector there is either all of it or nothing.
  for (const text of found) assert.ok(/^[x\0]{0,512}$/.test(text) || text.length === 1_024);
});

test('may forget a file whose folder was not synced, and may remember one that was removed', () => {
  const made = states([{ kind: 'create', file: 1, name: 'a' }, write('one'), { kind: 'sync', file: 1 }]);
  assert.equal([...made].toSorted(), ['no file', 'one']);
  const removed = states([...CREATE, write('one'), { kind: 'sync', file: 1 }, { kind: 'unlink', name: 'a' }]);
  assert.equal([...removed].toSorted(), ['no file', 'one']);
});
