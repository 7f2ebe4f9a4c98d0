/**
 * The current catalogue as JSON documents. One transaction takes the old version away and puts the new one there, so
 * a reader sees one or the other and an import that is killed leaves the old one whole.
 */
import type { SnapshotLine } from '../../contract/snapshot.ts';
import type { Store } from '../../contract/domain.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

export type DocumentKind = Exclude<SnapshotLine['kind'], 'header' | 'end' | 'binding'>;

/** In the order of a snapshot: what others refer to comes first. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = ['store', 'product', 'variant', 'offer', 'review'];

export interface CatalogueDocument {
  kind: DocumentKind;
  id: string;
  /** JSON of the domain object. */
  body: string;
}

export interface CatalogueInfo {
  version: string;
  importedAt: string;
  products: number;
  variants: number;
  offers: number;
  reviews: number;
  rejected: number;
}

interface InfoRow extends Omit<CatalogueInfo, 'importedAt'> {
  imported_at: string;
}

export class CatalogueStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  info(): CatalogueInfo | null {
    const row = this.#database
      .prepare(
        `SELECT version, imported_at, products, variants, offers, reviews, rejected
         FROM catalogue WHERE only = 1`,
      )
      .get() as InfoRow | undefined;
    if (!row) return null;
    const { imported_at: importedAt, ...counts } = row;
    return { ...counts, importedAt };
  }

  /** Changes with every import; empty when there is no catalogue. */
  version(): string {
    return this.#text('SELECT version FROM catalogue WHERE only = 1');
  }

  /** JSON of one document. */
  body(kind: DocumentKind, id: string): string | undefined {
    const sql = 'SELECT body FROM documents WHERE kind = ? AND id = ?';
    return this.#text(sql, kind, id) || undefined;
  }

  /** In the order of the feed: the first is where a kiosk stands that was not told. */
  stores(): Store[] {
    const bodies = this.#database
      .prepare("SELECT body FROM documents WHERE kind = 'store' ORDER BY rowid")
      .pluck()
      .all() as string[];
    return bodies.map((body) => JSON.parse(body) as Store);
  }

  /** Up to `limit` documents of one kind after the id `after`, in order of their ids. */
  page(kind: DocumentKind, after: string, limit: number): Pick<CatalogueDocument, 'id' | 'body'>[] {
    return this.#database
      .prepare('SELECT id, body FROM documents WHERE kind = ? AND id > ? ORDER BY id LIMIT ?')
      .all(kind, after, limit) as Pick<CatalogueDocument, 'id' | 'body'>[];
  }

  /** Those of these variants that the catalogue has. */
  soldOf(skus: readonly string[]): Set<string> {
    const found = this.#database
      .prepare("SELECT id FROM documents WHERE kind = 'variant' AND id IN (SELECT value FROM json_each(?))")
      .pluck()
      .all(JSON.stringify(skus)) as string[];
    return new Set(found);
  }

  #text(sql: string, ...parameters: unknown[]): string {
    const value = this.#database
      .prepare(sql)
      .pluck()
      .get(...parameters);
    return typeof value === 'string' ? value : '';
  }

  /** Inside the caller's transaction. */
  replaceAll(info: CatalogueInfo, documents: readonly CatalogueDocument[]): void {
    this.#database.exec('DELETE FROM documents');
    const insert = this.#database.prepare('INSERT INTO documents VALUES (?, ?, ?)');
    for (const { kind, id, body } of documents) insert.run(kind, id, body);
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO catalogue VALUES (1, :version, :importedAt, :products, :variants, :offers, :reviews, :rejected)`,
      )
      .run(info);
  }
}
