/** Writes a snapshot into a new database file. The caller decides whether the file takes the old one's place. */
import { Compile, type Validator } from 'typebox/compile';
import { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { KioskError } from '../errors.ts';
import { deriveAll } from './derived.ts';
import { Records } from './records.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

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
  readonly #meta: ReturnType<typeof prepareMeta>;
  readonly #records: Records;
  readonly #validate: Validator;
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#meta = prepareMeta(database);
    this.#records = new Records(database, { isEmpty: true });
    this.#validate = Compile(SnapshotLine);
  }

  write(line: SnapshotLine): void {
    this.#count += 1;
    this.#check(line);
    switch (line.kind) {
      case 'header':
        this.version = line.version;
        this.#meta.run('version', line.version);
        this.#meta.run('storeCode', line.storeCode);
        this.#meta.run('createdAt', line.createdAt);
        return;
      case 'store':
        return this.#records.putStore(line.store);
      case 'product':
        return this.#records.putProduct(line.product);
      case 'variant':
        return this.#records.putVariant(line.variant);
      case 'offer':
        return this.#records.putOffer(line.offer);
      case 'review':
        return this.#records.putReview(line.review);
      case 'binding':
        return this.#records.putBinding(line.uid, line.sku);
      case 'end':
        return this.#end(line.lines);
    }
  }

  /** @throws KioskError TW_SNAPSHOT_INCOMPLETE */
  finish(): void {
    if (!this.#ended) throw new KioskError('TW_SNAPSHOT_INCOMPLETE');
    deriveAll(this.#database);
    this.#meta.run('schema', SCHEMA_VERSION);
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
}

function prepareMeta(database: SqliteDatabase) {
  return database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
}
