import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as assert from 'uvu/assert';
import { salvageRows, setAside } from '../../../broker/sqlite/salvage.ts';
import { suite, type TestContext } from '../../harness/suite.ts';

const test = suite('Salvage');

const NOW = Date.UTC(2026, 10, 22, 8, 30, 5);

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-salvage-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function createEmpty(path: string): void {
  const database = new Database(path);
  database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, word TEXT)');
  database.close();
}

test('sets the file and its companions aside under a name with the time, and never over another', (t) => {
  const folder = folderFor(t);
  const path = join(folder, 'x.sqlite');
  for (const _ of [1, 2]) {
    for (const part of ['', '-wal', '-shm']) writeFileSync(path + part, 'x');
    setAside(path, NOW);
  }
  assert.not.ok(existsSync(path));
  const name = 'x.sqlite.damaged-20261122T083005Z';
  const names = [name, `${name}-2`].flatMap((base) => [base, `${base}-shm`, `${base}-wal`]);
  assert.equal(readdirSync(folder).sort(), names.sort());
});

test('reads the rows of a sound file, changes nothing and leaves nothing behind', (t) => {
  const folder = folderFor(t);
  const path = join(folder, 'x.sqlite');
  createEmpty(path);
  const database = new Database(path);
  for (const id of [1, 5, 100_000])
    database.prepare('INSERT INTO things VALUES (?, ?)').run(id, `word ${id}`);
  database.close();
  const rows = salvageRows({ path, table: 'things', key: 'id', createEmpty });
  assert.equal(
    rows.map((row) => row['word']),
    ['word 1', 'word 5', 'word 100000'],
  );
  assert.equal(readdirSync(folder), ['x.sqlite']);
});

test('answers nothing for a file that holds nothing', (t) => {
  const path = join(folderFor(t), 'x.sqlite');
  writeFileSync(path, Buffer.alloc(50_000, 0x11));
  assert.equal(salvageRows({ path, table: 'things', key: 'id', createEmpty }), []);
});
