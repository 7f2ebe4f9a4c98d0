/**
 * What has changed for a store since a version, as a packed file in memory: kiosks of one store ask for the same, at the same
 * moment. It is read on a connection and in a transaction of its own, a page at a time, and the hub goes on answering.
 */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { BrokerError } from '../../errors.ts';
import { openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';
import type { BindingStore } from '../store/binding-store.ts';
import { CatalogueStore } from '../store/catalogue-store.ts';
import { HUB_FILE } from '../store/schema.ts';
import { isServed } from './is-served.ts';
import { versionOf, versionParts } from './current-catalogue.ts';
import { deltaLines } from './delta-lines.ts';
import { jsonLine } from './product-documents.ts';
import { StoreRange } from './store-range.ts';

/** Records and learned tags; beyond it a snapshot is the shorter way. */
const MOST = 100_000;
const PAGE = 1_000;
/** Of those that were asked for last. */
const KEPT = { count: 64, bytes: 32 * 1024 ** 2 } as const;

export interface DeltasOptions {
  /** The hub's own folder. */
  dataDir: string;
  /** The hub's own connection, for what is answered at once. */
  catalogue: Pick<CatalogueStore, 'current' | 'revisionOf'>;
  bindings: Pick<BindingStore, 'changesAfter' | 'revision'>;
}

export interface Delta {
  version: string;
  gzip: Buffer;
}

interface Question {
  storeCode: string;
  from: string;
}

export class Deltas {
  readonly #options: DeltasOptions;
  /** By store, version and version; in the order of use. */
  readonly #kept = new Map<string, Promise<Delta>>();

  constructor(options: DeltasOptions) {
    this.#options = options;
  }

  /** @throws BrokerError TW_CHANGES_UNKNOWN when a snapshot is the only or the shorter way | TW_STORE_UNKNOWN | TW_CATALOGUE_NONE */
  async of(question: Question): Promise<Delta> {
    const { catalogue, bindings } = this.#options;
    const { version } = catalogue.current();
    if (version === '') throw new BrokerError('TW_CATALOGUE_NONE');
    const to = versionOf(version, await bindings.revision());
    const key = JSON.stringify([question.storeCode, question.from, to]);
    const known = this.#kept.get(key);
    const delta = known ?? this.#build(question);
    this.#kept.delete(key);
    this.#kept.set(key, delta);
    try {
      const answer = await delta;
      if (known === undefined) await this.#forgetOld();
      return answer;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  /** True when kiosks with that version get on by changes. */
  async leadsOn(version: string): Promise<boolean> {
    const database = openDatabase(join(this.#options.dataDir, HUB_FILE), { readonly: true });
    try {
      return startOf(database, version) !== undefined;
    } finally {
      database.close();
    }
  }

  async #build(question: Question): Promise<Delta> {
    const database = openDatabase(join(this.#options.dataDir, HUB_FILE), { readonly: true });
    try {
      database.exec('BEGIN');
      // The learned tags first: one that is learned meanwhile is told again the next time.
      const revision = await this.#options.bindings.revision();
      const version = versionOf(new CatalogueStore(database).version(), revision);
      const lines = Readable.from(this.#lines(database, { ...question, version }));
      return { version, gzip: await pipeline(lines, createGzip(), buffer) };
    } finally {
      database.close();
    }
  }

  async *#lines(
    database: SqliteDatabase,
    { storeCode, from, version }: Question & { version: string },
  ): AsyncGenerator<string> {
    const catalogue = new CatalogueStore(database);
    const start = startOf(database, from);
    const range = new StoreRange(database, storeCode);
    if (!isServed(storeCode, catalogue.stores())) throw new BrokerError('TW_STORE_UNKNOWN');
    const tags = versionParts(version).bindings;
    if (start === undefined || start.bindings > tags || !range.isNameSince(start.revision))
      throw new BrokerError('TW_CHANGES_UNKNOWN');
    const createdAt = catalogue.info()?.importedAt ?? '';
    yield jsonLine({ kind: 'delta', from, version, storeCode, createdAt, range: range.name });
    let count = 2;
    const source = { database, range, storeCode, after: start.revision };
    for await (const lines of deltaLines(source)) {
      count += lines.length;
      if (count > MOST) throw new BrokerError('TW_CHANGES_UNKNOWN');
      yield lines.join('');
    }
    for await (const lines of this.#bindingLines(start.bindings)) {
      count += lines.length;
      if (count > MOST) throw new BrokerError('TW_CHANGES_UNKNOWN');
      yield lines.join('');
    }
    yield jsonLine({ kind: 'end', lines: count });
  }

  async *#bindingLines(revision: number): AsyncGenerator<string[]> {
    for (let after = '', full = true; full;) {
      const page = await this.#options.bindings.changesAfter(revision, after, PAGE);
      yield page.map(({ uid, sku }) =>
        jsonLine(sku === null ? { kind: 'gone', what: 'binding', id: uid } : { kind: 'binding', uid, sku }),
      );
      after = page.at(-1)?.uid ?? after;
      full = page.length === PAGE;
    }
  }

  async #forgetOld(): Promise<void> {
    const sizes = new Map<string, number>();
    for (const [key, delta] of this.#kept) {
      const size = await delta.then(
        ({ gzip }) => gzip.length,
        () => 0,
      );
      sizes.set(key, size);
    }
    let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [key, size] of sizes) {
      if (this.#kept.size <= KEPT.count && bytes <= KEPT.bytes) return;
      this.#kept.delete(key);
      bytes -= size;
    }
  }
}

/** Where the way from a version begins; undefined when it is not known, or longer than a snapshot. */
function startOf(
  database: SqliteDatabase,
  version: string,
): { revision: number; bindings: number } | undefined {
  const { imported, bindings } = versionParts(version);
  const revision = new CatalogueStore(database).revisionOf(imported);
  if (revision === undefined) return undefined;
  const changed = database
    .prepare(
      `SELECT count(*) FROM (
         SELECT 1 FROM document_rows
         WHERE kind IN ('store', 'product', 'variant', 'offer', 'review') AND revision > ? LIMIT ${MOST + 1})`,
    )
    .pluck()
    .get(revision) as number;
  return changed > MOST ? undefined : { revision, bindings };
}
