/** What the tables hold beside the records: whether a product is here, and the words it is found by. */
import type { SqliteDatabase } from '../../broker/sqlite/open.ts';

const IS_HERE = `EXISTS (
  SELECT 1 FROM variant JOIN offer ON offer.sku = variant.sku
  WHERE variant.product = product.id AND offer.buyable = 1
    AND offer.store = (SELECT value FROM meta WHERE name = 'storeCode'))`;

/** Titles of every language are searched: the shopper's language is not known when the catalogue is written. */
const WORDS = `
  INSERT INTO words (rowid, title, brand, colours, categories, product)
  SELECT
    product.rowid,
    (SELECT group_concat(value, ' ') FROM json_each(product.json, '$.title')),
    json_extract(product.json, '$.brand'),
    coalesce((SELECT group_concat(DISTINCT json_extract(variant.json, '$.colour'))
              FROM variant WHERE variant.product = product.id), ''),
    product.category,
    product.id
  FROM product WHERE EXISTS (SELECT 1 FROM variant WHERE variant.product = product.id)`;

/** Of a catalogue that was just written. */
export function deriveAll(database: SqliteDatabase): void {
  database.exec(`UPDATE product SET here = ${IS_HERE}`);
  database.exec(WORDS);
}

/** Of some products again. */
export function deriveSome(database: SqliteDatabase, ids: Iterable<string>): void {
  const here = database.prepare(`UPDATE product SET here = ${IS_HERE} WHERE id = ?`);
  const forget = database.prepare('DELETE FROM words WHERE rowid = (SELECT rowid FROM product WHERE id = ?)');
  const words = database.prepare(`${WORDS} AND product.id = ?`);
  for (const id of ids) {
    here.run(id);
    forget.run(id);
    words.run(id);
  }
}
