/** The current catalogue as JSON documents, and what has changed in it. Reads the views of catalogue-tables.ts; writes nothing. */
import type { SnapshotLine } from '../../contract/snapshot.ts';
import type { Store } from '../../contract/domain.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import type { CatalogueChanges, DocumentChange } from '../catalogue/changes.ts';

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

/** Up to so many changes are found by their revision and then put in order; more of them in the order of all documents. */
const MOST_SORTED = 50_000;

export class CatalogueStore implements CatalogueChanges {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  info(): CatalogueInfo | null {
    const row = this.#database
      .prepare(
        `SELECT version, imported_at, products, variants, offers, reviews, rejected
         FROM catalogue WHERE version <> ''`,
      )
      .get() as InfoRow | undefined;
    if (!row) return null;
    const { imported_at: importedAt, ...counts } = row;
    return { ...counts, importedAt };
  }

  /** Stands for the content; empty when there is no catalogue. */
  version(): string {
    return this.#text('SELECT version FROM catalogue');
  }

  current(): { version: string; revision: number } {
    return this.#database.prepare('SELECT version, revision FROM catalogue').get() as {
      version: string;
      revision: number;
    };
  }

  revisionOf(version: string): number | undefined {
    return this.#database
      .prepare(
        `SELECT revision FROM versions WHERE version = ? AND revision >= (SELECT floor FROM catalogue)
         ORDER BY revision DESC LIMIT 1`,
      )
      .pluck()
      .get(version) as number | undefined;
  }

  changesAfter(
    revision: number,
    { kind, after, limit }: { kind: DocumentKind; after: string; limit: number },
  ): DocumentChange[] {
    const few = this.#countAfter(revision, kind) <= MOST_SORTED;
    // A plus keeps a term out of the choice of an index.
    const terms = few ? 'revision > :revision AND +id > :after' : '+revision > :revision AND id > :after';
    return this.#database
      .prepare(
        `SELECT kind, id, body FROM document_rows WHERE kind = :kind AND ${terms}
         ORDER BY ${few ? '+' : ''}id LIMIT :limit`,
      )
      .all({ revision, kind, after, limit }) as DocumentChange[];
  }

  #countAfter(revision: number, kind: DocumentKind): number {
    const sql = `SELECT count(*) FROM
      (SELECT 1 FROM document_rows WHERE kind = ? AND revision > ? LIMIT ${MOST_SORTED + 1})`;
    return this.#database.prepare(sql).pluck().get(kind, revision) as number;
  }

  /** JSON of one document. */
  body(kind: DocumentKind, id: string): string | undefined {
    const sql = 'SELECT body FROM documents WHERE kind = ? AND id = ?';
    return this.#text(sql, kind, id) || undefined;
  }

  /** In the order of the feed: the first is where a kiosk stands that was not told. */
  stores(): Store[] {
    const bodies = this.#database
      .prepare("SELECT body FROM documents WHERE kind = 'store' ORDER BY row")
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
}
