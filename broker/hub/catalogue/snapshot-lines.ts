/** The lines of a snapshot (contract/snapshot.ts), a page at a time, so that the hub goes on answering. */
import { setImmediate } from 'node:timers/promises';
import { DOCUMENT_KINDS, type CatalogueInfo, type CatalogueStore } from '../store/catalogue-store.ts';
import type { BindingStore } from '../store/binding-store.ts';

const PAGE = 500;

export interface SnapshotSources {
  catalogue: CatalogueStore;
  bindings: Pick<BindingStore, 'page'>;
}

export async function* snapshotLines(
  { catalogue, bindings }: SnapshotSources,
  { info, storeCode }: { info: CatalogueInfo; storeCode: string },
): AsyncGenerator<string> {
  yield line({ kind: 'header', version: info.version, storeCode, createdAt: info.importedAt });
  let lines = 2;
  for (const kind of DOCUMENT_KINDS) {
    for (let after = '', full = true; full;) {
      const page = catalogue.page(kind, after, PAGE);
      if (page.length > 0) yield page.map(({ body }) => `{"kind":"${kind}","${kind}":${body}}\n`).join('');
      lines += page.length;
      after = page.at(-1)?.id ?? after;
      full = page.length === PAGE;
      await setImmediate();
    }
  }
  for (let after = '', full = true; full;) {
    const page = await bindings.page(after, PAGE);
    const sold = catalogue.soldOf(page.map(({ sku }) => sku));
    const told = page.filter(({ sku }) => sold.has(sku));
    if (told.length > 0) yield told.map(({ uid, sku }) => line({ kind: 'binding', uid, sku })).join('');
    lines += told.length;
    after = page.at(-1)?.uid ?? after;
    full = page.length === PAGE;
    await setImmediate();
  }
  yield line({ kind: 'end', lines });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
