/**
 * The tables of `hub.sqlite`: what imports write. An older file also holds what is in the fleet's database now; it is
 * brought to the last version of that kind, and the hub moves the rest out of it (fleet-db/move-old.ts).
 */
import { BrokerError, isBrokerError } from '../../errors.ts';
import { isDamage, openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';
import { CATALOGUE_TABLES, hasSides, upgradeCatalogue } from './catalogue-tables.ts';

export const HUB_FILE = 'hub.sqlite';

const OTHER_TABLES = `
  CREATE TABLE media (
    sha256 TEXT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,
    widths TEXT NOT NULL, thumbhash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE customers (
    ref TEXT PRIMARY KEY, card TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, tier TEXT NOT NULL,
    locale TEXT NOT NULL, consents TEXT NOT NULL, wishlist TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Imports that were held back because they would remove too much, until one of their source is let in. */
const HELD_IMPORTS = `
  CREATE TABLE held_imports (
    source TEXT PRIMARY KEY, held_at TEXT NOT NULL, removals TEXT NOT NULL, approved_at TEXT
  ) STRICT, WITHOUT ROWID;
`;

/** From version n to n + 1, for files that were made before version 4. */
const OLD_STEPS: readonly string[] = [
  '',
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
  `,
];

/** The last version that held the fleet as well. */
export const WITH_FLEET = 3;
/** What imports write, and nothing else. A file with the fleet keeps its number until that has moved, with the same tables. */
export const CATALOGUE_ONLY = 5;

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
    const version = versionOf(database);
    if (version > CATALOGUE_ONLY) {
      throw new BrokerError(
        'TW_DATABASE_DAMAGED',
        `${path} was written by a newer version; this one does not know it.`,
      );
    }
    if (version === 0) database.exec(CATALOGUE_TABLES + OTHER_TABLES + HELD_IMPORTS);
    else if (version < WITH_FLEET)
      for (const statements of OLD_STEPS.slice(version)) database.exec(statements);
    if (!hasSides(database)) {
      upgradeCatalogue(database);
      database.exec(HELD_IMPORTS);
    }
    database.pragma(`user_version = ${version === 0 || version > WITH_FLEET ? CATALOGUE_ONLY : WITH_FLEET}`);
  });
  if (versionOf(database) !== CATALOGUE_ONLY && !(versionOf(database) === WITH_FLEET && hasSides(database)))
    run.immediate();
}

/** 0 for a new file. */
export function versionOf(database: SqliteDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function damaged(path: string, cause?: unknown): BrokerError {
  const message =
    `${path} is damaged and was left as it is. Restore it from a backup, or move it away together with ` +
    `${path}-wal and ${path}-shm and start again: kiosks send what was not acknowledged, the catalogue has to be imported.`;
  return new BrokerError('TW_DATABASE_DAMAGED', message, { cause });
}
