/** The tables of `hub.sqlite`, and how an older file is brought up to date. */
import { BrokerError, isBrokerError } from '../../errors.ts';
import { isDamage, openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';

export const HUB_FILE = 'hub.sqlite';

/** One entry per schema version; a file at version n runs the entries from n on. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE kiosks (
    id TEXT PRIMARY KEY, store TEXT NOT NULL, kiosk TEXT NOT NULL,
    online INTEGER NOT NULL, since TEXT NOT NULL, last_seen TEXT NOT NULL, boot TEXT NOT NULL,
    version TEXT NOT NULL, store_code TEXT NOT NULL, catalogue TEXT NOT NULL, outbox_depth INTEGER NOT NULL,
    devices TEXT NOT NULL, displays TEXT NOT NULL, reported TEXT
  ) STRICT;
  CREATE TABLE desired (
    kiosk_id TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, displays TEXT NOT NULL
  ) STRICT;
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY, kiosk_id TEXT NOT NULL, epoch TEXT NOT NULL,
    watermark INTEGER NOT NULL DEFAULT 0, highest INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0,
    last_at TEXT NOT NULL, UNIQUE (kiosk_id, epoch)
  ) STRICT;
  CREATE TABLE ahead (
    stream_id INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (stream_id, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE evicted (
    stream_id INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (stream_id, first, last)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    row INTEGER PRIMARY KEY AUTOINCREMENT, kiosk_id TEXT NOT NULL, id TEXT NOT NULL,
    epoch TEXT NOT NULL, sequence INTEGER NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL,
    received_at TEXT NOT NULL, subject TEXT, session TEXT, data TEXT NOT NULL, UNIQUE (kiosk_id, id)
  ) STRICT;
  CREATE INDEX events_by_kiosk ON events (kiosk_id, row);
  CREATE TABLE incidents (
    kiosk_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    opened_at TEXT NOT NULL, closed_at TEXT, PRIMARY KEY (kiosk_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE catalogue (
    only INTEGER PRIMARY KEY CHECK (only = 1), version TEXT NOT NULL, imported_at TEXT NOT NULL,
    products INTEGER NOT NULL, variants INTEGER NOT NULL, offers INTEGER NOT NULL, reviews INTEGER NOT NULL,
    rejected INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE TABLE media (
    sha256 TEXT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,
    widths TEXT NOT NULL, thumbhash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE customers (
    ref TEXT PRIMARY KEY, card TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, tier TEXT NOT NULL,
    locale TEXT NOT NULL, consents TEXT NOT NULL, wishlist TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE tag_counters (
    tag TEXT PRIMARY KEY, counter INTEGER NOT NULL, seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE bindings (
    uid TEXT PRIMARY KEY, sku TEXT NOT NULL, learned_at TEXT NOT NULL, kiosk_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE binding_state (
    only INTEGER PRIMARY KEY CHECK (only = 1), revision INTEGER NOT NULL
  ) STRICT;
  INSERT INTO binding_state VALUES (1, 0);
  CREATE INDEX variants_by_product ON documents (json_extract(body, '$.productId')) WHERE kind = 'variant';
  `,
];

/**
 * Opens `hub.sqlite` and brings its tables up to date. A damaged file is left as it is, because it may hold events
 * that no kiosk has any more.
 * @throws BrokerError TW_DATABASE_DAMAGED with the file and the remedy | TW_SQLITE_TOO_OLD
 */
export function openHubDatabase(path: string, options: { check?: boolean } = {}): SqliteDatabase {
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(path);
    if (options.check && database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(path);
    migrate(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (isBrokerError(error, 'TW_DATABASE_DAMAGED') || isDamage(error)) throw damaged(path, error);
    throw error;
  }
}

function migrate(database: SqliteDatabase, path: string): void {
  const run = database.transaction(() => {
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > MIGRATIONS.length) {
      throw new BrokerError(
        'TW_DATABASE_DAMAGED',
        `${path} was written by a newer version; this one does not know it.`,
      );
    }
    for (const statements of MIGRATIONS.slice(version)) database.exec(statements);
    database.pragma(`user_version = ${MIGRATIONS.length}`);
  });
  if (Number(database.pragma('user_version', { simple: true })) !== MIGRATIONS.length) run.immediate();
}

function damaged(path: string, cause?: unknown): BrokerError {
  const message =
    `${path} is damaged and was left as it is. Restore it from a backup, or move it away together with ` +
    `${path}-wal and ${path}-shm and start again: kiosks send what was not acknowledged, the catalogue has to be imported.`;
  return new BrokerError('TW_DATABASE_DAMAGED', message, { cause });
}
