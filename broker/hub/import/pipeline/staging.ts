/**
 * Where an import gathers and joins its rows: a SQLite file of its own that nobody else reads, so it may lose everything at a
 * kill. The catalogue is attached beside it as `hub` and only read.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import { HUB_FILE } from '../../store/schema.ts';

export const STAGING_FILE = 'import.staging';

/** Between two of them other work of the process gets its turn. */
const BATCH = 1_000;

const TABLES = `
  CREATE TABLE stores (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE variants (
    seq INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, product TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE gtins (gtin TEXT PRIMARY KEY, sku TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE parts (part TEXT NOT NULL, product TEXT NOT NULL, PRIMARY KEY (part, product)) STRICT, WITHOUT ROWID;
  CREATE TABLE offers (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE offer_changes (
    id TEXT PRIMARY KEY, parent TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reviews (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE ratings (
    product TEXT PRIMARY KEY, s1 INTEGER NOT NULL, s2 INTEGER NOT NULL, s3 INTEGER NOT NULL, s4 INTEGER NOT NULL,
    s5 INTEGER NOT NULL, verified INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE related (product TEXT PRIMARY KEY, ids TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE guides (product TEXT PRIMARY KEY, guide TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE links (
    entry INTEGER PRIMARY KEY, link TEXT NOT NULL UNIQUE, place TEXT NOT NULL, media TEXT
  ) STRICT;
  CREATE TABLE changes (
    entry INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, body TEXT NOT NULL,
    hash BLOB NOT NULL, old BLOB, notes TEXT, UNIQUE (kind, id)
  ) STRICT;
  CREATE TABLE gone (
    kind TEXT NOT NULL, id TEXT NOT NULL, old BLOB NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
`;

export class Staging {
  readonly database: SqliteDatabase;
  readonly path: string;
  #rows = 0;

  /** Whoever calls holds the lock of imports. */
  constructor(dataDir: string) {
    removeStaging(dataDir);
    this.path = join(dataDir, STAGING_FILE);
    this.database = new Database(this.path);
    // Without any is refused by the binding; this one is never on the disk.
    this.database.pragma('journal_mode = MEMORY');
    this.database.pragma('synchronous = OFF');
    this.database.pragma('cache_size = -48000');
    this.database.exec(TABLES);
    this.database.prepare('ATTACH ? AS hub').run(join(dataDir, HUB_FILE));
    this.database.pragma('hub.cache_size = -24000');
    this.database.exec('BEGIN');
  }

  prepare(sql: string): Statement {
    return this.database.prepare(sql);
  }

  /** After each row. A transaction of many rows costs less, and one without end would keep the catalogue's log from ending. */
  async breathe(rows = 1): Promise<void> {
    this.#rows += rows;
    if (this.#rows < BATCH) return;
    this.#rows = 0;
    this.database.exec('COMMIT; BEGIN');
    await setImmediate();
  }

  /** All rows of a query that takes what comes after a key, a page at a time: `next` makes the parameters of the next page. */
  async *pages<T>(sql: string, next: (last: T | undefined) => unknown[]): AsyncGenerator<T[]> {
    const statement = this.prepare(`${sql} LIMIT ${BATCH}`);
    let last: T | undefined;
    for (;;) {
      const page = statement.all(...next(last)) as T[];
      if (page.length > 0) yield page;
      if (page.length < BATCH) return;
      last = page.at(-1);
      await this.breathe(page.length);
    }
  }

  /** Lets go of the catalogue; the file stays until `removeStaging`. */
  close(): void {
    if (!this.database.open) return;
    if (this.database.inTransaction) this.database.exec('COMMIT');
    this.database.close();
  }
}

/** Also what a killed import left. Whoever calls holds the lock of imports. */
export function removeStaging(dataDir: string): void {
  const path = join(dataDir, STAGING_FILE);
  for (const part of ['', '-journal', '-wal', '-shm'])
    if (existsSync(path + part)) rmSync(path + part, { force: true });
}
