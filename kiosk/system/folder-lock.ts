/**
 * One program per folder: two writers would number events alike. The lock is one that SQLite takes on a file and the
 * system lets go when the process ends, however it ends, so that nothing stale is ever left behind.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isDamage } from '../../broker/sqlite/open.ts';
import { KioskError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes `dir`, which is made where it is missing, for this process. `what` is for people: "the hub", "the kiosk".
 * @throws KioskError TW_DATA_IN_USE | TW_DATA_DIR
 */
export function lockFolder(dir: string, what: string): FolderLock {
  const holder = join(dir, 'lock.pid');
  const database = take(dir);
  if (database === null) {
    throw new KioskError(
      'TW_DATA_IN_USE',
      `Tapwall already runs on this folder: ${what} of ${pidIn(holder)} uses ${dir}. End it, or use --data for a second one.`,
    );
  }
  writeFileSync(holder, `${process.pid}\n`);
  return {
    release: () => {
      rmSync(holder, { force: true });
      database.close();
    },
  };
}

/** The process that holds the folder, in words; null when none does. Looks only. */
export function holderOf(dir: string): string | null {
  const path = join(dir, 'lock.sqlite');
  if (!existsSync(path)) return null;
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, timeout: 0 });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return null;
  } catch (error) {
    return isBusy(error) ? pidIn(join(dir, 'lock.pid')) : null;
  } finally {
    database?.close();
  }
}

function take(dir: string): Database.Database | null {
  const path = join(dir, 'lock.sqlite');
  try {
    makeFolder(dir);
    return exclusive(path);
  } catch (error) {
    if (isBusy(error)) return null;
    if (!isDamage(error))
      throw new KioskError('TW_DATA_DIR', `The folder ${dir} cannot be locked.`, { cause: error });
  }
  // Nothing is kept in the file, so something else in its place is no loss.
  rmSync(path);
  return exclusive(path);
}

function exclusive(path: string): Database.Database {
  const database = new Database(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** Only for the sentence: the lock holds without it. */
function pidIn(path: string): string {
  try {
    return `process ${readFileSync(path, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
}
