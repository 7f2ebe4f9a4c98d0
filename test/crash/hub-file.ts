/** Reads what a hub has committed, straight from its SQLite file: whoever checks must not ask the one that is checked. */
import { join } from 'node:path';
import { openDatabase } from '../../broker/sqlite/open.ts';
import type { HubEvent } from './ledger.ts';

const FILE = 'fleet.sqlite';

export interface HubBooks {
  events: HubEvent[];
  /** Sent more than once and kept once. */
  duplicates: number;
  /** Numbers that the hub itself says it never got. */
  missing: number;
}

/** @param dir The hub's folder. */
export function readHub(dir: string): HubBooks {
  const database = openDatabase(join(dir, FILE), { readonly: true });
  try {
    const events = database
      .prepare<[], { kiosk_id: string; id: string; epoch: string; sequence: number }>(
        'SELECT events.kiosk_id, events.id, epoch, sequence FROM events JOIN streams ON streams.id = stream_id',
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
