/** Finds the variant that somebody means: by SKU, by GTIN, or by words of the product's name. */
import type { Product, Variant } from '../../contract/domain.ts';
import type { FoundVariant } from '../../contract/http.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

const MOST_FOUND = 20;
/** Products whose names fit; each has a handful of variants. */
const MOST_PRODUCTS = 20;

export class VariantSearch {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Undefined when the catalogue does not have it. */
  of(sku: string): FoundVariant | undefined {
    return this.#found("SELECT body FROM documents WHERE kind = 'variant' AND id = ?", [sku])[0];
  }

  /** The best first: exact SKU or GTIN, SKUs that begin so, then names that hold every word. */
  search(query: string): FoundVariant[] {
    const text = query.trim();
    if (text === '') return [];
    const found = [...this.#byCode(text), ...this.#byName(text)];
    const once = new Map(found.map((variant) => [variant.sku, variant]));
    return [...once.values()].slice(0, MOST_FOUND);
  }

  #byCode(text: string): FoundVariant[] {
    const gtin = /^\d{8,14}$/.test(text) ? text.padStart(14, '0') : '';
    return this.#found(
      `SELECT body FROM documents WHERE kind = 'variant' AND (id LIKE :prefix ESCAPE '!'
         OR EXISTS (SELECT 1 FROM json_each(body, '$.gtins') WHERE value = :gtin))
       ORDER BY id <> :text, id LIMIT ${MOST_FOUND}`,
      { prefix: `${escapeLike(text)}%`, gtin, text },
    );
  }

  #byName(text: string): FoundVariant[] {
    const words = text.split(/\s+/).slice(0, 6);
    const fits = words.map(() => `json_extract(body, '$.title') LIKE ? ESCAPE '!'`).join(' AND ');
    const ids = this.#database
      .prepare(
        `SELECT id FROM documents WHERE kind = 'product' AND ${fits} ORDER BY id LIMIT ${MOST_PRODUCTS}`,
      )
      .pluck()
      .all(...words.map((word) => `%${escapeLike(word)}%`)) as string[];
    if (ids.length === 0) return [];
    return this.#found(
      `SELECT body FROM documents WHERE kind = 'variant'
         AND json_extract(body, '$.productId') IN (${ids.map(() => '?').join(', ')})
       ORDER BY json_extract(body, '$.productId'), json_extract(body, '$.position') LIMIT ${MOST_FOUND}`,
      ids,
    );
  }

  #found(sql: string, parameters: object): FoundVariant[] {
    const bodies = this.#database.prepare(sql).pluck().all(parameters) as string[];
    return bodies.map((body) => {
      const { sku, productId, gtins, colour, size } = JSON.parse(body) as Variant;
      return { sku, gtin: gtins[0] ?? null, title: this.#title(productId), colour, size };
    });
  }

  #title(productId: string): string {
    const body = this.#database
      .prepare("SELECT body FROM documents WHERE kind = 'product' AND id = ?")
      .pluck()
      .get(productId);
    if (typeof body !== 'string') return productId;
    const { title } = JSON.parse(body) as Product;
    return title['en'] ?? Object.values(title)[0] ?? productId;
  }
}

function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}
