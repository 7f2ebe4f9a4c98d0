/** The outbox on disk: rows by sequence, and the epoch and watermark beside them. One writer, one connection. */
import { rmSync } from 'node:fs';
import type { Statement } from 'better-sqlite3';
import type { CloudEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';
import { isDiskFull, openDatabase, type SqliteDatabase } from '../sqlite/open.ts';

export type OpenDatabase = (path: string) => SqliteDatabase;

/** One row: the event as it goes over the wire. `at` is epoch milliseconds of the append. */
export interface Row {
  sequence: number;
  at: number;
  body: string;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** 2020. A board without a battery starts in 1970; what it recorded before the time came is not fifty years old. */
const EARLIEST_SANE_CLOCK = Date.UTC(2020);

/** An event takes about two pages of the log, many times its own size. */
const MERGE_AFTER = 64;

interface Statements {
  insert: Statement<[number, number, number, string]>;
  after: Statement<[number, number], Row>;
  first: Statement<[], Row>;
  totals: Statement<[], { rows: number; bytes: number; last: number | null }>;
  upTo: Statement<[number], { rows: number; bytes: number }>;
  remove: Statement<[number]>;
  beyondBytes: Statement<[number], { sequence: number }>;
  firstKept: Statement<[number, number], { sequence: number }>;
  getMeta: Statement<[string], { value: string }>;
  setMeta: Statement<[string, string]>;
}

export class Store {
  readonly #database: SqliteDatabase;
  readonly #statements: Statements;
  #rows = 0;
  #bytes = 0;
  #last = 0;
  /** Events written since the log was merged into the file. */
  #sinceMerge = 0;

  /**
   * Opens or creates the file and checks that it is sound.
   * @throws BrokerError TW_DATABASE_DAMAGED
   */
  static open(path: string, open: OpenDatabase = openDatabase): Store {
    const database = open(path);
    try {
      const verdict = database.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') throw new BrokerError('TW_DATABASE_DAMAGED', `${path}: ${String(verdict)}`);
      return new Store(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(database: SqliteDatabase) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#statements = prepare(database);
    this.#recount();
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The highest sequence ever given in this epoch, trimmed ones included. */
  get last(): number {
    return this.#last;
  }

  get epoch(): string {
    return this.#statements.getMeta.get('epoch')?.value ?? '';
  }

  get watermark(): number {
    return Number(this.#statements.getMeta.get('watermark')?.value ?? 0);
  }

  insert(events: readonly CloudEvent[], at: number): void {
    const bodies = events.map((event) => JSON.stringify(event));
    this.#transaction(() => {
      for (const [index, event] of events.entries()) {
        const body = bodies[index] ?? '';
        this.#statements.insert.run(event.sequence, at, body.length, body);
      }
    });
    this.#sinceMerge += events.length;
    this.#rows += events.length;
    this.#bytes += bodies.reduce((sum, body) => sum + body.length, 0);
    this.#last = events.at(-1)?.sequence ?? this.#last;
  }

  after(sequence: number, count: number): IterableIterator<Row> {
    return this.#statements.after.iterate(sequence, count);
  }

  first(): Row | undefined {
    return this.#statements.first.get();
  }

  /** Removes every row up to and with `sequence` and remembers the watermark. Answers the rows removed. */
  trim(sequence: number): number {
    const removed = this.#transaction(() => {
      this.#statements.setMeta.run('watermark', String(sequence));
      return this.#remove(sequence);
    });
    if (this.#sinceMerge >= MERGE_AFTER) this.#merge();
    return removed;
  }

  /** Replaces every row up to and with the tombstone's sequence by the tombstone. */
  bury(tombstone: CloudEvent, at: number): void {
    const body = JSON.stringify(tombstone);
    this.#transaction(() => {
      this.#statements.remove.run(tombstone.sequence);
      this.#statements.insert.run(tombstone.sequence, at, body.length, body);
    });
    this.#recount();
  }

  /** Starts an epoch: whatever is there is replaced by `events`. */
  restart(epoch: string, events: readonly CloudEvent[], at: number): void {
    this.#transaction(() => {
      this.#statements.remove.run(Number.MAX_SAFE_INTEGER);
      this.#statements.setMeta.run('epoch', epoch);
      this.#statements.setMeta.run('watermark', '0');
      for (const event of events) {
        const body = JSON.stringify(event);
        this.#statements.insert.run(event.sequence, at, body.length, body);
      }
    });
    this.#recount();
  }

  /** The newest sequence that must go so that at most `bytes` stay; 0 when none must. */
  lastBeyondBytes(bytes: number): number {
    return this.#bytes <= bytes ? 0 : (this.#statements.beyondBytes.get(bytes)?.sequence ?? 0);
  }

  /** The newest of the sequences at the front that were appended before `time`; 0 when the first is younger. */
  lastBefore(time: number): number {
    const first = this.#statements.firstKept.get(time, EARLIEST_SANE_CLOCK);
    return first ? first.sequence - 1 : this.#last;
  }

  close(): void {
    this.#database.close();
  }

  #remove(sequence: number): number {
    const gone = this.#statements.upTo.get(sequence);
    this.#statements.remove.run(sequence);
    this.#rows -= gone?.rows ?? 0;
    this.#bytes -= gone?.bytes ?? 0;
    return gone?.rows ?? 0;
  }

  /**
   * Merges the log into the file. Done while trimming, when nobody waits: SQLite itself would do it after a thousand
   * pages, in the middle of an append.
   */
  #merge(): void {
    this.#sinceMerge = 0;
    try {
      this.#database.pragma('wal_checkpoint(RESTART)');
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  /** On a full disk, merging the log into the file makes room: the log holds every page once per commit. */
  #transaction<T>(run: () => T): T {
    try {
      return this.#attempt(run);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#merge();
      return this.#attempt(run);
    }
  }

  /** The counts in memory are only right when the transaction committed. */
  #attempt<T>(run: () => T): T {
    try {
      return this.#database.transaction(run).immediate();
    } catch (error) {
      this.#recount();
      throw error;
    }
  }

  #recount(): void {
    const totals = this.#statements.totals.get();
    this.#rows = totals?.rows ?? 0;
    this.#bytes = totals?.bytes ?? 0;
    this.#last = Math.max(totals?.last ?? 0, this.watermark);
  }
}

