/** Reads products for the index from the replica's file, on a connection of its own. */
import type { Product } from '../../broker/contract/domain.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { readVariant } from '../replica/sale.ts';
import { Statements } from '../replica/statements.ts';
import type { SourceProduct } from './index/document.ts';

interface VariantRow {
  json: string;
  here: number;
}

export class CatalogueFile {
  readonly #database: SqliteDatabase;
  readonly statements: Statements;
  readonly #now: number;

  /**
   * @param now Whose prices count, milliseconds since 1970.
   * @throws BrokerError TW_DATABASE_DAMAGED, and what SQLite throws when there is no file
   */
  constructor(path: string, now: number = Date.now()) {
    this.#now = now;
    this.#database = openDatabase(path, { readonly: true });
    this.statements = new Statements(this.#database);
  }

  close(): void {
    this.#database.close();
  }

  version(): string {
    return this.#meta('version');
  }

  product(id: string): SourceProduct | undefined {
    const json = this.statements.text('SELECT json FROM product WHERE id = ?', id);
    return json === undefined ? undefined : this.#whole(JSON.parse(json) as Product, this.#meta('storeCode'));
  }

  /** Everything, the best rated first: in this order the index numbers its documents. */
  *products(): Generator<SourceProduct> {
    const storeCode = this.#meta('storeCode');
    const all = this.#database
      // Only ids and ratings are sorted, not whole products.
      .prepare<[], { json: string }>(
        'SELECT json FROM (SELECT id FROM product ORDER BY rating DESC, id) JOIN product USING (id)',
      )
      .iterate();
    for (const { json } of all) yield this.#whole(JSON.parse(json) as Product, storeCode);
  }

  #whole(product: Product, storeCode: string): SourceProduct {
    const rows = this.statements.rows<VariantRow>(
      `SELECT variant.json AS json, coalesce(offer.buyable, 0) AS here
       FROM variant LEFT JOIN offer ON offer.sku = variant.sku AND offer.store = ?
       WHERE product = ? ORDER BY position, variant.sku`,
      storeCode,
      product.productId,
    );
    return {
      product,
      variants: rows.map(({ json, here }) => ({ variant: readVariant(json, this.#now), here: here === 1 })),
    };
  }

  #meta(name: string): string {
    return this.statements.text('SELECT value FROM meta WHERE name = ?', name) ?? '';
  }
}
