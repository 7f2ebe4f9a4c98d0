/** Prepared statements by their SQL, so that each is compiled once per open file. */
import type { SqliteDatabase } from '../../broker/sqlite/open.ts';

const prepare = (database: SqliteDatabase, sql: string) =>
  database.prepare<unknown[], Record<string, unknown>>(sql);

export class Statements {
  readonly #database: SqliteDatabase;
  readonly #bySql = new Map<string, ReturnType<typeof prepare>>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** The first column of the first row, a text. */
  text(sql: string, ...parameters: unknown[]): string | undefined {
    const row = this.#prepare(sql).get(...parameters);
    return row === undefined ? undefined : String(Object.values(row)[0]);
  }

  /** The first column of every row, texts. */
  texts(sql: string, ...parameters: unknown[]): string[] {
    return this.#prepare(sql)
      .all(...parameters)
      .map((row) => String(Object.values(row)[0]));
  }

  /** The first column of the first row, a number; 0 without a row. */
  count(sql: string, ...parameters: unknown[]): number {
    return Number(this.text(sql, ...parameters) ?? 0);
  }

  rows<T>(sql: string, ...parameters: unknown[]): T[] {
    return this.#prepare(sql).all(...parameters) as T[];
  }

  #prepare(sql: string): ReturnType<typeof prepare> {
    let statement = this.#bySql.get(sql);
    if (statement === undefined) {
      statement = prepare(this.#database, sql);
      this.#bySql.set(sql, statement);
    }
    return statement;
  }
}
