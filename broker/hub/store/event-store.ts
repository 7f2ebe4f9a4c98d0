/** Committed events: once per id, read newest first. */
import type { Transaction } from 'kysely';
import type { CloudEvent } from '../../contract/events.ts';
import type { ActivityLine } from '../../contract/http.ts';
import { chunksOf } from '../fleet-db/chunks.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { EventsTable, FleetTables } from '../fleet-db/tables.ts';
import { partsOf } from '../kiosk-key.ts';

export interface NewRow {
  kioskId: string;
  streamId: number;
  event: CloudEvent;
}

/** What accounts for numbers is never taken back with them. */
const ACCOUNTS = ['tapwall.events_evicted.v1', 'tapwall.consent_withdrawn.v1'];
/** Rows of one statement: compiling longer ones takes longer than running them. */
const ROWS = 200;

export class EventStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db'>) {
    this.#fleet = fleet;
  }

  /** Newest first. `kioskId` undefined: of all kiosks. */
  async newest(kioskId: string | undefined, limit: number): Promise<ActivityLine[]> {
    const query = this.#fleet.db
      .selectFrom('events')
      .select(['id', 'kiosk_id', 'type', 'time', 'received_at', 'data'])
      .orderBy('row', 'desc')
      .limit(limit);
    const rows = await (kioskId === undefined ? query : query.where('kiosk_id', '=', kioskId)).execute();
    return rows.map((row) => ({
      id: row.id,
      ...partsOf(row.kiosk_id),
      time: row.time,
      receivedAt: row.received_at,
      name: nameOf(row.type),
      data: JSON.parse(row.data) as Record<string, unknown>,
    }));
  }
}

/**
 * Inserts the events that are not there yet, in one statement for many.
 * @returns One answer per row, in the same order: true when it is new.
 */
export async function appendEvents(
  trx: Transaction<FleetTables>,
  rows: readonly NewRow[],
  receivedAt: string,
): Promise<boolean[]> {
  const fresh = new Set<string>();
  for (let start = 0; start < rows.length; start += ROWS) {
    const values = rows.slice(start, start + ROWS).map((row) => valuesOf(row, receivedAt));
    const inserted = await trx
      .insertInto('events')
      .values(values)
      .onConflict((conflict) => conflict.columns(['kiosk_id', 'id']).doNothing())
      .returning(['kiosk_id', 'id'])
      .execute();
    for (const { kiosk_id: kioskId, id } of inserted) fresh.add(`${kioskId} ${id}`);
  }
  // Of two with the same id in one group the first is new.
  return rows.map(({ kioskId, event }) => fresh.delete(`${kioskId} ${event.id}`));
}

/** Takes the events of these numbers out; answers how many there were. */
export async function deleteNumbers(
  trx: Transaction<FleetTables>,
  streamId: number,
  ranges: readonly (readonly [number, number])[],
): Promise<number> {
  let deleted = 0;
  for (const part of chunksOf(ranges, 2)) {
    const { numDeletedRows } = await trx
      .deleteFrom('events')
      .where('stream_id', '=', streamId)
      .where('type', 'not in', ACCOUNTS)
      .where((eb) =>
        eb.or(part.map(([first, last]) => eb.and([eb('sequence', '>=', first), eb('sequence', '<=', last)]))),
      )
      .executeTakeFirstOrThrow();
    deleted += Number(numDeletedRows);
  }
  return deleted;
}

/** True for events that account for numbers and so may stand at one that was withdrawn. */
export function isAccount(event: CloudEvent): boolean {
  return ACCOUNTS.includes(event.type);
}

function valuesOf({ kioskId, streamId, event }: NewRow, receivedAt: string): Omit<EventsTable, 'row'> {
  return {
    kiosk_id: kioskId,
    id: event.id,
    stream_id: streamId,
    sequence: event.sequence,
    type: event.type,
    time: event.time,
    received_at: receivedAt,
    subject: event.subject ?? null,
    session: event.sessionid ?? null,
    data: JSON.stringify(event.data),
  };
}

/** `tapwall.view_item.v1` → `view_item` */
export function nameOf(type: string): string {
  return type.split('.')[1] ?? type;
}
