/** A `hub.sqlite` as version 0.1.0 left it, with events of one kiosk, for a hub that has to move the fleet out of it. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';

/** The tables of version 0.1.0. */
const TABLES = `
  CREATE TABLE kiosks (
    id TEXT PRIMARY KEY, store TEXT NOT NULL, kiosk TEXT NOT NULL,
    online INTEGER NOT NULL, since TEXT NOT NULL, last_seen TEXT NOT NULL, boot TEXT NOT NULL,
    version TEXT NOT NULL, store_code TEXT NOT NULL, catalogue TEXT NOT NULL, outbox_depth INTEGER NOT NULL,
    devices TEXT NOT NULL, displays TEXT NOT NULL, reported TEXT
  ) STRICT;
  CREATE TABLE desired (
    kiosk_id TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, displays TEXT NOT NULL
  ) STRICT;
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY, kiosk_id TEXT NOT NULL, epoch TEXT NOT NULL,
    watermark INTEGER NOT NULL DEFAULT 0, highest INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0,
    last_at TEXT NOT NULL, UNIQUE (kiosk_id, epoch)
  ) STRICT;
  CREATE TABLE ahead (
    stream_id INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (stream_id, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE evicted (
    stream_id INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (stream_id, first, last)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    row INTEGER PRIMARY KEY AUTOINCREMENT, kiosk_id TEXT NOT NULL, id TEXT NOT NULL,
    epoch TEXT NOT NULL, sequence INTEGER NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL,
    received_at TEXT NOT NULL, subject TEXT, session TEXT, data TEXT NOT NULL, UNIQUE (kiosk_id, id)
  ) STRICT;
  CREATE INDEX events_by_kiosk ON events (kiosk_id, row);
  CREATE TABLE incidents (
    kiosk_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    opened_at TEXT NOT NULL, closed_at TEXT, PRIMARY KEY (kiosk_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE catalogue (
    only INTEGER PRIMARY KEY CHECK (only = 1), version TEXT NOT NULL, imported_at TEXT NOT NULL,
    products INTEGER NOT NULL, variants INTEGER NOT NULL, offers INTEGER NOT NULL, reviews INTEGER NOT NULL,
    rejected INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE TABLE media (
    sha256 TEXT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,
    widths TEXT NOT NULL, thumbhash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE customers (
    ref TEXT PRIMARY KEY, card TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, tier TEXT NOT NULL,
    locale TEXT NOT NULL, consents TEXT NOT NULL, wishlist TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tag_counters (
    tag TEXT PRIMARY KEY, counter INTEGER NOT NULL, seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bindings (
    uid TEXT PRIMARY KEY, sku TEXT NOT NULL, learned_at TEXT NOT NULL, kiosk_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE binding_state (
    only INTEGER PRIMARY KEY CHECK (only = 1), revision INTEGER NOT NULL
  ) STRICT;
  INSERT INTO binding_state VALUES (1, 0);
  CREATE INDEX variants_by_product ON documents (json_extract(body, '$.productId')) WHERE kind = 'variant';
`;
const VERSION = 3;

/** @param path Of the file. @returns The epoch, and the ids by sequence from 1. */
export function layOldHub(
  path: string,
  { kioskId, count }: { kioskId: string; count: number },
): { epoch: string; ids: string[] } {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  const epoch = v7();
  const now = new Date().toISOString();
  const ids = Array.from({ length: count }, () => v7());
  database.pragma('journal_mode = WAL');
  database.transaction(() => {
    database.exec(TABLES);
    database.pragma(`user_version = ${VERSION}`);
    database
      .prepare(
        'INSERT INTO streams (kiosk_id, epoch, watermark, highest, received, last_at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(kioskId, epoch, count, count, count, now);
    const insert = database.prepare(
      `INSERT INTO events (kiosk_id, id, epoch, sequence, type, time, received_at, data)
       VALUES (?, ?, ?, ?, 'tapwall.search.v1', ?, ?, '{"display":"wall","search_term":"old","results":1}')`,
    );
    for (const [index, id] of ids.entries()) insert.run(kioskId, id, epoch, index + 1, now, now);
  })();
  database.close();
  return { epoch, ids };
}
