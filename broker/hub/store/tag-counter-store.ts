/** The highest read counter seen of each tag. The UID of a tag is never stored. */
import type { SqliteDatabase } from '../../sqlite/open.ts';

export class TagCounterStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /**
   * True when the counter is higher than all before it; it is on disk then. Comparing and keeping are one statement, so
   * that of two equal messages only one passes, whatever process asks.
   * @param tag Pseudonym.
   * @param seenAt ISO 8601.
   */
  advance(tag: string, counter: number, seenAt: string): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO tag_counters VALUES (?, ?, ?)
         ON CONFLICT (tag) DO UPDATE SET counter = excluded.counter, seen_at = excluded.seen_at
         WHERE excluded.counter > counter`,
      )
      .run(tag, counter, seenAt);
    return changes === 1;
  }
}
