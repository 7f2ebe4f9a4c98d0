/** What rows may refer to: of the parts that this import brings its own rows, of the others what the catalogue has. */
import type { Statement } from 'better-sqlite3';
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import { partKey } from '../../store/document-keys.ts';
import type { Staging } from './staging.ts';

export class Known {
  readonly #store: Statement;
  readonly #product: Statement;
  readonly #productOfSku: Statement;
  readonly #skuOfGtin: Statement;
  readonly #productsOfPart: Statement;

  constructor(staging: Staging, has: Pick<CatalogueInput, 'stores' | 'variants'>) {
    const pick = (own: boolean, staged: string, stored: string): Statement =>
      staging.prepare(own ? staged : stored).pluck();
    const stored = (kind: string, column: string): string =>
      `SELECT ${column} FROM hub.documents WHERE kind = '${kind}' AND id = ?`;
    const variants = has.variants !== undefined;
    this.#store = pick(has.stores !== undefined, 'SELECT 1 FROM stores WHERE code = ?', stored('store', '1'));
    this.#product = pick(
      variants,
      'SELECT 1 FROM variants WHERE product = ? LIMIT 1',
      stored('product', '1'),
    );
    this.#productOfSku = pick(
      variants,
      'SELECT product FROM variants WHERE sku = ?',
      stored('variant', 'parent'),
    );
    this.#skuOfGtin = pick(
      variants,
      'SELECT sku FROM gtins WHERE gtin = ?',
      "SELECT id FROM hub.keys WHERE key = 'g:' || ? LIMIT 1",
    );
    this.#productsOfPart = pick(
      variants,
      'SELECT product FROM parts WHERE part = ?',
      `SELECT DISTINCT parent FROM hub.documents WHERE kind = 'variant'
         AND id IN (SELECT id FROM hub.keys WHERE key = 'm:' || ?)`,
    );
  }

  hasStore(code: string): boolean {
    return this.#store.get(code) !== undefined;
  }

  hasProduct(id: string): boolean {
    return this.#product.get(id) !== undefined;
  }

  productOfSku(sku: string): string | undefined {
    return this.#productOfSku.get(sku) as string | undefined;
  }

  skuOfGtin(gtin: string): string | undefined {
    return this.#skuOfGtin.get(gtin) as string | undefined;
  }

  productsOfPart(brand: string, mpn: string): string[] {
    const part = partKey(brand, mpn);
    return part === '' ? [] : (this.#productsOfPart.all(part) as string[]);
  }
}
