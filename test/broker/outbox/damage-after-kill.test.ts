import { closeSync, copyFileSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numbered, outboxKit } from './kit.ts';

const test = suite('Outbox with a damaged file and an unmerged log');

/** The files as a power cut leaves them: taken while the outbox is open, so that most rows are in the log only. */
function cutPower(path: string, folder: string): string {
  mkdirSync(folder);
  const copy = join(folder, 'outbox.sqlite');
  for (const part of ['', '-wal']) copyFileSync(path + part, copy + part);
  return copy;
}

function overwrite(path: string, position: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length), 0, length, position);
  closeSync(file);
}

test('has everything when nothing is damaged', (t) => {
  const kit = outboxKit(t);
  const ids = kit
    .open()
    .appendAll(Array.from({ length: 300 }, (_, n) => numbered(n)))
    .map((event) => event.id);
  const outbox = kit.open({ path: cutPower(kit.path, join(kit.folder, 'after')) });
  assert.equal(
    outbox.read(0, 10_000_000).map((event) => event.id),
    ids,
  );
});

test('starts, and keeps what the log holds, when the main file is all zeros', (t) => {
  const kit = outboxKit(t);
  const ids = kit
    .open()
    .appendAll(Array.from({ length: 300 }, (_, n) => numbered(n)))
    .map((event) => event.id);
  const path = cutPower(kit.path, join(kit.folder, 'after'));
  overwrite(path, 0, Math.max(4_096, statSync(path).size));
  const outbox = kit.open({ path });
  assert.equal(
    outbox.read(0, 10_000_000).map((event) => event.id),
    ids,
  );
  assert.ok(outbox.append(numbered(301)).sequence > 0);
});

test('keeps the rows before a torn end of the log', (t) => {
  const kit = outboxKit(t);
  const before = kit.open();
  for (let n = 1; n <= 100; n += 1) before.append(numbered(n));
  const path = cutPower(kit.path, join(kit.folder, 'after'));
  const { size } = statSync(`${path}-wal`);
  overwrite(`${path}-wal`, size - 6_000, 6_000);
  const outbox = kit.open({ path });
  const { length } = outbox.read(0, 10_000_000);
  assert.ok(length >= 95 && length < 100, `${length} of 100`);
  assert.is(outbox.append(numbered(0)).sequence, length + 1);
});
