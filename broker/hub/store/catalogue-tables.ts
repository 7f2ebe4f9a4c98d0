/**
 * The catalogue's tables. Documents lie on one of two sides, and the views `documents`, `document_rows` and `keys` show the
 * one that counts: a large import fills the other side bit by bit, unseen, and then only the views are turned
 * (docs/decisions/0012-catalogue-on-two-sides.md). Readers use the views alone.
 */
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { documentHash, SetHash } from './set-hash.ts';

export type Side = 'a' | 'b';

export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/**
 * `version` is empty until there is a catalogue; `revision` grows with every write, not always by one. A version leads to its
 * revision while it is in `versions`; removals up to `floor` are no longer all known.
 */
const STATE = `
  CREATE TABLE catalogue (
    only INTEGER PRIMARY KEY CHECK (only = 1), version TEXT NOT NULL, revision INTEGER NOT NULL, floor INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('a', 'b')), imported_at TEXT NOT NULL,
    products INTEGER NOT NULL, variants INTEGER NOT NULL, offers INTEGER NOT NULL, reviews INTEGER NOT NULL,
    rejected INTEGER NOT NULL
  ) STRICT;
  INSERT INTO catalogue VALUES (1, '', 0, 0, 'a', '', 0, 0, 0, 0, 0);
  CREATE TABLE versions (
    entry INTEGER PRIMARY KEY, revision INTEGER NOT NULL, version TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX versions_by_version ON versions (version, revision);
`;

/**
 * Keys of variants: `g:` and a GTIN-14, `m:` with brand and part number; of reviews: `r:` and a product.
 * `body` is null once the document is gone. `parent`: the product of a variant, the store of an offer, the products of a
 * review, one on a line. `created`: the revision at which it last came into being, or to this parent. `hash` is what it adds to the version.
 * `notes`: what only the hub needs to know of it (store/document-keys.ts).
 */
export function sideTables(side: Side): string {
  return `
    CREATE TABLE documents_${side} (
      row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, body TEXT,
      revision INTEGER NOT NULL, created INTEGER NOT NULL, hash BLOB NOT NULL, notes TEXT
    ) STRICT;
    CREATE UNIQUE INDEX documents_${side}_id ON documents_${side} (kind, id);
    CREATE INDEX documents_${side}_revision ON documents_${side} (kind, revision, id);
    CREATE INDEX documents_${side}_parent ON documents_${side} (kind, parent, id);
    CREATE INDEX documents_${side}_gone ON documents_${side} (revision) WHERE body IS NULL;
    CREATE TABLE keys_${side} (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) STRICT, WITHOUT ROWID;
  `;
}

/** Turns the views to a side. Inside the caller's transaction. */
export function sideViews(side: Side): string {
  const columns = 'row, kind, id, parent, body, revision, created';
  return `
    DROP VIEW IF EXISTS documents;
    DROP VIEW IF EXISTS document_rows;
    DROP VIEW IF EXISTS keys;
    CREATE VIEW documents AS SELECT ${columns} FROM documents_${side} WHERE body IS NOT NULL;
    CREATE VIEW document_rows AS SELECT ${columns}, hash, notes FROM documents_${side};
    CREATE VIEW keys AS SELECT key, id FROM keys_${side};
  `;
}

export const CATALOGUE_TABLES = STATE + sideTables('a') + sideTables('b') + sideViews('a');

/** From the tables of versions 1 to 4, where `documents` was a table. Inside the caller's transaction. */
export function upgradeCatalogue(database: SqliteDatabase): void {
  database.function('document_hash', { deterministic: true }, (kind, id, body) =>
    documentHash({ kind: String(kind), id: String(id), body: String(body) }),
  );
  database.exec(`
    DROP INDEX IF EXISTS variants_by_product;
    ALTER TABLE documents RENAME TO old_documents;
    ALTER TABLE catalogue RENAME TO old_catalogue;
    ${CATALOGUE_TABLES}
    INSERT INTO documents_a (kind, id, parent, body, revision, created, hash)
      SELECT kind, id, ${PARENT}, body, 1, 1, document_hash(kind, id, body) FROM old_documents ORDER BY rowid;
    INSERT INTO keys_a
      SELECT 'g:' || each.value, old.id FROM old_documents AS old, json_each(old.body, '$.gtins') AS each
        WHERE old.kind = 'variant'
      UNION SELECT 'r:' || each.value, old.id FROM old_documents AS old, json_each(old.body, '$.productIds') AS each
        WHERE old.kind = 'review';
  `);
  const sum = new SetHash();
  for (const hash of database.prepare('SELECT hash FROM documents_a').pluck().iterate())
    sum.add(hash as Buffer);
  database
    .prepare(
      `UPDATE catalogue SET version = :version, revision = 1, imported_at = old.imported_at, products = old.products,
         variants = old.variants, offers = old.offers, reviews = old.reviews, rejected = old.rejected
       FROM old_catalogue AS old`,
    )
    .run({ version: sum.toString() });
  database.exec(`
    INSERT INTO versions SELECT 1, revision, version, unixepoch() * 1000 FROM catalogue WHERE version <> '';
    DROP TABLE old_documents;
    DROP TABLE old_catalogue;
  `);
}

const PARENT = `
  CASE kind
    WHEN 'variant' THEN json_extract(body, '$.productId')
    WHEN 'offer' THEN json_extract(body, '$.storeCode')
    WHEN 'review' THEN coalesce((SELECT group_concat(value, char(10)) FROM json_each(body, '$.productIds')), '')
    ELSE '' END`;

/** False while `documents` is still a table. */
export function hasSides(database: SqliteDatabase): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'documents_a'").get() !== undefined;
}
