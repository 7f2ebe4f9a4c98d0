/** Committed events, read newest first and taken out by their numbers. */
import type { Transaction } from 'kysely';
import type { CloudEvent } from '../../contract/events.ts';
import type { ActivityLine } from '../../contract/http.ts';
import { chunksOf } from '../fleet-db/chunks.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { FleetTables } from '../fleet-db/tables.ts';
import { partsOf } from '../kiosk-key.ts';

/** What accounts for numbers is never taken back with them. */
const ACCOUNTS = ['tapwall.events_evicted.v1', 'tapwall.consent_withdrawn.v1'];

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

/** `tapwall.view_item.v1` → `view_item` */
export function nameOf(type: string): string {
  return type.split('.')[1] ?? type;
}
