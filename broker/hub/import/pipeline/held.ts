/** Imports that were held (shrink.ts): shown until one of their source is let in, by the one that is approved or by any later. */
import { BrokerError } from '../../../errors.ts';
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import type { Removals } from './shrink.ts';

export interface HeldImport {
  /** Name of the source; `files` for the command line. */
  source: string;
  /** ISO 8601. */
  heldAt: string;
  removals: Removals;
  /** ISO 8601; null: nobody has yet. The next import of the source goes on whatever it removes. */
  approvedAt: string | null;
}

interface Row {
  source: string;
  held_at: string;
  removals: string;
  approved_at: string | null;
}

export class HeldImports {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** The newest first. */
  list(): HeldImport[] {
    const rows = this.#database
      .prepare('SELECT * FROM held_imports ORDER BY held_at DESC, source')
      .all() as Row[];
    return rows.map(({ source, held_at: heldAt, removals, approved_at: approvedAt }) => ({
      source,
      heldAt,
      removals: JSON.parse(removals) as Removals,
      approvedAt,
    }));
  }

  /**
   * @param now Milliseconds since 1970.
   * @throws BrokerError TW_NOT_FOUND when nothing of this source is held
   */
  approve(source: string, now: number): void {
    const { changes } = this.#database
      .prepare('UPDATE held_imports SET approved_at = ? WHERE source = ?')
      .run(new Date(now).toISOString(), source);
    if (changes === 0) throw new BrokerError('TW_NOT_FOUND', `No import of ${source} is held.`);
  }

  isApproved(source: string): boolean {
    const sql = 'SELECT 1 FROM held_imports WHERE source = ? AND approved_at IS NOT NULL';
    return this.#database.prepare(sql).get(source) !== undefined;
  }

  hold(source: string, removals: Removals, now: number): void {
    this.#database
      .prepare(
        `INSERT INTO held_imports VALUES (?, ?, ?, NULL)
         ON CONFLICT DO UPDATE SET held_at = excluded.held_at, removals = excluded.removals`,
      )
      .run(source, new Date(now).toISOString(), JSON.stringify(removals));
  }

  /** An import of this source went through. */
  release(source: string): void {
    const held = this.#database.prepare('SELECT 1 FROM held_imports WHERE source = ?').get(source);
    if (held) this.#database.prepare('DELETE FROM held_imports WHERE source = ?').run(source);
  }
}
