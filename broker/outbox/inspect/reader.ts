/** An outbox's file, read while whoever holds it goes on writing: nothing is changed, no lock is held for long. */
import type { Statement } from 'better-sqlite3';
import { openDatabase, type SqliteDatabase } from '../../sqlite/open.ts';
import type { Run } from '../../runs.ts';

/** A row as it is stored; `class` and `session` are undefined in a file of version 1. */
export interface StoredRow {
  sequence: number;
  at: number;
  bytes: number;
  body: string;
  class?: number;
  session?: string | null;
}

export interface OutboxFacts {
  /** Of the tables. */
  version: number;
  epoch: string;
  /** Events waiting. */
  depth: number;
  /** Bytes of events waiting. */
  bytes: number;
  /** ISO 8601; null when none waits. */
  oldestAt: string | null;
  /** Everything up to and with it was acknowledged. */
  watermark: number;
  /** The lowest number that can still be sent. */
  floor: number;
  /** The newest number given. */
  last: number;
  /** Numbers behind the watermark that do not wait: acknowledged early, or named by an `events_evicted` event. */
  holes: number;
}

const AT_ONCE = 500;

interface Totals {
  depth: number;
  bytes: number;
  first: number | null;
  last: number | null;
}

export class OutboxReader {
  readonly #database: SqliteDatabase;
  readonly #after: Statement<[number, number], StoredRow>;

  /** @throws BrokerError TW_DATABASE_DAMAGED, and what SQLite throws when the file is none of ours */
  static open(path: string): OutboxReader {
    const database = openDatabase(path, { readonly: true });
    try {
      return new OutboxReader(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#after = database.prepare('SELECT * FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?');
  }

  facts(): OutboxFacts {
    return this.snapshot(() => this.#facts());
  }

  /** Everything inside sees one state of the file. */
  snapshot<T>(look: () => T): T {
    return this.#database.transaction(look)();
  }

  get ahead(): readonly Run[] {
    return JSON.parse(this.#meta('ahead') ?? '[]') as Run[];
  }

  /** Rows in order, some hundred at a time, up to and with `last`. */
  *rows(last: number = Number.MAX_SAFE_INTEGER): Generator<StoredRow[]> {
    let position = 0;
    while (position < last) {
      const rows = this.#after.all(position, AT_ONCE).filter(({ sequence }) => sequence <= last);
      if (rows.length === 0) return;
      yield rows;
      position = rows.at(-1)?.sequence ?? last;
    }
  }

  /** What SQLite finds wrong with the file, ten things at the most. */
  faults(): string[] {
    const lines = this.#database.pragma('integrity_check(10)') as { integrity_check: string }[];
    return lines.map(({ integrity_check: line }) => line).filter((line) => line !== 'ok');
  }

  close(): void {
    this.#database.close();
  }

  #facts(): OutboxFacts {
    const totals = this.#database
      .prepare<[], Totals>(
        `SELECT count(*) AS depth, coalesce(sum(bytes), 0) AS bytes, min(sequence) AS first, max(sequence) AS last
         FROM events`,
      )
      .get();
    const { depth = 0, bytes = 0, first = null } = totals ?? {};
    const watermark = Number(this.#meta('watermark') ?? 0);
    const last = Math.max(totals?.last ?? 0, watermark, this.ahead.at(-1)?.[1] ?? 0);
    return {
      version: Number(this.#database.pragma('user_version', { simple: true })) || 1,
      epoch: this.#meta('epoch') ?? '',
      depth,
      bytes,
      oldestAt: this.#oldestAt(first),
      watermark,
      floor: first ?? last + 1,
      last,
      holes: last - watermark - depth,
    };
  }

  #oldestAt(first: number | null): string | null {
    if (first === null) return null;
    const at = this.#database
      .prepare<[number], number>('SELECT at FROM events WHERE sequence = ?')
      .pluck()
      .get(first);
    return new Date(Number(at)).toISOString();
  }

  #meta(name: string): string | undefined {
    return this.#database
      .prepare<[string], string>('SELECT value FROM meta WHERE name = ?')
      .pluck()
      .get(name);
  }
}
