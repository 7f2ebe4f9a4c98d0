/** Prepared statements that are kept: Kysely asks for one at every query, and preparing costs more than many of them do. */
import type { Statement } from 'better-sqlite3';
import type { SqliteDatabase } from './open.ts';

/** Queries of different lengths are different statements; what was not asked for longest goes. */
const MOST = 100;

/** The part of a database that Kysely's dialect uses. */
export class StatementCache {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, Statement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    // One that is being walked through cannot begin anew.
    if (known?.busy) return this.#database.prepare(sql);
    const statement = known ?? this.#database.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > MOST && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}
