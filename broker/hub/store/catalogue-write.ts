/** A few changes of the catalogue in one transaction: documents, keys, version, revision and what became too old. */
import type { SqliteDatabase } from '../../sqlite/open.ts';
import type { DocumentKind } from './catalogue-store.ts';
import type { Side } from './catalogue-tables.ts';
import { keysOf } from './document-keys.ts';
import { SetHash } from './set-hash.ts';
import { logVersion } from './version-log.ts';

export interface DocumentWrite {
  kind: DocumentKind;
  id: string;
  parent: string;
  /** Canonical JSON. */
  body: string;
  hash: Buffer;
  notes: string | null;
}

/** How many of each there are, or how many more. */
export type Counts = Record<DocumentKind, number>;

export interface CatalogueState {
  version: string;
  revision: number;
  side: Side;
}

interface KnownRow {
  row: number;
  body: string | null;
  hash: Buffer;
  notes: string | null;
}

export function noCounts(): Counts {
  return { store: 0, product: 0, variant: 0, offer: 0, review: 0 };
}

export function readState(database: SqliteDatabase): CatalogueState {
  return database.prepare('SELECT version, revision, side FROM catalogue').get() as CatalogueState;
}

/** Lives as long as the transaction of its caller. */
export class CatalogueWrite {
  readonly #database: SqliteDatabase;
  readonly #state: CatalogueState;
  readonly #revision: number;
  readonly #sum: SetHash;
  readonly #counts = noCounts();
  readonly #statements: ReturnType<typeof prepare>;
  #changed = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#state = readState(database);
    this.#revision = this.#state.revision + 1;
    this.#sum = new SetHash(this.#state.version);
    this.#statements = prepare(database, this.#state.side);
  }

  /** Documents that are other than they were. */
  get changed(): number {
    return this.#changed;
  }

  put({ kind, id, parent, body, hash, notes }: DocumentWrite): void {
    const { find, insert, update } = this.#statements;
    const known = find.get(kind, id) as KnownRow | undefined;
    if (known && known.body !== null) this.#sum.remove(known.hash);
    const values = { kind, id, parent, body, hash, notes, revision: this.#revision };
    if (known) update.run({ parent, body, hash, notes, revision: this.#revision, row: known.row });
    else insert.run(values);
    if (!known || known.body === null) this.#counts[kind] += 1;
    this.#turnKeys(id, known ? keysIn(kind, known) : [], keysOf(kind, body, notes));
    this.#sum.add(hash);
    this.#changed += 1;
  }

  remove(kind: DocumentKind, id: string): void {
    const { find, bury } = this.#statements;
    const known = find.get(kind, id) as KnownRow | undefined;
    if (!known || known.body === null) return;
    this.#sum.remove(known.hash);
    this.#turnKeys(id, keysIn(kind, known), []);
    bury.run(this.#revision, known.row);
    this.#counts[kind] -= 1;
    this.#changed += 1;
  }

  /** @returns The new state; the old one when nothing has changed. */
  finish(now: number): CatalogueState {
    if (this.#changed === 0) return this.#state;
    const version = this.#sum.toString();
    const { product, variant, offer, review } = this.#counts;
    this.#database
      .prepare(
        `UPDATE catalogue SET version = ?, revision = ?, products = products + ?, variants = variants + ?,
           offers = offers + ?, reviews = reviews + ?`,
      )
      .run(version, this.#revision, product, variant, offer, review);
    logVersion(this.#database, { version, revision: this.#revision, side: this.#state.side, now });
    return { ...this.#state, version, revision: this.#revision };
  }

  /** Most documents keep the keys they had. */
  #turnKeys(id: string, old: readonly string[], now: readonly string[]): void {
    const { addKey, dropKey } = this.#statements;
    for (const key of old) if (!now.includes(key)) dropKey.run(key, id);
    for (const key of now) if (!old.includes(key)) addKey.run(key, id);
  }
}

function keysIn(kind: DocumentKind, { body, notes }: KnownRow): string[] {
  return body === null ? [] : keysOf(kind, body, notes);
}

function prepare(database: SqliteDatabase, side: Side) {
  return {
    find: database.prepare(`SELECT row, body, hash, notes FROM documents_${side} WHERE kind = ? AND id = ?`),
    insert: database.prepare(
      `INSERT INTO documents_${side} (kind, id, parent, body, revision, created, hash, notes)
       VALUES (:kind, :id, :parent, :body, :revision, :revision, :hash, :notes)`,
    ),
    update: database.prepare(
      `UPDATE documents_${side} SET parent = :parent, body = :body, revision = :revision,
         created = CASE WHEN body IS NULL OR parent <> :parent THEN :revision ELSE created END, hash = :hash, notes = :notes
       WHERE row = :row`,
    ),
    bury: database.prepare(
      `UPDATE documents_${side} SET body = NULL, hash = x'', revision = ? WHERE row = ?`,
    ),
    addKey: database.prepare(`INSERT OR IGNORE INTO keys_${side} VALUES (?, ?)`),
    dropKey: database.prepare(`DELETE FROM keys_${side} WHERE key = ? AND id = ?`),
  };
}
