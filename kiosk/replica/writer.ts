/** Writes a snapshot into a new database file. The caller decides whether the file takes the old one's place. */
import { Compile, type Validator } from 'typebox/compile';
import { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { KioskError } from '../errors.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

type Line<K extends SnapshotLine['kind']> = Extract<SnapshotLine, { kind: K }>;

/** More than the largest catalogue this project is meant for, and far from filling a disk. */
const MOST_LINES = 5_000_000;

/**
 * Writes all lines into a new file at `path`.
 * @returns the version that the header names.
 * @throws KioskError TW_SNAPSHOT_INCOMPLETE | TW_SNAPSHOT_INVALID | TW_SNAPSHOT_TOO_LARGE, and whatever `lines` throws
 */
export async function writeSnapshot(path: string, lines: AsyncIterable<SnapshotLine>): Promise<string> {
  const database = openDatabase(path);
  try {
    database.exec(SCHEMA);
    database.exec('BEGIN');
    const writer = new Writer(database);
    for await (const line of lines) writer.write(line);
    writer.finish();
    database.exec('COMMIT');
    return writer.version;
  } finally {
    database.close();
  }
}

class Writer {
  version = '';
  #count = 0;
  #ended = false;
  readonly #insert: ReturnType<typeof prepareInserts>;
  readonly #validate: Validator;
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#insert = prepareInserts(database);
    this.#validate = Compile(SnapshotLine);
  }

  write(line: SnapshotLine): void {
    this.#count += 1;
    this.#check(line);
    switch (line.kind) {
      case 'header':
        this.version = line.version;
        this.#insert.meta.run('version', line.version);
        this.#insert.meta.run('storeCode', line.storeCode);
        this.#insert.meta.run('createdAt', line.createdAt);
        return;
      case 'store':
        this.#insert.store.run(line.store.storeCode, JSON.stringify(line.store));
        return;
      case 'product':
        this.#writeProduct(line);
        return;
      case 'variant':
        this.#writeVariant(line);
        return;
      case 'offer':
        this.#writeOffer(line);
        return;
      case 'review':
        this.#writeReview(line);
        return;
      case 'binding':
        this.#insert.binding.run(line.uid.toUpperCase(), line.sku);
        return;
      case 'end':
        this.#end(line.lines);
        return;
    }
  }

  /** @throws KioskError TW_SNAPSHOT_INCOMPLETE */
  finish(): void {
    if (!this.#ended) throw new KioskError('TW_SNAPSHOT_INCOMPLETE');
    this.#database.exec(
      `UPDATE product SET here = EXISTS (
         SELECT 1 FROM variant JOIN offer ON offer.sku = variant.sku
         WHERE variant.product = product.id AND offer.buyable = 1
           AND offer.store = (SELECT value FROM meta WHERE name = 'storeCode'))`,
    );
    this.#insert.meta.run('schema', SCHEMA_VERSION);
    indexWords(this.#database);
  }

  #check(line: SnapshotLine): void {
    const where = `Line ${this.#count} of the catalogue`;
    if (this.#count > MOST_LINES) throw new KioskError('TW_SNAPSHOT_TOO_LARGE');
    if (!this.#validate.Check(line))
      throw new KioskError('TW_SNAPSHOT_INVALID', `${where} breaks its format.`);
    if ((line.kind === 'header') !== (this.#count === 1))
      throw new KioskError('TW_SNAPSHOT_INVALID', `${where} is out of place: ${line.kind}.`);
    if (this.#ended) throw new KioskError('TW_SNAPSHOT_INVALID', `${where} comes after the end.`);
  }

  /** The contract leaves open whether the last line counts itself; a lost line shows either way but for one. */
  #end(lines: number): void {
    if (lines !== this.#count && lines !== this.#count - 1)
      throw new KioskError(
        'TW_SNAPSHOT_INCOMPLETE',
        `The catalogue says ${lines} lines, ${this.#count} came.`,
      );
    this.#ended = true;
  }

  #writeProduct({ product }: Line<'product'>): void {
    this.#insert.product.run({
      id: product.productId,
      json: JSON.stringify(product),
      category: product.categoryPath.join(' > '),
      rating: standing(product.rating.average, product.rating.count),
      pictured: product.media.length > 0 ? 1 : 0,
    });
  }

  #writeVariant({ variant }: Line<'variant'>): void {
    this.#insert.variant.run(variant.sku, variant.productId, variant.position, JSON.stringify(variant));
    for (const gtin of variant.gtins) this.#insert.gtin.run(gtin, variant.sku);
  }

  #writeOffer({ offer }: Line<'offer'>): void {
    const isBuyable = offer.availability === 'in_stock' || offer.availability === 'limited_availability';
    this.#insert.offer.run(offer.sku, offer.storeCode, isBuyable ? 1 : 0, JSON.stringify(offer));
  }

  #writeReview({ review }: Line<'review'>): void {
    this.#insert.review.run(review.id, review.lang, review.createdAt, JSON.stringify(review));
    for (const product of review.productIds) this.#insert.reviewOf.run(product, review.id);
  }
}

/** A rating that counts: ten reviews of the shop's usual 3.8 are added, so that one perfect review does not win. */
function standing(average: number, count: number): number {
  return (average * count + 38) / (count + 10);
}

function prepareInserts(database: SqliteDatabase) {
  return {
    meta: database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
    store: database.prepare('INSERT OR REPLACE INTO store VALUES (?, ?)'),
    product: database.prepare(
      'INSERT OR REPLACE INTO product (id, json, category, rating, pictured) VALUES (@id, @json, @category, @rating, @pictured)',
    ),
    variant: database.prepare('INSERT OR REPLACE INTO variant VALUES (?, ?, ?, ?)'),
    gtin: database.prepare('INSERT OR REPLACE INTO gtin VALUES (?, ?)'),
    binding: database.prepare('INSERT OR REPLACE INTO binding VALUES (?, ?)'),
    offer: database.prepare('INSERT OR REPLACE INTO offer VALUES (?, ?, ?, ?)'),
    review: database.prepare('INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?)'),
    reviewOf: database.prepare('INSERT OR IGNORE INTO review_of VALUES (?, ?)'),
  };
}

/** Titles of every language are searched: the shopper's language is not known when the catalogue is written. */
function indexWords(database: SqliteDatabase): void {
  database.exec(
    `INSERT INTO words (title, brand, colours, categories, product)
     SELECT
       (SELECT group_concat(value, ' ') FROM json_each(product.json, '$.title')),
       json_extract(product.json, '$.brand'),
       coalesce((SELECT group_concat(DISTINCT json_extract(variant.json, '$.colour'))
                 FROM variant WHERE variant.product = product.id), ''),
       product.category,
       product.id
     FROM product WHERE EXISTS (SELECT 1 FROM variant WHERE variant.product = product.id)`,
  );
}
