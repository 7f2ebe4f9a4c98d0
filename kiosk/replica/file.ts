/** The replica's file: opened whole, put aside when damaged, replaced in one step. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isBrokerError } from '../../broker/errors.ts';
import { isDamage, openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { SCHEMA_VERSION } from './schema.ts';

/** What was found in the place of the file. */
export type Opened =
  | { database: SqliteDatabase; found: 'sound' }
  | { database: null; found: 'nothing' | 'outdated' | 'damaged' };

/**
 * Opens the file if it is there and sound. A damaged one is moved aside as `{path}.damaged`.
 * @param isNew Just written by us: reading it through again would only keep a shopper waiting.
 */
export function openReplicaFile(path: string, isNew = false): Opened {
  if (!existsSync(path)) return { database: null, found: 'nothing' };
  try {
    const database = openDatabase(path);
    const found = isNew ? 'sound' : inspect(database);
    if (found === 'sound') return { database, found };
    database.close();
    setAside(path, found);
    return { database: null, found };
  } catch (error) {
    if (!isDamage(error) && !isBrokerError(error, 'TW_DATABASE_DAMAGED')) throw error;
    setAside(path, 'damaged');
    return { database: null, found: 'damaged' };
  }
}

function inspect(database: SqliteDatabase): 'sound' | 'outdated' | 'damaged' {
  try {
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged';
    const version = database.prepare("SELECT value FROM meta WHERE name = 'schema'").pluck().get();
    return version === SCHEMA_VERSION ? 'sound' : 'outdated';
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    // No table `meta`: a database, but not one of ours.
    return 'outdated';
  }
}

/** Takes the file away: a damaged one is kept once for a look, an outdated one is of no use. */
export function setAside(path: string, why: 'damaged' | 'outdated'): void {
  if (why === 'damaged') renameSync(path, `${path}.damaged`);
  removeDatabase(path);
}

/** Removes a database file with what SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

/** Removes files of loads that a power cut interrupted. */
export function removeLeftovers(path: string): void {
  if (!existsSync(dirname(path))) return;
  const prefix = `${basename(path)}.next-`;
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(prefix)) rmSync(join(dirname(path), name), { force: true });
}
