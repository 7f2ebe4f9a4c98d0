/** Everything of one product, as lines of a snapshot or of changes. */
import type { SqliteDatabase } from '../../sqlite/open.ts';

interface Body {
  id: string;
  body: string;
}

interface ReviewBody extends Body {
  /** Products, one on a line. */
  parent: string;
}

/** Of one product, each as JSON. */
export interface ProductParts {
  product: string;
  variants: string[];
  offers: string[];
  /** The newest first. */
  reviews: string[];
}

/** Inside a transaction of its caller. */
export class ProductDocuments {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: SqliteDatabase) {
    this.#statements = prepare(database);
  }

  /**
   * Product, variants, their offers in all stores, reviews; empty when there is no such product.
   * @param isFirst Of a review of several products: whether it is told with this one.
   */
  linesOf(productId: string, isFirst: (products: readonly string[]) => boolean): string[] {
    const { product, variants, offers, reviews } = this.#statements;
    const body = product.get(productId) as string | undefined;
    if (body === undefined) return [];
    const lines = [recordLine('product', body)];
    for (const variant of variants.all(productId) as Body[]) {
      lines.push(recordLine('variant', variant.body));
      // Ids of offers are the SKU, a line feed and the store.
      const found = offers.all(`${variant.id}\n`, `${variant.id}\v`) as string[];
      lines.push(...found.map((offer) => recordLine('offer', offer)));
    }
    for (const review of reviews.all(`r:${productId}`) as ReviewBody[])
      if (isFirst(review.parent.split('\n'))) lines.push(recordLine('review', review.body));
    return lines;
  }

  /** The same in parts, within bounds; undefined when there is no such product. */
  partsOf(
    productId: string,
    most: { reviews: number; bytes: number },
  ): ProductParts | 'too_large' | undefined {
    const { product, variants, offers, newest } = this.#statements;
    const body = product.get(productId) as string | undefined;
    if (body === undefined) return undefined;
    const parts: ProductParts = { product: body, variants: [], offers: [], reviews: [] };
    parts.reviews = newest.all(`r:${productId}`, most.reviews) as string[];
    let bytes = [body, ...parts.reviews].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    for (const variant of variants.all(productId) as Body[]) {
      const found = offers.all(`${variant.id}\n`, `${variant.id}\v`) as string[];
      parts.variants.push(variant.body);
      parts.offers.push(...found);
      bytes = [variant.body, ...found].reduce((sum, text) => sum + Buffer.byteLength(text), bytes);
      if (bytes > most.bytes) return 'too_large';
    }
    return parts;
  }
}

/** @param body JSON. */
export function recordLine(kind: string, body: string): string {
  return `{"kind":"${kind}","${kind}":${body}}\n`;
}

export function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function prepare(database: SqliteDatabase) {
  return {
    product: database.prepare("SELECT body FROM documents WHERE kind = 'product' AND id = ?").pluck(),
    variants: database.prepare(
      "SELECT id, body FROM documents WHERE kind = 'variant' AND parent = ? ORDER BY id",
    ),
    offers: database
      .prepare("SELECT body FROM documents WHERE kind = 'offer' AND id > ? AND id < ? ORDER BY id")
      .pluck(),
    newest: database
      .prepare(
        `SELECT documents.body FROM keys CROSS JOIN documents
         WHERE keys.key = ? AND documents.kind = 'review' AND documents.id = keys.id
         ORDER BY json_extract(documents.body, '$.createdAt') DESC, documents.id LIMIT ?`,
      )
      .pluck(),
    reviews: database.prepare(
      `SELECT documents.id, documents.body, documents.parent FROM keys CROSS JOIN documents
       WHERE keys.key = ? AND documents.kind = 'review' AND documents.id = keys.id ORDER BY documents.id`,
    ),
  };
}
