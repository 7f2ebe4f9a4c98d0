/** Every question the outbox asks its file. All go by the primary key or by a small index, whatever waits. */
import type { Statement } from 'better-sqlite3';
import type { SqliteDatabase } from '../sqlite/open.ts';
import { EVICTABLE, ROW_CLASS, type RowClass } from './row-class.ts';

/** One row: the event as it goes over the wire, `at` and `lived` see lived-time.ts. */
export interface Row {
  sequence: number;
  at: number;
  lived: number;
  body: string;
}

/** A row that may go. */
export interface Victim {
  sequence: number;
  at: number;
  lived: number;
  bytes: number;
}

export interface RowValues {
  sequence: number;
  at: number;
  lived: number;
  bytes: number;
  body: string;
  class: RowClass;
  session: string | null;
}

type Sum = { rows: number; bytes: number };

export interface Statements {
  insert: Statement<[RowValues]>;
  after: Statement<[number, number], Row>;
  first: Statement<[], Row>;
  lastStamp: Statement<[], { at: number; lived: number }>;
  totals: Statement<[], Sum & { last: number | null }>;
  sumOf: Statement<[number, number], Sum>;
  remove: Statement<[number, number]>;
  /** Rows of a class behind a number. */
  ofClass: ReadonlyMap<RowClass, Statement<[number, number], Victim>>;
  /** Rows that may go, from the front, as long as they are older. */
  front: Statement<[number], Victim>;
  tombstones: Statement<[number, number], Row>;
  tombstoneBefore: Statement<[number], Row>;
  tombstoneAfter: Statement<[number], Row>;
  consentTombstones: Statement<[number, number], Row>;
  consentCount: Statement<[], { count: number }>;
  ofSession: Statement<[string], Victim>;
  removeSession: Statement<[string]>;
  getMeta: Statement<[string], { value: string }>;
  setMeta: Statement<[string, string]>;
}

const VICTIM = 'SELECT sequence, at, lived, bytes FROM events';
const ROW = 'SELECT sequence, at, lived, body FROM events';
// As literals, because SQLite uses an index of some rows only when it sees that they are meant.
const TOMBSTONE = `class = ${ROW_CLASS.tombstone}`;
const CONSENT = `class = ${ROW_CLASS.consentTombstone}`;

export function prepare(database: SqliteDatabase): Statements {
  const sum = 'SELECT count(*) AS rows, coalesce(sum(bytes), 0) AS bytes';
  return {
    insert: database.prepare(
      `INSERT INTO events (sequence, at, lived, bytes, body, class, session)
       VALUES (@sequence, @at, @lived, @bytes, @body, @class, @session)`,
    ),
    after: database.prepare(`${ROW} WHERE sequence > ? ORDER BY sequence LIMIT ?`),
    first: database.prepare(`${ROW} ORDER BY sequence LIMIT 1`),
    lastStamp: database.prepare('SELECT at, lived FROM events ORDER BY sequence DESC LIMIT 1'),
    totals: database.prepare(`${sum}, max(sequence) AS last FROM events`),
    sumOf: database.prepare(`${sum} FROM events WHERE sequence BETWEEN ? AND ?`),
    remove: database.prepare('DELETE FROM events WHERE sequence BETWEEN ? AND ?'),
    ofClass: new Map(
      EVICTABLE.map((one) => [
        one,
        database.prepare(`${VICTIM} WHERE class = ${one} AND sequence > ? ORDER BY sequence LIMIT ?`),
      ]),
    ),
    front: database.prepare(`${VICTIM} WHERE class < ${ROW_CLASS.tombstone} ORDER BY sequence LIMIT ?`),
    tombstones: database.prepare(`${ROW} WHERE ${TOMBSTONE} AND sequence BETWEEN ? AND ? ORDER BY sequence`),
    tombstoneBefore: database.prepare(
      `${ROW} WHERE ${TOMBSTONE} AND sequence < ? ORDER BY sequence DESC LIMIT 1`,
    ),
    tombstoneAfter: database.prepare(`${ROW} WHERE ${TOMBSTONE} AND sequence > ? ORDER BY sequence LIMIT 1`),
    consentTombstones: database.prepare(
      `${ROW} WHERE ${CONSENT} AND sequence BETWEEN ? AND ? ORDER BY sequence`,
    ),
    consentCount: database.prepare(`SELECT count(*) AS count FROM events WHERE ${CONSENT}`),
    ofSession: database.prepare(`${VICTIM} WHERE session = ? ORDER BY sequence`),
    removeSession: database.prepare('DELETE FROM events WHERE session = ?'),
    getMeta: database.prepare('SELECT value FROM meta WHERE name = ?'),
    setMeta: database.prepare(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
  };
}
