/** One import at a time into one data folder, whoever runs it: the lock goes with its process, however that ends. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BrokerError, isBrokerError } from '../../../errors.ts';
import { removeStaging } from './staging.ts';

export const LOCK_FILE = 'import.lock';

/**
 * @returns What gives it back.
 * @throws BrokerError TW_IMPORT_RUNNING
 */
export function lockImports(dataDir: string): () => void {
  const database = new Database(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new BrokerError('TW_IMPORT_RUNNING');
    throw error;
  }
}

/** Removes what a killed import left, unless another one is running now. */
export function sweepImports(dataDir: string): void {
  try {
    const unlock = lockImports(dataDir);
    removeStaging(dataDir);
    unlock();
  } catch (error) {
    if (!isBrokerError(error, 'TW_IMPORT_RUNNING')) throw error;
  }
}
