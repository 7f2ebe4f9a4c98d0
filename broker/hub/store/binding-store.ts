/** Tags that were learned: the UID of a label stands for a variant. They outlive every import. */
import type { SqliteDatabase } from '../../sqlite/open.ts';

export interface Binding {
  /** Upper-case hexadecimal. */
  uid: string;
  sku: string;
  /** ISO 8601. */
  learnedAt: string;
  kioskId: string;
}

interface Row {
  uid: string;
  sku: string;
  learned_at: string;
  kiosk_id: string;
}

export class BindingStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  skuOf(uid: string): string | undefined {
    const value = this.#database.prepare('SELECT sku FROM bindings WHERE uid = ?').pluck().get(uid);
    return typeof value === 'string' ? value : undefined;
  }

  count(): number {
    return Number(this.#database.prepare('SELECT count(*) FROM bindings').pluck().get());
  }

  /** The newest first. */
  newest(limit: number): Binding[] {
    const rows = this.#database
      .prepare('SELECT * FROM bindings ORDER BY learned_at DESC, uid LIMIT ?')
      .all(limit) as Row[];
    return rows.map((row) => ({
      uid: row.uid,
      sku: row.sku,
      learnedAt: row.learned_at,
      kioskId: row.kiosk_id,
    }));
  }

  /** Up to `limit` after the UID `after`, in order, of variants that the catalogue has. */
  sold(after: string, limit: number): Pick<Binding, 'uid' | 'sku'>[] {
    return this.#database
      .prepare(
        `SELECT uid, sku FROM bindings WHERE uid > ?
         AND EXISTS (SELECT 1 FROM documents WHERE kind = 'variant' AND id = sku) ORDER BY uid LIMIT ?`,
      )
      .all(after, limit) as Pick<Binding, 'uid' | 'sku'>[];
  }

  add(binding: Binding): void {
    this.#change(() =>
      this.#database
        .prepare('INSERT OR REPLACE INTO bindings VALUES (:uid, :sku, :learnedAt, :kioskId)')
        .run(binding),
    );
  }

  /** False when there was none. */
  remove(uid: string): boolean {
    return this.#change(() => this.#database.prepare('DELETE FROM bindings WHERE uid = ?').run(uid));
  }

  /** The change and the revision that tells kiosks of it, or neither. */
  #change(change: () => { changes: number }): boolean {
    return this.#database.transaction(() => {
      const { changes } = change();
      if (changes > 0) this.#database.exec('UPDATE binding_state SET revision = revision + 1');
      return changes > 0;
    })();
  }
}
