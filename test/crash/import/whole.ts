/** Whether a catalogue is one whole version: what it says of itself against what it holds. */
import { join } from 'node:path';
import type { SqliteDatabase } from '../../../broker/sqlite/open.ts';
import type { DocumentKind } from '../../../broker/hub/store/catalogue-store.ts';
import { keysOf } from '../../../broker/hub/store/document-keys.ts';
import { HUB_FILE, openHubDatabase } from '../../../broker/hub/store/schema.ts';
import { documentHash, SetHash } from '../../../broker/hub/store/set-hash.ts';

export interface Whole {
  version: string;
  revision: number;
  /** What is wrong, in words. */
  faults: string[];
}

interface DocumentRow {
  kind: DocumentKind;
  id: string;
  body: string;
  revision: number;
  hash: Buffer;
  notes: string | null;
}

export function readWhole(dataDir: string): Whole {
  const database = openHubDatabase(join(dataDir, HUB_FILE));
  try {
    return inspect(database);
  } finally {
    database.close();
  }
}

export function inspect(database: SqliteDatabase): Whole {
  const faults: string[] = [];
  const { version, revision, ...counts } = database.prepare('SELECT * FROM catalogue').get() as Record<
    string,
    number
  > & { version: string; revision: number };
  if (database.pragma('quick_check', { simple: true }) !== 'ok') faults.push('the file is damaged');
  const sum = new SetHash();
  const found = { product: 0, variant: 0, offer: 0, review: 0, store: 0 };
  const keys = new Set<string>();
  const rows = database.prepare(
    'SELECT kind, id, body, revision, hash, notes FROM document_rows WHERE body IS NOT NULL',
  );
  for (const row of rows.iterate() as IterableIterator<DocumentRow>) {
    const hash = documentHash(row);
    if (!hash.equals(row.hash)) faults.push(`the hash of ${row.kind} ${row.id} is another`);
    if (row.revision > revision) faults.push(`${row.kind} ${row.id} is newer than the catalogue`);
    sum.add(hash);
    found[row.kind] += 1;
    for (const key of keysOf(row.kind, row.body, row.notes)) keys.add(`${key} ${row.id}`);
  }
  if (version !== '' && sum.toString() !== version) faults.push('the documents are of another version');
  for (const kind of ['product', 'variant', 'offer', 'review'] as const)
    if (counts[`${kind}s`] !== found[kind]) faults.push(`${found[kind]} of ${counts[`${kind}s`]} ${kind}s`);
  const stored = database.prepare("SELECT key || ' ' || id FROM keys").pluck().all() as string[];
  if (stored.length !== keys.size || stored.some((key) => !keys.has(key))) faults.push('keys lead elsewhere');
  return { version, revision, faults };
}
