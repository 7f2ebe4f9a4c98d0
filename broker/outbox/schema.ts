/**
 * Tables of the outbox's file, and how a file of an earlier version becomes one of this.
 *
 * Columns are only ever added, and a new file takes the same steps as an old one: the table of events then has the same
 * root page in every file, which is what lets salvage put the first page of an empty file in place of a lost one.
 */
import type { SqliteDatabase } from '../sqlite/open.ts';
import { BrokerError } from '../errors.ts';
import { EVENT_NAMES, eventClass, eventType, type CloudEvent } from '../contract/events.ts';
import { ROW_CLASS, rowClass } from './row-class.ts';

export const SCHEMA_VERSION = 2;

const V1 = `
  CREATE TABLE IF NOT EXISTS events (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** `class` is a RowClass, `session` the event's session, `lived` see lived-time.ts. */
const V2 = `
  ALTER TABLE events ADD COLUMN class INTEGER NOT NULL DEFAULT ${ROW_CLASS.normal};
  ALTER TABLE events ADD COLUMN session TEXT;
  ALTER TABLE events ADD COLUMN lived INTEGER NOT NULL DEFAULT 0;
`;

/** Only what is rare is indexed by class; the others are found from the front of the table. */
const V2_INDEXES = `
  CREATE INDEX events_rare ON events (class, sequence)
    WHERE class = ${ROW_CLASS.low} OR class = ${ROW_CLASS.tombstone} OR class = ${ROW_CLASS.consentTombstone};
  CREATE INDEX events_session ON events (session) WHERE session IS NOT NULL;
`;

/**
 * Brings an open file to this version, in one transaction.
 * @throws BrokerError TW_DATABASE_DAMAGED when a newer version wrote it
 */
export function migrate(database: SqliteDatabase): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version === SCHEMA_VERSION) return;
  if (version > SCHEMA_VERSION)
    throw new BrokerError('TW_DATABASE_DAMAGED', 'A newer version wrote the outbox.');
  database
    .transaction(() => {
      database.exec(V1);
      database.exec(V2);
      fillV2(database);
      database.exec(V2_INDEXES);
      database.pragma(`user_version = ${SCHEMA_VERSION}`);
    })
    .immediate();
}

function fillV2(database: SqliteDatabase): void {
  const cases = EVENT_NAMES.map((name) => `WHEN '${eventType(name)}' THEN ${ROW_CLASS[eventClass(name)]}`);
  // What is no JSON any more is found, and set aside with the file, when it is read. Ages begin anew: the calendar may
  // have jumped while these rows were written.
  database.exec(`
    UPDATE events SET
      class = CASE json_extract(body, '$.type') ${cases.join(' ')} ELSE ${ROW_CLASS.normal} END,
      session = json_extract(body, '$.sessionid')
      WHERE json_valid(body);
    UPDATE events SET
      lived = (SELECT at FROM events ORDER BY sequence DESC LIMIT 1),
      bytes = octet_length(body);
  `);
  renewTombstones(database);
}

interface OldTombstone {
  epoch: string;
  fromSequence: number;
  toSequence: number;
  count: number;
  reason: string;
}

/** Version 1 named one run as `fromSequence` and `toSequence`. */
function renewTombstones(database: SqliteDatabase): void {
  const rows = database
    .prepare<[string], { sequence: number; body: string }>(
      `SELECT sequence, body FROM events
       WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.type') END = ?`,
    )
    .all(eventType('events_evicted'));
  const update = database.prepare('UPDATE events SET body = ?, bytes = ?, class = ? WHERE sequence = ?');
  for (const { sequence, body } of rows) {
    const event = JSON.parse(body) as CloudEvent;
    const { epoch, fromSequence, toSequence, count, reason } = event.data as Partial<OldTombstone>;
    if (fromSequence === undefined) continue;
    const renewed = { ...event, data: { epoch, ranges: [[fromSequence, toSequence]], count, reason } };
    const text = JSON.stringify(renewed);
    update.run(text, Buffer.byteLength(text), rowClass(renewed), sequence);
  }
}
