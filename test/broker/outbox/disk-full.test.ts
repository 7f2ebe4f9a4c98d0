import Database from 'better-sqlite3';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import type { OutboxTrouble } from '../../../broker/outbox/disk-trouble.ts';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { numbered, numberOf, outboxKit } from './kit.ts';

const test = suite('Outbox on a full disk');

/** SQLite itself refuses to grow the file: the same SQLITE_FULL as from a full disk. */
function smallDisk(t: TestContext) {
  const kit = outboxKit(t);
  let database: SqliteDatabase | undefined;
  const outbox = kit.open({ open: (path) => (database = openDatabase(path)) });
  const troubles: (OutboxTrouble | null)[] = [];
  outbox.onTrouble((trouble) => troubles.push(trouble));
  const limit = (pages: number): unknown => database?.pragma(`max_page_count = ${pages}`);
  return { kit, outbox, troubles, fill: () => limit(1), makeRoom: () => limit(100_000) };
}

function appendUntilHeld({ outbox, troubles, fill }: ReturnType<typeof smallDisk>, count: number): void {
  fill();
  for (let n = 1; n <= count; n += 1) outbox.append(numbered(n));
  assert.ok(troubles.length > 0, 'the disk should be full by now');
}

test('keeps order and sequences, loses nothing, and says so once', async (t) => {
  const disk = smallDisk(t);
  appendUntilHeld(disk, 300);
  assert.is(disk.outbox.depth(), 300);
  assert.is(disk.troubles.length, 1);
  assert.is(disk.troubles[0]?.code, 'TW_DATABASE_FULL');
  assert.ok(disk.outbox.lastSequence() < 300, 'events that wait in memory are not durable');
  await disk.kit.clock.advance(10_000);
  assert.is(disk.troubles.length, 1);
  disk.makeRoom();
  await disk.kit.clock.advance(2_000);
  assert.is(disk.outbox.lastSequence(), 300);
  const events = disk.outbox.read(0, 10_000_000, 1_000);
  assert.equal(
    events.map((event) => event.sequence),
    Array.from({ length: 300 }, (_, index) => index + 1),
  );
  assert.equal(
    events.map(numberOf),
    Array.from({ length: 300 }, (_, index) => index + 1),
  );
  assert.equal(disk.troubles.slice(1), [null]);
  assert.is(disk.kit.clock.pending, 0);
});

test('writes what waits before the next event once there is room', (t) => {
  const disk = smallDisk(t);
  appendUntilHeld(disk, 100);
  disk.makeRoom();
  const durable: number[] = [];
  disk.outbox.onAppended((event) => durable.push(event.sequence));
  const event = disk.outbox.append(numbered(101));
  assert.is(event.sequence, 101);
  assert.is(disk.outbox.lastSequence(), 101);
  assert.equal(
    durable,
    [...durable].sort((a, b) => a - b),
  );
  assert.is(durable.at(-1), 101);
  assert.equal(disk.outbox.read(100, 60_000).map(numberOf), [101]);
});

test('writes what waits when an acknowledgement makes room', (t) => {
  const disk = smallDisk(t);
  appendUntilHeld(disk, 100);
  const { outbox } = disk;
  const onDisk = outbox.lastSequence();
  assert.is(outbox.acknowledge(outbox.epoch, onDisk), onDisk);
  assert.ok(outbox.lastSequence() > onDisk);
});

test('keeps sequences apart when the one who hears of the trouble appends an event about it', async (t) => {
  const disk = smallDisk(t);
  disk.outbox.onTrouble((trouble) => disk.outbox.append(numbered(trouble ? 1_000 : 2_000)));
  appendUntilHeld(disk, 100);
  disk.makeRoom();
  await disk.kit.clock.advance(2_000);
  const events = disk.outbox.read(0, 10_000_000, 1_000);
  assert.equal(
    events.map((event) => event.sequence),
    Array.from({ length: 102 }, (_, index) => index + 1),
  );
  assert.is(new Set(events.map((event) => event.id)).size, 102);
});

test('reports a second episode again', async (t) => {
  const disk = smallDisk(t);
  appendUntilHeld(disk, 100);
  disk.makeRoom();
  await disk.kit.clock.advance(2_000);
  disk.fill();
  for (let n = 0; n < 100; n += 1) disk.outbox.append(numbered(n));
  assert.equal(
    disk.troubles.map((trouble) => trouble !== null),
    [true, false, true],
  );
});

test('refuses an event when memory is full as well, instead of pretending to have it', (t) => {
  const disk = smallDisk(t);
  appendUntilHeld(disk, 100);
  const many = Array.from({ length: 10_000 }, (_, index) => numbered(index));
  assert.throws(
    () => disk.outbox.appendAll(many),
    (error: unknown) => isBrokerError(error, 'TW_DATABASE_FULL'),
  );
  assert.is(disk.outbox.depth(), 100);
  assert.is(disk.outbox.append(numbered(1)).sequence, 101);
});

test('starts in memory when the disk is too full for the file, and moves to the file when it has room', async (t) => {
  const kit = outboxKit(t);
  const before = kit.open();
  const old = before.appendAll([1, 2].map(numbered)).map((event) => event.id);
  const { epoch } = before;
  before.stop();
  let full = true;
  const refusing = (path: string): SqliteDatabase => {
    if (full) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    return openDatabase(path);
  };
  const outbox = kit.open({ open: refusing });
  const troubles: (OutboxTrouble | null)[] = [];
  outbox.onTrouble((trouble) => troubles.push(trouble));
  const fresh = [3, 4].map((n) => outbox.append(numbered(n)).id);
  assert.is.not(outbox.epoch, epoch);
  assert.is(outbox.trouble()?.code, 'TW_DATABASE_FULL');
  await kit.clock.advance(10_000);
  assert.is(outbox.depth(), 2);
  full = false;
  await kit.clock.advance(2_000);
  assert.is(outbox.epoch, epoch);
  const events = outbox.read(0, 60_000);
  assert.equal(
    events.map((event) => event.id),
    [...old, ...fresh],
  );
  assert.equal(
    events.map((event) => event.sequence),
    [1, 2, 3, 4],
  );
  assert.equal(troubles, [null]);
  assert.is(kit.logger.at('error').length, 1);
  assert.is(kit.clock.pending, 0);
});
