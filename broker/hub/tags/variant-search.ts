/** Finds the variant that somebody means: by SKU, by GTIN, or by words of name, colour and size. */
import type { Product, Variant } from '../../contract/domain.ts';
import type { FoundVariant } from '../../contract/http.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

const MOST_FOUND = 20;
const MOST_WORDS = 6;
/** Products whose names fit best, and variants of them that are looked at. */
const MOST_PRODUCTS = 50;
const MOST_VARIANTS = 2_000;

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
    const bySku = this.#found(
      `SELECT body FROM documents WHERE kind = 'variant' AND id LIKE :prefix ESCAPE '!'
       ORDER BY id <> :text, id LIMIT ${MOST_FOUND}`,
      { prefix: `${escapeLike(text)}%`, text },
    );
    return /^\d{8,14}$/.test(text) ? [...this.#byGtin(text.padStart(14, '0')), ...bySku] : bySku;
  }

  #byGtin(gtin: string): FoundVariant[] {
    return this.#found(
      `SELECT body FROM documents WHERE kind = 'variant' AND id IN (SELECT id FROM keys WHERE key = :key)
       LIMIT ${MOST_FOUND}`,
      { key: `g:${gtin}` },
    );
  }

  #byName(text: string): FoundVariant[] {
    const words = text.toLowerCase().split(/\s+/).slice(0, MOST_WORDS);
    const fits = words.map((_, index) => `(json_extract(body, '$.title') LIKE :w${index} ESCAPE '!')`);
    const parameters = Object.fromEntries(words.map((word, index) => [`w${index}`, `%${escapeLike(word)}%`]));
    const products = this.#database
      .prepare(
        `SELECT id, json_extract(body, '$.title') AS titles FROM documents
         WHERE kind = 'product' AND (${fits.join(' OR ')})
         ORDER BY ${fits.join(' + ')} DESC, id LIMIT ${MOST_PRODUCTS}`,
      )
      .all(parameters) as { id: string; titles: string }[];
    if (products.length === 0) return [];
    const variants = this.#read(
      `SELECT body FROM documents WHERE kind = 'variant'
         AND parent IN (${products.map(() => '?').join(', ')})
       ORDER BY parent, json_extract(body, '$.position') LIMIT ${MOST_VARIANTS}`,
      products.map(({ id }) => id),
    );
    const titlesOf = new Map(products.map(({ id, titles }) => [id, titles.toLowerCase()]));
    return variants
      .filter((variant) =>
        words.every((word) => isNamed(variant, word, titlesOf.get(variant.productId) ?? '')),
      )
      .slice(0, MOST_FOUND)
      .map((variant) => this.#describe(variant));
  }

  #found(sql: string, parameters: object): FoundVariant[] {
    return this.#read(sql, parameters).map((variant) => this.#describe(variant));
  }

  #read(sql: string, parameters: object): Variant[] {
    const bodies = this.#database.prepare(sql).pluck().all(parameters) as string[];
    return bodies.map((body) => JSON.parse(body) as Variant);
  }

  #describe({ sku, productId, gtins, colour, size }: Variant): FoundVariant {
    return { sku, gtin: gtins[0] ?? null, title: this.#title(productId), colour, size };
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

/** By its product's name in any language, its colour, or its whole size: `M` is in every second name. */
function isNamed({ colour, size }: Variant, word: string, titles: string): boolean {
  return titles.includes(word) || colour.toLowerCase().includes(word) || size.toLowerCase() === word;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}
