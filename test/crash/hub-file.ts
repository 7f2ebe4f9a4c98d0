/** Reads what a hub has committed, straight from its SQLite file: whoever checks must not ask the one that is checked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { CrashError } from './crash-error.ts';
import type { HubEvent } from './ledger.ts';

/** Where events may lie, newest layout first. */
const FILES = ['fleet.sqlite', 'hub.sqlite'];

export interface HubBooks {
  events: HubEvent[];
  /** Sent more than once and kept once. */
  duplicates: number;
  /** Numbers that the hub itself says it never got. */
  missing: number;
}

export function readHub(dir: string): HubBooks {
  const database = openEvents(dir);
  try {
    const events = database
      .prepare<[], { kiosk_id: string; id: string; epoch: string; sequence: number }>(
        'SELECT kiosk_id, id, epoch, sequence FROM events',
      )
      .all()
      .map(({ kiosk_id, ...event }) => ({ ...event, kiosk: kiosk_id.split('.').at(-1) ?? '' }));
    const sums = database
      .prepare<[], { duplicates: number; missing: number }>(
        'SELECT coalesce(sum(duplicates), 0) AS duplicates, coalesce(sum(missing), 0) AS missing FROM streams',
      )
      .get();
    return { events, duplicates: sums?.duplicates ?? 0, missing: sums?.missing ?? 0 };
  } finally {
    database.close();
  }
}

function openEvents(dir: string): SqliteDatabase {
  for (const file of FILES) {
    if (!existsSync(join(dir, file))) continue;
    const database = openDatabase(join(dir, file), { readonly: true });
    const has = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'")
      .get();
    if (has !== undefined) return database;
    database.close();
  }
  throw new CrashError(`no events in ${dir}`);
}
