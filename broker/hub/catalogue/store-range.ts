/**
 * Which products a store's kiosks have: those of which any variant has an offer in the store; all of them when the store has
 * no offer at all. Nothing is kept of it: each question is a few look-ups by key, however large the catalogue is.
 */
import type { StoreRange as RangeName } from '../../contract/delta.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

/** Inside a transaction of its caller: the answers are of one moment. */
export class StoreRange {
  readonly name: RangeName;
  readonly #storeCode: string;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: SqliteDatabase, storeCode: string) {
    this.#storeCode = storeCode;
    this.#statements = prepare(database);
    this.name = this.#statements.anyOffer.get(storeCode) === undefined ? 'all' : 'store';
  }

  has(productId: string): boolean {
    return this.hadAt(productId, Number.MAX_SAFE_INTEGER);
  }

  /**
   * Whether the product was in the range at that revision by an offer that is still there. One that was there by an
   * offer that is gone counts as new: more is told then than is needed.
   */
  hadAt(productId: string, revision: number): boolean {
    if (this.name === 'all') return true;
    return this.#statements.offered.get({ productId, storeCode: this.#storeCode, revision }) !== undefined;
  }

  /** False when the store may have had no offer at that revision, and so everything, or the other way round. */
  isNameSince(revision: number): boolean {
    const { offerOf, goneOffer } = this.#statements;
    const wasGone = goneOffer.get(this.#storeCode, revision) !== undefined;
    return this.name === 'all' ? !wasGone : wasGone || offerOf.get(this.#storeCode, revision) !== undefined;
  }

  /** The ids of products in the range, in no order; null: all of them. */
  products(): Set<string> | null {
    if (this.name === 'all') return null;
    const found = new Set<string>();
    for (const id of this.#statements.products.iterate(this.#storeCode)) found.add(id as string);
    return found;
  }
}

function prepare(database: SqliteDatabase) {
  return {
    anyOffer: database.prepare("SELECT 1 FROM documents WHERE kind = 'offer' AND parent = ? LIMIT 1").pluck(),
    offerOf: database
      .prepare("SELECT 1 FROM documents WHERE kind = 'offer' AND parent = ? AND created <= ? LIMIT 1")
      .pluck(),
    goneOffer: database
      .prepare(
        `SELECT 1 FROM document_rows WHERE kind = 'offer' AND body IS NULL AND parent = ? AND +revision > ? LIMIT 1`,
      )
      .pluck(),
    offered: database
      .prepare(
        `SELECT 1 FROM documents AS variant CROSS JOIN documents AS offer
         WHERE variant.kind = 'variant' AND variant.parent = :productId AND variant.created <= :revision
           AND offer.kind = 'offer' AND offer.id = variant.id || char(10) || :storeCode AND offer.created <= :revision
         LIMIT 1`,
      )
      .pluck(),
    products: database
      .prepare(
        `SELECT variant.parent FROM documents AS offer CROSS JOIN documents AS variant
         WHERE offer.kind = 'offer' AND offer.parent = ?
           AND variant.kind = 'variant' AND variant.id = substr(offer.id, 1, instr(offer.id, char(10)) - 1)`,
      )
      .pluck(),
  };
}
