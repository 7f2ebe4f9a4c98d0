/**
 * Stock that sources say by themselves, into the catalogue within a moment. It waits for nobody: while an import writes, the
 * rows stay here, the latest of each offer, and the event loop goes on.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import { openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';
import type { OfferRow } from '../sources/rows.ts';
import { HUB_FILE } from './schema.ts';
import { writeOffers } from './write-offers.ts';

/** Between two writes: twenty pieces sold in a second are four versions, not twenty. */
const GAP_MS = 250;
/** An import that writes much lets others in every few milliseconds. */
const RETRY_MS = 10;
const TROUBLE_MS = 5_000;
const AT_ONCE = 500;
/** More than this are of a source gone wild, or of a disk that does not write: what is new is left out, and said. */
const MOST_WAITING = 200_000;

export interface LiveStockOptions {
  /** The hub's own folder. */
  dataDir: string;
  clock: Clock;
  logger: Logger;
}

export class LiveStock {
  readonly #options: LiveStockOptions;
  readonly #changed: Listeners<[version: string]>;
  readonly #waiting = new Map<string, OfferRow>();
  #database: SqliteDatabase | undefined;
  #timer: { cancel(): void } | undefined;
  #troubled = false;
  #lost = 0;

  constructor(options: LiveStockOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** The hub has brought the tables up to date before. Throws BrokerError TW_DATABASE_DAMAGED. */
  start(): void {
    this.#database = openDatabase(join(this.#options.dataDir, HUB_FILE));
    // Waiting in here would stop everything else that the hub does.
    this.#database.pragma('busy_timeout = 0');
    if (this.#waiting.size > 0) this.#schedule(0);
  }

  /** What still waits is tried once more. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#waiting.size > 0) this.#write();
    this.#database?.close();
    this.#database = undefined;
  }

  /** Told once with each write that changed something. */
  onChanged(listener: (version: string) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Of the same offer the last one counts. Rows of stores and variants that the catalogue does not have are left out. */
  applyOffers(rows: readonly OfferRow[]): void {
    for (const row of rows) {
      const key = `${row.storeCode}\n${row.sku === '' ? `g:${row.gtin}` : row.sku}`;
      if (this.#waiting.size >= MOST_WAITING && !this.#waiting.has(key)) this.#lost += 1;
      else this.#waiting.set(key, row);
    }
    if (this.#database && this.#waiting.size > 0) this.#schedule(0);
  }

  /** Offers that are not written yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  #schedule(ms: number): void {
    this.#timer ??= this.#options.clock.setTimer(ms, () => {
      this.#timer = undefined;
      const wait = this.#write();
      if (this.#waiting.size > 0) this.#schedule(wait);
      else this.#rest();
    });
  }

  /** What comes within the gap is written at its end. */
  #rest(): void {
    this.#timer = this.#options.clock.setTimer(GAP_MS, () => {
      this.#timer = undefined;
      if (this.#waiting.size > 0) this.#schedule(0);
    });
  }

  /** @returns Milliseconds until it is worth trying to write more. */
  #write(): number {
    const { clock, logger } = this.#options;
    if (!this.#database) return TROUBLE_MS;
    const batch = [...this.#waiting].slice(0, AT_ONCE);
    const rows = batch.map(([, row]) => row);
    try {
      const { changed, version, rejected } = writeOffers(this.#database, rows, clock.now());
      for (const [key] of batch) this.#waiting.delete(key);
      this.#troubled = false;
      if (rejected.length > 0)
        logger.debug({ rejected: rejected.length }, 'stock of unknown stores or variants was left out');
      if (changed > 0) this.#changed.emit(version);
      return 0;
    } catch (error) {
      // An import writes: it lets others in every few milliseconds.
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return RETRY_MS;
      this.#say(error);
      return TROUBLE_MS;
    }
  }

  /** Once, however often it is tried again. */
  #say(error: unknown): void {
    const { logger } = this.#options;
    const about = { err: error, waiting: this.#waiting.size, lost: this.#lost };
    if (!this.#troubled) logger.error(about, 'live stock cannot be stored');
    this.#troubled = true;
  }
}
