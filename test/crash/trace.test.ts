import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { systemCalls } from './power-cut/strace-lines.ts';
import { Trace } from './power-cut/trace.ts';

const test = suite('Trace of what was written');

const hex = (text: string): string =>
  `"${[...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`;

function traced(lines: readonly string[]): Trace {
  const trace = new Trace('/d');
  for (const call of systemCalls(lines.map((line) => `7 ${line}`))) trace.take(call);
  return trace;
}

test('follows a file by its descriptor: writes, syncs, renames, and what the program says', () => {
  const { ops } = traced([
    `openat(AT_FDCWD, ${hex('/d/a')}, O_RDWR|O_CREAT, 0644) = 5`,
    `pwrite64(5, ${hex('hello')}, 5, 100) = 5`,
    'fsync(5)                                = 0',
    `write(1, ${hex('A 1\n')}, 4)  = 4`,
    `rename(${hex('/d/a')}, ${hex('/d/b')}) = 0`,
    'close(5) = 0',
    `openat(AT_FDCWD, ${hex('/d')}, O_RDONLY) = 5`,
    'fsync(5) = 0',
  ]);
  assert.equal(ops.slice(1), [
    { kind: 'create', file: 1, name: 'a' },
    { kind: 'write', file: 1, offset: 100, bytes: Buffer.from('hello') },
    { kind: 'sync', file: 1 },
    { kind: 'mark', text: 'A 1' },
    { kind: 'rename', from: 'a', to: 'b' },
    { kind: 'sync-folder' },
  ]);
});

test('puts the two halves of an interrupted call together', () => {
  const calls = [
    ...systemCalls([
      `7 openat(AT_FDCWD, ${hex('/d/a')}, O_RDONLY <unfinished ...>`,
      '8 close(3) = 0',
      '7 <... openat resumed>) = 9',
    ]),
  ];
  assert.equal(
    calls.map(({ name, result }) => [name, result]),
    [
      ['close', 0],
      ['openat', 9],
    ],
  );
});

test('takes the bytes of a copy that the kernel makes from the source, as it was then', () => {
  const { ops } = traced([
    `openat(AT_FDCWD, ${hex('/d/a')}, O_RDWR|O_CREAT, 0644) = 5`,
    `write(5, ${hex('source')}, 6) = 6`,
    `openat(AT_FDCWD, ${hex('/d/a')}, O_RDONLY) = 6`,
    `openat(AT_FDCWD, ${hex('/d/b')}, O_WRONLY|O_CREAT, 0644) = 7`,
    'copy_file_range(6, [0], 7, NULL, 6, 0) = 6',
  ]);
  assert.equal(ops.at(-1), { kind: 'write', file: 2, offset: 0, bytes: Buffer.from('source') });
});

test('leaves out what failed, what lies elsewhere, and the shared memory of SQLite', () => {
  const { ops } = traced([
    `openat(AT_FDCWD, ${hex('/d/a-shm')}, O_RDWR|O_CREAT, 0644) = 5`,
    `pwrite64(5, ${hex('x')}, 1, 0) = 1`,
    `unlink(${hex('/d/a')}) = -1 ENOENT (No such file or directory)`,
    `openat(AT_FDCWD, ${hex('/e/a')}, O_RDWR|O_CREAT, 0644) = 6`,
    `write(6, ${hex('x')}, 1) = 1`,
  ]);
  assert.equal(ops.slice(1), []);
});
