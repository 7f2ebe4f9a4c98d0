/**
 * The fleet's database: SQLite beside one hub, or a PostgreSQL server that several hubs share. One set of queries for
 * both, through Kysely; what only one of them has is asked of `FleetDatabase.engine`.
 */
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Pool, types } from 'pg';
import { openDatabase } from '../../sqlite/open.ts';

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

const INT8 = 20;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;

/** Opens it; tables are made by `migrateFleet`. A server that is down shows at the first query. */
export function openFleet<Tables>(address: FleetAddress): FleetDatabase<Tables> {
  const dialect =
    address.engine === 'sqlite'
      ? new SqliteDialect({ database: openDatabase(address.path) })
      : new PostgresDialect({ pool: createPool(address) });
  const db = new Kysely<Tables>({ dialect });
  return { engine: address.engine, db, close: () => db.destroy() };
}

function createPool({ url, connections = 5 }: FleetAddress & { engine: 'postgres' }): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // Every whole number of ours fits a double (`MOST` of the contract).
    types: {
      getTypeParser: (oid: number, format?: string) =>
        oid === INT8 ? Number : types.getTypeParser(oid, format as 'text'),
    },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
