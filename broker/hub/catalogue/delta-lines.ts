/**
 * What has changed in the range of a store since a revision, as the lines of contract/delta.ts. A product that has come
 * into the range, or got a variant, is told whole; one that has left it goes with its last offer, which the kiosk sees by itself.
 */
import { setImmediate } from 'node:timers/promises';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import type { DocumentKind } from '../store/catalogue-store.ts';
import { jsonLine, ProductDocuments, recordLine } from './product-documents.ts';
import type { StoreRange } from './store-range.ts';

const PAGE = 500;

interface ChangedRow {
  id: string;
  /** Of a variant its product, of an offer its store, of a review its products, one on a line. */
  parent: string;
  /** Null: gone. */
  body: string | null;
  revision: number;
  created: number;
}

export interface DeltaSource {
  /** In a transaction. */
  database: SqliteDatabase;
  range: StoreRange;
  storeCode: string;
  /** Everything after it is told. */
  after: number;
}

/** Texts of whole lines, a page at a time; without header, bindings and end. */
export async function* deltaLines(source: DeltaSource): AsyncGenerator<string[]> {
  const reader = new DeltaReader(source);
  yield* reader.pages('store', (row) => reader.storeLines(row));
  yield* reader.pages('variant', (row) => reader.formerLines(row));
  const entered = await reader.whole();
  // First, so that no removal takes away what another product has brought.
  for (const id of entered) yield [gone('product', id)];
  const products = new ProductDocuments(source.database);
  for (const id of entered) {
    yield products.linesOf(id, (ids) => ids.find((one) => entered.has(one)) === id);
    await setImmediate();
  }
  const isTold = (id: string): boolean => !entered.has(id) && source.range.has(id);
  yield* reader.pages('product', (row) => reader.productLines(row, isTold));
  yield* reader.pages('variant', (row) => reader.variantLines(row, isTold));
  yield* reader.pages('offer', (row) => reader.offerLines(row, isTold));
  yield* reader.pages('review', (row) => reader.reviewLines(row, isTold));
}

type IsTold = (productId: string) => boolean;

class DeltaReader {
  readonly #source: DeltaSource;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(source: DeltaSource) {
    this.#source = source;
    this.#statements = prepare(source.database);
  }

  async *pages(kind: DocumentKind, linesOf: (row: ChangedRow) => string[]): AsyncGenerator<string[]> {
    for await (const rows of this.#rows(kind)) {
      const lines = rows.flatMap(linesOf);
      if (lines.length > 0) yield lines;
    }
  }

  /**
   * Products that are told whole: those with a variant that is new or was of another product, and those that are in the
   * range now and may not have been. Only an offer that has come into being since can have brought one in.
   */
  async whole(): Promise<Set<string>> {
    const { range, after, storeCode } = this.#source;
    const found = new Set<string>();
    for await (const rows of this.#rows('variant'))
      for (const { body, created, parent } of rows)
        if (body !== null && created > after && !found.has(parent) && range.has(parent)) found.add(parent);
    for await (const rows of this.#rows('offer'))
      for (const { id, body, created, parent } of rows) {
        const isNew = parent === storeCode && body !== null && created > after;
        const product = isNew ? this.#productOf(id) : undefined;
        if (product !== undefined && !found.has(product) && !range.hadAt(product, after)) found.add(product);
      }
    return found;
  }

  storeLines({ id, body }: ChangedRow): string[] {
    return [body === null ? gone('store', id) : recordLine('store', body)];
  }

  productLines({ id, body }: ChangedRow, isTold: IsTold): string[] {
    if (body === null) return [gone('product', id)];
    return isTold(id) ? [recordLine('product', body)] : [];
  }

  /** One that is gone, came back or is of another product now: the kiosk may have it as it was, with the offers it had. */
  formerLines({ id, body, created }: ChangedRow): string[] {
    return body === null || created > this.#source.after ? [gone('variant', id)] : [];
  }

  variantLines({ parent, body }: ChangedRow, isTold: IsTold): string[] {
    return body !== null && isTold(parent) ? [recordLine('variant', body)] : [];
  }

  offerLines({ id, parent, body }: ChangedRow, isTold: IsTold): string[] {
    const product = this.#productOf(id);
    if (body !== null) return product !== undefined && isTold(product) ? [recordLine('offer', body)] : [];
    // The last offer here takes the product out of the range, so it is told although the product is no longer in it.
    const isOwn = parent === this.#source.storeCode;
    return isOwn || (product !== undefined && isTold(product))
      ? [jsonLine({ kind: 'no_offer', sku: skuIn(id), storeCode: parent })]
      : [];
  }

  reviewLines({ id, parent, body }: ChangedRow, isTold: IsTold): string[] {
    const { range } = this.#source;
    const products = parent.split('\n');
    if (body === null || !products.some((product) => range.has(product))) return [gone('review', id)];
    return products.some(isTold) ? [recordLine('review', body)] : [];
  }

  #productOf(offerId: string): string | undefined {
    return this.#statements.productOf.get(skuIn(offerId)) as string | undefined;
  }

  async *#rows(kind: DocumentKind): AsyncGenerator<ChangedRow[]> {
    let revision = this.#source.after;
    // Above every id, so that the rest of the first revision is not told.
    let id = '\u{10FFFF}';
    for (let full = true; full;) {
      const rows = this.#statements.page.all({ kind, revision, id, limit: PAGE }) as ChangedRow[];
      if (rows.length > 0) yield rows;
      revision = rows.at(-1)?.revision ?? revision;
      id = rows.at(-1)?.id ?? id;
      full = rows.length === PAGE;
      if (full) await setImmediate();
    }
  }
}

function skuIn(offerId: string): string {
  return offerId.slice(0, offerId.indexOf('\n'));
}

function gone(what: 'store' | 'product' | 'variant' | 'review', id: string): string {
  return jsonLine({ kind: 'gone', what, id });
}

function prepare(database: SqliteDatabase) {
  return {
    page: database.prepare(
      `SELECT id, parent, body, revision, created FROM document_rows
       WHERE kind = :kind AND (revision, id) > (:revision, :id) ORDER BY revision, id LIMIT :limit`,
    ),
    productOf: database.prepare("SELECT parent FROM documents WHERE kind = 'variant' AND id = ?").pluck(),
  };
}
