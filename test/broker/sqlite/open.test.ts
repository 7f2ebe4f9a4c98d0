import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import { isDiskFull, openDatabase } from '../../../broker/sqlite/open.ts';
import { suite, type TestContext } from '../../harness/suite.ts';

const test = suite('openDatabase');

function pathFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-open-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'x.sqlite');
}

test('syncs every commit, at the first opening and at every later one', (t) => {
  const path = pathFor(t);
  for (const _ of [1, 2]) {
    const database = openDatabase(path);
    database.exec('CREATE TABLE IF NOT EXISTS things (id INTEGER PRIMARY KEY)');
    database.exec('INSERT INTO things DEFAULT VALUES');
    assert.is(database.pragma('journal_mode', { simple: true }), 'wal');
    assert.is(database.pragma('synchronous', { simple: true }), 2, 'FULL, also after the first write');
    database.close();
  }
});

test('says that a file is damaged', (t) => {
  const path = pathFor(t);
  writeFileSync(path, Buffer.alloc(10_000, 0x22));
  assert.throws(
    () => openDatabase(path),
    (error: unknown) => isBrokerError(error, 'TW_DATABASE_DAMAGED'),
  );
});

test('tells a full disk from other failures', (t) => {
  const database = openDatabase(pathFor(t));
  t.after(() => database.close());
  database.exec('CREATE TABLE things (blob)');
  database.pragma('max_page_count = 2');
  const failure = (sql: string): unknown => {
    try {
      return database.exec(sql);
    } catch (error) {
      return error;
    }
  };
  assert.ok(isDiskFull(failure('INSERT INTO things VALUES (zeroblob(100000))')));
  assert.not.ok(isDiskFull(failure('INSERT INTO nothing VALUES (1)')));
});
