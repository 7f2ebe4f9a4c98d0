/** What would be other than it is: staged, counted, and summed up for the version, while nothing is changed yet. */
import type { Statement } from 'better-sqlite3';
import type { DocumentKind } from '../../store/catalogue-store.ts';
import { noCounts, type Counts, type DocumentWrite } from '../../store/catalogue-write.ts';
import { documentHash, SetHash } from '../../store/set-hash.ts';
import type { Staging } from './staging.ts';

export type NewDocument = Omit<DocumentWrite, 'hash'>;

export class Differences {
  /** What the version gains and loses. */
  readonly sum = new SetHash();
  /** Documents that are new, and those that are other than they were. */
  readonly added: Counts = noCounts();
  readonly altered: Counts = noCounts();
  readonly removed: Counts = noCounts();
  readonly #find: Statement;
  readonly #change: Statement;
  readonly #gone: Statement;

  constructor(staging: Staging) {
    this.#find = staging
      .prepare('SELECT hash FROM hub.document_rows WHERE kind = ? AND id = ? AND body IS NOT NULL')
      .pluck();
    this.#change = staging.prepare(
      `INSERT INTO changes (kind, id, parent, body, hash, old, notes)
       VALUES (:kind, :id, :parent, :body, :hash, :old, :notes)`,
    );
    this.#gone = staging.prepare('INSERT OR IGNORE INTO gone VALUES (:kind, :id, :old)');
  }

  /** How many documents are touched. */
  get total(): number {
    return [this.added, this.altered, this.removed]
      .flatMap((counts) => Object.values(counts))
      .reduce((sum, count) => sum + count, 0);
  }

  /** Each document once. */
  put(document: NewDocument): void {
    const hash = documentHash(document);
    const old = this.#find.get(document.kind, document.id) as Buffer | undefined;
    if (old?.equals(hash)) return;
    this.#change.run({ ...document, hash, old: old ?? null });
    this.sum.add(hash);
    if (old) this.sum.remove(old);
    (old ? this.altered : this.added)[document.kind] += 1;
  }

  /** What the catalogue has and the import does not. */
  remove({ kind, id, hash }: { kind: DocumentKind; id: string; hash: Buffer }): void {
    if (this.#gone.run({ kind, id, old: hash }).changes === 0) return;
    this.sum.remove(hash);
    this.removed[kind] += 1;
  }
}
