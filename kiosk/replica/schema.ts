/** The replica's file: records as JSON with only the columns that are looked up by. */

/** Raised whenever a table changes: a file of another version is thrown away and fetched again. */
export const SCHEMA_VERSION = '4';

export const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE store (code TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE product (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  category TEXT NOT NULL,
  rating REAL NOT NULL,
  pictured INTEGER NOT NULL,
  here INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX product_best ON product (here, pictured, rating DESC, id);
CREATE TABLE variant (
  sku TEXT PRIMARY KEY,
  product TEXT NOT NULL,
  position INTEGER NOT NULL,
  sale_from TEXT,
  sale_until TEXT,
  json TEXT NOT NULL
);
CREATE INDEX sale_begins ON variant (sale_from) WHERE sale_from IS NOT NULL;
CREATE INDEX sale_ends ON variant (sale_until) WHERE sale_until IS NOT NULL;
CREATE INDEX variant_of ON variant (product, position);
CREATE TABLE gtin (gtin TEXT PRIMARY KEY, sku TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX gtin_of ON gtin (sku);
CREATE TABLE binding (uid TEXT PRIMARY KEY, sku TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE offer (
  sku TEXT NOT NULL,
  store TEXT NOT NULL,
  buyable INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (sku, store)
) WITHOUT ROWID;
CREATE TABLE review (id TEXT PRIMARY KEY, lang TEXT NOT NULL, created TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE review_of (product TEXT NOT NULL, review TEXT NOT NULL, PRIMARY KEY (product, review)) WITHOUT ROWID;
CREATE INDEX review_to ON review_of (review);
CREATE VIRTUAL TABLE words USING fts5 (
  title, brand, colours, categories, product UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
`;
