/** The lines of a snapshot (contract/snapshot.ts): the range of a store, a few products at a time, so that the hub goes on answering. */
import { setImmediate } from 'node:timers/promises';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { CatalogueStore, DOCUMENT_KINDS, type CatalogueInfo } from '../store/catalogue-store.ts';
import type { BindingStore } from '../store/binding-store.ts';
import { jsonLine, ProductDocuments, recordLine } from './product-documents.ts';
import { StoreRange } from './store-range.ts';

const PAGE = 500;
/** Products at a time: some thousand records. */
const PRODUCTS = 20;

export interface SnapshotSources {
  /** In a transaction. */
  database: SqliteDatabase;
  bindings: Pick<BindingStore, 'page'>;
}

export async function* snapshotLines(
  { database, bindings }: SnapshotSources,
  { info, storeCode }: { info: CatalogueInfo; storeCode: string },
): AsyncGenerator<string> {
  yield jsonLine({ kind: 'header', version: info.version, storeCode, createdAt: info.importedAt });
  let count = 2;
  const catalogue = new CatalogueStore(database);
  const range = new StoreRange(database, storeCode).products();
  for await (const lines of range === null ? allLines(catalogue) : rangeLines(database, range)) {
    count += lines.length;
    yield lines.join('');
  }
  for await (const lines of bindingLines(bindings)) {
    count += lines.length;
    yield lines.join('');
  }
  yield jsonLine({ kind: 'end', lines: count });
}

async function* allLines(catalogue: CatalogueStore): AsyncGenerator<string[]> {
  for (const kind of DOCUMENT_KINDS) yield* kindLines(catalogue, kind);
}

async function* kindLines(
  catalogue: CatalogueStore,
  kind: (typeof DOCUMENT_KINDS)[number],
): AsyncGenerator<string[]> {
  for (let after = '', full = true; full;) {
    const page = catalogue.page(kind, after, PAGE);
    yield page.map(({ body }) => recordLine(kind, body));
    after = page.at(-1)?.id ?? after;
    full = page.length === PAGE;
    await setImmediate();
  }
}

async function* rangeLines(database: SqliteDatabase, range: Set<string>): AsyncGenerator<string[]> {
  yield* kindLines(new CatalogueStore(database), 'store');
  const products = new ProductDocuments(database);
  const ids = [...range].sort();
  for (let at = 0; at < ids.length; at += PRODUCTS) {
    yield ids
      .slice(at, at + PRODUCTS)
      .flatMap((id) => products.linesOf(id, (of) => of.find((one) => range.has(one)) === id));
    await setImmediate();
  }
}

/** All of them, also of what is not in the range: a garment of another store is known by its tag, too. */
async function* bindingLines(bindings: Pick<BindingStore, 'page'>): AsyncGenerator<string[]> {
  for (let after = '', full = true; full;) {
    const page = await bindings.page(after, PAGE);
    yield page.map(({ uid, sku }) => jsonLine({ kind: 'binding', uid, sku }));
    after = page.at(-1)?.uid ?? after;
    full = page.length === PAGE;
  }
}