/** A new file with the current tables and nothing in it, for comparing a damaged one with. */
export function createEmptyStore(path: string): void {
  rmSync(path, { force: true });
  const database = openDatabase(path);
  database.exec(SCHEMA);
  database.close();
}

function prepare(database: SqliteDatabase): Statements {
  return {
    insert: database.prepare('INSERT INTO events (sequence, at, bytes, body) VALUES (?, ?, ?, ?)'),
    after: database.prepare(
      'SELECT sequence, at, body FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?',
    ),
    first: database.prepare('SELECT sequence, at, body FROM events ORDER BY sequence LIMIT 1'),
    totals: database.prepare(
      'SELECT count(*) AS rows, coalesce(sum(bytes), 0) AS bytes, max(sequence) AS last FROM events',
    ),
    upTo: database.prepare(
      'SELECT count(*) AS rows, coalesce(sum(bytes), 0) AS bytes FROM events WHERE sequence <= ?',
    ),
    remove: database.prepare('DELETE FROM events WHERE sequence <= ?'),
    beyondBytes: database.prepare(
      `SELECT sequence FROM (SELECT sequence, sum(bytes) OVER (ORDER BY sequence DESC) AS kept FROM events)
       WHERE kept > ? ORDER BY sequence DESC LIMIT 1`,
    ),
    firstKept: database.prepare(
      'SELECT sequence FROM events WHERE at >= ? OR at < ? ORDER BY sequence LIMIT 1',
    ),
    getMeta: database.prepare('SELECT value FROM meta WHERE name = ?'),
    setMeta: database.prepare(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
  };
}
