/**
 * Opens a SQLite database the one way this project does: WAL with `synchronous=FULL`, asserted.
 * better-sqlite3 sets NORMAL when WAL is turned on, and NORMAL loses committed rows at a power cut.
 */
import Database from 'better-sqlite3';
import { BrokerError } from '../errors.ts';

export type SqliteDatabase = Database.Database;

const FULL = 2;
/** First release without the WAL-reset corruption (sqlite.org/wal.html#walresetbug). */
const OLDEST = [3, 51, 3];

/**
 * Opens or creates `path`.
 * @throws BrokerError TW_SQLITE_TOO_OLD | TW_DATABASE_DAMAGED
 */
export function openDatabase(path: string, options: { readonly?: boolean } = {}): SqliteDatabase {
  const database = new Database(path, { readonly: options.readonly ?? false, timeout: 5000 });
  try {
    assertVersion(database);
    if (!options.readonly) {
      database.pragma('journal_mode = WAL');
      database.pragma('journal_size_limit = 4194304');
    }
    database.pragma('synchronous = FULL');
    // 2 MB instead of the binding's 16: a kiosk has little memory, and the system's page cache is behind it.
    database.pragma('cache_size = -2000');
    database.pragma('foreign_keys = ON');
    if (database.pragma('synchronous', { simple: true }) !== FULL) {
      throw new BrokerError('TW_DATABASE_DAMAGED', `${path} does not accept synchronous=FULL.`);
    }
    return database;
  } catch (error) {
    database.close();
    if (isDamage(error))
      throw new BrokerError('TW_DATABASE_DAMAGED', `${path} is damaged.`, { cause: error });
    throw error;
  }
}

/** True when SQLite says that the file is not a sound database. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Database.SqliteError ? error.code : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** True when the disk is full or refuses the write, which may pass: somebody makes room or remounts it. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Database.SqliteError ? error.code : '';
  return code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY');
}

/** True when the disk has room but takes no writes: mounted read-only, or failing. */
export function isReadOnly(error: unknown): boolean {
  return isDiskFull(error) && error instanceof Database.SqliteError && error.code !== 'SQLITE_FULL';
}

function assertVersion(database: SqliteDatabase): void {
  const text = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const parts = text.split('.').map(Number);
  for (const [index, least] of OLDEST.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least)
      throw new BrokerError('TW_SQLITE_TOO_OLD', `SQLite ${text} is older than ${OLDEST.join('.')}.`);
  }
}
