import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { openDatabase, type SqliteDatabase } from '../../../broker/sqlite/open.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { numbered, outboxKit, type OutboxKit } from './kit.ts';

const test = suite('Outbox with a damaged file');

const PAGE = 4_096;

function filled(t: TestContext, count: number): { kit: OutboxKit; ids: string[]; epoch: string } {
  const kit = outboxKit(t);
  const outbox = kit.open();
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const ids = outbox.appendAll(numbers.map(numbered)).map((event) => event.id);
  const { epoch } = outbox;
  outbox.stop();
  return { kit, ids, epoch };
}

function overwrite(path: string, position: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, position);
  closeSync(file);
}

/** So that SQLite reads the damage instead of what it remembers. */
function withoutCache(path: string): SqliteDatabase {
  const database = openDatabase(path);
  database.pragma('cache_size = 1');
  return database;
}

test('saves every event when the first page is gone', (t) => {
  const { kit, ids, epoch } = filled(t, 500);
  overwrite(kit.path, 0, PAGE);
  const outbox = kit.open();
  assert.is.not(outbox.epoch, epoch);
  const saved = outbox.read(0, 10_000_000, 1_000);
  assert.equal(
    saved.map((event) => event.id),
    ids,
  );
  assert.equal(
    saved.map((event) => event.sequence),
    ids.map((_, index) => index + 1),
  );
  assert.is(outbox.append(numbered(501)).sequence, 501);
  const [line] = kit.logger.at('error');
  assert.is(line?.fields['code'], 'TW_DATABASE_DAMAGED');
  assert.is(line?.fields['saved'], 500);
});

test('reads around a bad page in the middle', (t) => {
  const { kit, ids } = filled(t, 500);
  const pages = Math.floor(statSync(kit.path).size / PAGE);
  overwrite(kit.path, PAGE * Math.floor(pages / 2), PAGE);
  const outbox = kit.open();
  const saved = outbox.read(0, 10_000_000, 1_000);
  assert.ok(saved.length > 450 && saved.length < 500, `${saved.length} of 500 saved`);
  assert.equal(
    saved.map((event) => event.id),
    ids.filter((id) => saved.some((event) => event.id === id)),
  );
  assert.equal(
    saved.map((event) => event.sequence),
    saved.map((_, index) => index + 1),
  );
});

test('starts with an empty outbox when nothing can be read, and keeps the damaged file', (t) => {
  const { kit } = filled(t, 50);
  const size = statSync(kit.path).size;
  overwrite(kit.path, 0, size);
  const began = performance.now();
  const outbox = kit.open();
  assert.ok(performance.now() - began < 5_000);
  assert.is(outbox.depth(), 0);
  assert.is(outbox.append(numbered(1)).sequence, 1);
  const aside = readdirSync(kit.folder).filter((name) => name.includes('.damaged-'));
  assert.equal(aside, ['outbox.sqlite.damaged-20261122T100000Z']);
  assert.is(readFileSync(`${kit.folder}/${aside[0]}`)[0], 0xa5);
});

test('starts on a file that never was a database', (t) => {
  const kit = outboxKit(t);
  writeFileSync(kit.path, 'this is a text file, and not a short one either: '.repeat(100));
  assert.is(kit.open().append(numbered(1)).sequence, 1);
});

test('goes on when the damage shows while it runs', (t) => {
  const { kit, ids } = filled(t, 500);
  const outbox = kit.open({ open: withoutCache });
  const { epoch } = outbox;
  const pages = Math.floor(statSync(kit.path).size / PAGE);
  for (let page = 3; page < pages; page += 1) overwrite(kit.path, PAGE * page, PAGE);
  const read = outbox.read(0, 10_000_000, 1_000);
  assert.is.not(outbox.epoch, epoch);
  assert.ok(read.every((event) => event.epoch === outbox.epoch && ids.includes(event.id)));
  assert.is(outbox.append(numbered(501)).sequence, read.length + 1);
});

test('takes an event that is no JSON any more for damage and saves the others', (t) => {
  const { kit, ids } = filled(t, 20);
  const database = openDatabase(kit.path);
  database.exec('UPDATE events SET body = substr(body, 1, 100) WHERE sequence = 7');
  database.close();
  const outbox = kit.open();
  const saved = outbox.read(0, 10_000_000);
  assert.equal(
    saved.map((event) => event.id),
    ids.filter((_, index) => index !== 6),
  );
});
