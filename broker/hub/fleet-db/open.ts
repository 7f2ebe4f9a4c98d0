/**
 * The fleet's database: SQLite beside one hub, or a PostgreSQL server that several hubs share. One set of queries for
 * both, through Kysely; what only one of them has is asked of `FleetDatabase.engine`.
 */
import { Kysely, PostgresDialect, SqliteDialect, type PostgresPool } from 'kysely';
import { Pool, types, type PoolClient } from 'pg';
import { BrokerError, isBrokerError } from '../../errors.ts';
import { isDamage, openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';
import { StatementCache } from '../../sqlite/statement-cache.ts';

export type FleetEngine = 'sqlite' | 'postgres';

export interface FleetDatabase<Tables> {
  engine: FleetEngine;
  db: Kysely<Tables>;
  close(): Promise<void>;
}

export type FleetAddress =
  | { engine: 'sqlite'; /** File. */ path: string }
  | {
      engine: 'postgres';
      /** `postgres://user@host/name` */ url: string;
      /** Default 5. */ connections?: number;
    };

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** Of `pg_type`. */
const isInt8 = (oid: unknown): boolean => oid === 20;
/** 16 MB. */
const LOG_PAGES = 4_000;
const PAGE_BYTES = 4_096;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;

/**
 * Opens it; tables are made by `migrateFleet`. A server that is down shows at the first query, as BrokerError
 * TW_FLEET_UNAVAILABLE.
 * @throws BrokerError TW_DATABASE_DAMAGED with the file and the remedy | TW_SQLITE_TOO_OLD
 */
export function openFleet<Tables>(address: FleetAddress): FleetDatabase<Tables> {
  const dialect =
    address.engine === 'sqlite'
      ? new SqliteDialect({ database: new StatementCache(openSound(address.path)) })
      : new PostgresDialect({ pool: createPool(address) });
  const db = new Kysely<Tables>({ dialect });
  return { engine: address.engine, db, close: () => db.destroy() };
}

/** A damaged file is left as it is, because it may hold events that no kiosk has any more. */
function openSound(path: string): SqliteDatabase {
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(path);
    // What a shopper takes back must not stay behind in the free parts of pages.
    database.pragma('secure_delete = ON');
    // What is set aside while a table is written anew stays off the disk.
    database.pragma('temp_store = MEMORY');
    // Merging the log holds a commit up, and with it the acknowledgement of a live event: a quarter as often.
    database.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    database.pragma(`journal_size_limit = ${LOG_PAGES * PAGE_BYTES}`);
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(path);
    return database;
  } catch (error) {
    database?.close();
    if (isBrokerError(error, 'TW_DATABASE_DAMAGED') || isDamage(error)) throw damaged(path, error);
    throw error;
  }
}

function damaged(path: string, cause?: unknown): BrokerError {
  const message =
    `${path} is damaged and was left as it is. Restore it from a backup, or move it away together with ${path}-wal and ` +
    `${path}-shm and start again: kiosks send what was not acknowledged, and learned tags and settings are lost.`;
  return new BrokerError('TW_DATABASE_DAMAGED', message, { cause });
}

function createPool({ url, connections = 5 }: FleetAddress & { engine: 'postgres' }): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // Every whole number of ours fits a double (`MOST` of the contract).
    types: {
      getTypeParser: (oid: TypeId, format?: string) =>
        isInt8(oid) ? Number : types.getTypeParser(oid, format as 'text'),
    },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The pool listens while a connection is idle alone; one that breaks in use fails its query as well.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const connect = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw new BrokerError('TW_FLEET_UNAVAILABLE', undefined, { cause: error });
    }
  };
  return { connect, end: () => pool.end() };
}
