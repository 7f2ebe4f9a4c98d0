/** One import at a time into one data folder, whoever runs it: the lock goes with its process, however that ends. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BrokerError } from '../../../errors.ts';

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
