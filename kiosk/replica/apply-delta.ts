/**
 * Applies what has changed to the replica's file, in one transaction on a connection of its own: whoever reads meanwhile
 * finds the old catalogue, and afterwards the new one.
 */
import { setImmediate } from 'node:timers/promises';
import { Compile, type Validator } from 'typebox/compile';
import { DeltaLine } from '../../broker/contract/delta.ts';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { KioskError } from '../errors.ts';
import type { ChangedProducts } from './changes.ts';
import { deriveSome } from './derived.ts';
import { Records } from './records.ts';

type Header = Extract<DeltaLine, { kind: 'delta' }>;

/** Beyond it a snapshot costs less. The hub draws its line far below. */
const MOST_LINES = 500_000;
/** After so many lines whoever waits to read has a turn. */
const TURN = 100;

export interface AppliedDelta {
  version: string;
  changed: ChangedProducts;
}

export interface DeltaTarget {
  path: string;
  /** False once the replica has been closed: then nothing is written. */
  isWanted: () => boolean;
}

/**
 * @throws KioskError TW_CHANGES_MISFIT | TW_CHANGES_INVALID | TW_CHANGES_INCOMPLETE | TW_REPLICA_CLOSED, and whatever
 * `lines` throws; nothing has changed then
 */
export async function applyDelta(
  target: DeltaTarget,
  lines: AsyncIterable<DeltaLine>,
): Promise<AppliedDelta> {
  const database = openDatabase(target.path);
  try {
    database.exec('BEGIN IMMEDIATE');
    const writer = new DeltaWriter(database);
    let count = 0;
    for await (const line of lines) {
      writer.write(line);
      count += 1;
      if (count % TURN === 0) await setImmediate();
    }
    const applied = writer.finish();
    if (!target.isWanted()) throw new KioskError('TW_REPLICA_CLOSED');
    database.exec('COMMIT');
    return applied;
  } finally {
    // Closing rolls back what was not committed.
    database.close();
  }
}

class DeltaWriter {
  readonly #database: SqliteDatabase;
  readonly #records: Records;
  readonly #validate: Validator;
  #header: Header | undefined;
  #count = 0;
  #ended = false;
  #storesChanged = false;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#records = new Records(database);
    this.#validate = Compile(DeltaLine);
  }

  write(line: DeltaLine): void {
    this.#count += 1;
    this.#check(line);
    switch (line.kind) {
      case 'delta':
        this.#begin(line);
        return;
      case 'store':
        this.#storesChanged = true;
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
      case 'gone':
        return this.#remove(line.what, line.id);
      case 'no_offer':
        return this.#records.removeOffer(line.sku, line.storeCode);
      case 'end':
        if (line.lines !== this.#count)
          throw new KioskError(
            'TW_CHANGES_INCOMPLETE',
            `${line.lines} lines were sent, ${this.#count} came.`,
          );
        this.#ended = true;
        return;
    }
  }

  finish(): AppliedDelta {
    const header = this.#header;
    if (header === undefined || !this.#ended) throw new KioskError('TW_CHANGES_INCOMPLETE');
    if (header.range === 'store') this.#dropForeign(header.storeCode);
    deriveSome(this.#database, this.#records.touched);
    const put = this.#database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
    put.run('version', header.version);
    put.run('createdAt', header.createdAt);
    return {
      version: header.version,
      changed: this.#storesChanged ? 'all' : new Set(this.#records.touched),
    };
  }

  #check(line: DeltaLine): void {
    const where = `Line ${this.#count} of the changes`;
    if (this.#count > MOST_LINES) throw new KioskError('TW_CHANGES_INVALID', 'There are too many changes.');
    if (!this.#validate.Check(line))
      throw new KioskError('TW_CHANGES_INVALID', `${where} breaks its format.`);
    if ((line.kind === 'delta') !== (this.#count === 1) || this.#ended)
      throw new KioskError('TW_CHANGES_INVALID', `${where} is out of place: ${line.kind}.`);
  }

  #begin(header: Header): void {
    const meta = this.#database.prepare('SELECT value FROM meta WHERE name = ?').pluck();
    if (meta.get('version') !== header.from || meta.get('storeCode') !== header.storeCode)
      throw new KioskError('TW_CHANGES_MISFIT');
    this.#header = header;
  }

  #remove(what: Extract<DeltaLine, { kind: 'gone' }>['what'], id: string): void {
    switch (what) {
      case 'store':
        this.#storesChanged = true;
        return this.#records.removeStore(id);
      case 'product':
        return this.#removeProduct(id);
      case 'variant':
        return this.#records.removeVariant(id);
      case 'review':
        return this.#records.removeReview(id);
      case 'binding':
        return this.#records.removeBinding(id);
    }
  }

  /** What has no offer here any more has left the range of the store: nobody would tell how it goes on. */
  #dropForeign(storeCode: string): void {
    const isHere = this.#database
      .prepare(
        'SELECT 1 FROM variant JOIN offer ON offer.sku = variant.sku WHERE variant.product = ? AND offer.store = ?',
      )
      .pluck();
    for (const id of this.#records.touched)
      if (isHere.get(id, storeCode) === undefined) this.#removeProduct(id);
  }

  /** Its words first: they are found by its row. */
  #removeProduct(id: string): void {
    this.#database
      .prepare('DELETE FROM words WHERE rowid = (SELECT rowid FROM product WHERE id = ?)')
      .run(id);
    this.#records.removeProduct(id);
  }
}
