/**
 * Which picture an address led to, in a small database of its own: an address is fetched once, asked after a while whether
 * it is still the same, and one that fails is left alone for a moment.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';

export interface UrlNote {
  etag: string;
  lastModified: string;
  /** Of the picture that was there last; empty: there never was one. */
  sha256: string;
  /** Milliseconds since 1970, of the last answer. */
  checkedAt: number;
  /** Of the last failure since; 0: none. */
  failedAt: number;
}

interface Row {
  etag: string;
  last_modified: string;
  sha256: string;
  checked_at: number;
  failed_at: number;
}

const FILE = 'pictures.sqlite';

export class UrlNotes {
  readonly #path: string;
  #open: SqliteDatabase | undefined;

  /** @param dataDir The hub's own folder. */
  constructor(dataDir: string) {
    this.#path = join(dataDir, FILE);
  }

  stop(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  get(url: string): UrlNote | undefined {
    const row = this.#database.prepare('SELECT * FROM urls WHERE url = ?').get(keyOf(url)) as Row | undefined;
    return (
      row && {
        etag: row.etag,
        lastModified: row.last_modified,
        sha256: row.sha256,
        checkedAt: row.checked_at,
        failedAt: row.failed_at,
      }
    );
  }

  save(url: string, { etag, lastModified, sha256, checkedAt, failedAt }: UrlNote): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO urls VALUES (?, ?, ?, ?, ?, ?)')
      .run(keyOf(url), etag, lastModified, sha256, checkedAt, failedAt);
  }

  get #database(): SqliteDatabase {
    this.#open ??= opened(this.#path);
    return this.#open;
  }
}

function opened(path: string): SqliteDatabase {
  const database = openDatabase(path);
  database.exec(`CREATE TABLE IF NOT EXISTS urls (
    url BLOB PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, sha256 TEXT NOT NULL,
    checked_at INTEGER NOT NULL, failed_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`);
  return database;
}

/** Addresses may hold keys, and are long. */
function keyOf(url: string): Buffer {
  return createHash('sha256').update(url).digest();
}
