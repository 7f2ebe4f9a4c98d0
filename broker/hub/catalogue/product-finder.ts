/** One product of the whole catalogue, for a kiosk whose store does not sell it (contract/found-product.ts). */
import { BrokerError } from '../../errors.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { CatalogueStore } from '../store/catalogue-store.ts';
import { ProductDocuments } from './product-documents.ts';

/** Bytes of an answer: a product with forty variants in a thousand stores has some six million. */
const MOST_BYTES = 8 * 1024 ** 2;
/** What a quote is chosen from, and more than anybody reads standing. */
const MOST_REVIEWS = 100;

export type ProductKey = { gtin: string } | { sku: string };

export class ProductFinder {
  readonly #database: SqliteDatabase;
  readonly #catalogue: CatalogueStore;
  readonly #products: ProductDocuments;
  readonly #skuOf: ReturnType<typeof prepare>;

  /** @param database The hub's own connection: an answer is a few look-ups by key. */
  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#catalogue = new CatalogueStore(database);
    this.#products = new ProductDocuments(database);
    this.#skuOf = prepare(database);
  }

  /**
   * JSON of a FoundProduct, all of one moment.
   * @throws BrokerError TW_CATALOGUE_NONE | TW_STORE_UNKNOWN | TW_PRODUCT_UNKNOWN | TW_PRODUCT_TOO_LARGE
   */
  find(storeCode: string, key: ProductKey): string {
    return this.#database.transaction(() => this.#find(storeCode, key))();
  }

  #find(storeCode: string, key: ProductKey): string {
    const info = this.#catalogue.info();
    if (info === null) throw new BrokerError('TW_CATALOGUE_NONE');
    if (this.#catalogue.body('store', storeCode) === undefined) throw new BrokerError('TW_STORE_UNKNOWN');
    const row = 'sku' in key ? this.#skuOf.bySku.get(key.sku) : this.#skuOf.byGtin.get(`g:${key.gtin}`);
    if (row === undefined) throw new BrokerError('TW_PRODUCT_UNKNOWN');
    const { sku, product } = row as { sku: string; product: string };
    const parts = this.#products.partsOf(product, { reviews: MOST_REVIEWS, bytes: MOST_BYTES });
    if (parts === undefined) throw new BrokerError('TW_PRODUCT_UNKNOWN');
    if (parts === 'too_large') throw new BrokerError('TW_PRODUCT_TOO_LARGE');
    const { version, importedAt: asOf } = info;
    const head = JSON.stringify({ version, asOf, sku }).slice(0, -1);
    const list = (bodies: readonly string[]): string => `[${bodies.join(',')}]`;
    return `${head},"product":${parts.product},"variants":${list(parts.variants)},"offers":${list(parts.offers)},"reviews":${list(parts.reviews)}}`;
  }
}

function prepare(database: SqliteDatabase) {
  return {
    bySku: database.prepare(
      "SELECT id AS sku, parent AS product FROM documents WHERE kind = 'variant' AND id = ?",
    ),
    byGtin: database.prepare(
      `SELECT variant.id AS sku, variant.parent AS product FROM keys CROSS JOIN documents AS variant
       WHERE keys.key = ? AND variant.kind = 'variant' AND variant.id = keys.id LIMIT 1`,
    ),
  };
}
