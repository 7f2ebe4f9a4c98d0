/** Customers by the keyed hash of their card. The UID of a card is never stored. */
import type { WishlistItem } from '../../contract/domain.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

export interface CustomerRecord {
  ref: string;
  /** HMAC-SHA-256(loyalty key, UID bytes), lower hex. */
  card: string;
  displayName: string;
  tier: string;
  locale: string;
  consents: string[];
  wishlist: WishlistItem[];
}

interface Row {
  ref: string;
  card: string;
  display_name: string;
  tier: string;
  locale: string;
  consents: string;
  wishlist: string;
}

export class CustomerStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  byCard(card: string): CustomerRecord | undefined {
    return this.#one('SELECT * FROM customers WHERE card = ?', card);
  }

  byRef(ref: string): CustomerRecord | undefined {
    return this.#one('SELECT * FROM customers WHERE ref = ?', ref);
  }

  any(): boolean {
    return this.#database.prepare('SELECT 1 FROM customers LIMIT 1').get() !== undefined;
  }

  all(): CustomerRecord[] {
    return (this.#database.prepare('SELECT * FROM customers ORDER BY ref').all() as Row[]).map(recordOf);
  }

  /** Another number after anybody else has written to the file. */
  mark(): number {
    return Number(this.#database.pragma('data_version', { simple: true }));
  }

  /**
   * What was erased must not be found in the file. What SQLite moves from page to page leaves copies behind, so the others
   * are written anew on pages that were blanked.
   */
  remove(refs: readonly string[]): void {
    const gone = new Set(refs);
    const others = this.all().filter(({ ref }) => !gone.has(ref));
    this.#database.transaction(() => this.replaceAll(others)).immediate();
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Inside the caller's transaction. Those who were there are overwritten, not only unlinked. */
  replaceAll(customers: readonly CustomerRecord[]): void {
    this.#database.pragma('secure_delete = ON');
    this.#database.exec('DELETE FROM customers');
    const insert = this.#database.prepare('INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const { ref, card, displayName, tier, locale, consents, wishlist } of customers) {
      insert.run(ref, card, displayName, tier, locale, JSON.stringify(consents), JSON.stringify(wishlist));
    }
  }

  #one(sql: string, key: string): CustomerRecord | undefined {
    const row = this.#database.prepare(sql).get(key) as Row | undefined;
    return row && recordOf(row);
  }
}

function recordOf(row: Row): CustomerRecord {
  return {
    ref: row.ref,
    card: row.card,
    displayName: row.display_name,
    tier: row.tier,
    locale: row.locale,
    consents: JSON.parse(row.consents) as string[],
    wishlist: JSON.parse(row.wishlist) as WishlistItem[],
  };
}
