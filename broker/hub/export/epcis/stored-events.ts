/** Committed events from the fleet's database, on either engine. */
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Clock } from '../../../ports.ts';
import type { FleetDatabase } from '../../fleet-db/open.ts';
import type { EventsTable, FleetTables } from '../../fleet-db/tables.ts';
import { partsOf } from '../../kiosk-key.ts';
import type { CommittedEvent, CommittedEvents, Page, PageRequest } from './committed-events.ts';

type Columns = Omit<EventsTable, 'row'> & { row: number };
type Query = SelectQueryBuilder<FleetTables, 'events', Columns>;

/** More than any two offsets from UTC differ. */
const DAY_MS = 86_400_000;
/** Rows that one page looks at: no question holds up a hub that works on its file itself, however little it finds. */
const MOST_ROWS = 50_000;
/**
 * Several hubs write at once, so a row may become visible after a higher one. Twice as long as a statement may take
 * after a row was received, all below it are there.
 */
const SETTLE_MS = 60_000;

export interface StoredEventsOptions {
  fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>;
  clock: Pick<Clock, 'now'>;
}

export class StoredEvents implements CommittedEvents {
  readonly #options: StoredEventsOptions;

  constructor(options: StoredEventsOptions) {
    this.#options = options;
  }

  async page(request: PageRequest): Promise<Page> {
    const { lowest, highest } = await this.#bounds();
    const after = Math.max(request.after, lowest - 1);
    const upTo = Math.min(after + MOST_ROWS, highest);
    if (upTo <= after) return { events: [], last: request.after, more: false };
    const rows = await this.#query({ ...request, after, upTo }).execute();
    const last = rows.length === request.limit ? (rows.at(-1)?.row ?? upTo) : upTo;
    const events = rows.map(eventOf).filter(({ time }) => isWithin(Date.parse(time), request));
    return { events, last, more: last < highest };
  }

  /** The rows that can be shown; `highest` below `lowest` when there are none. */
  async #bounds(): Promise<{ lowest: number; highest: number }> {
    const { fleet, clock } = this.#options;
    const rows = fleet.db.selectFrom('events').select('row').limit(1);
    const first = await rows.orderBy('row').executeTakeFirst();
    const settled =
      fleet.engine === 'postgres' ? rows.where('received_at', '<', isoOf(clock.now() - SETTLE_MS)) : rows;
    const last = await settled.orderBy('row', 'desc').executeTakeFirst();
    return { lowest: first?.row ?? 1, highest: last?.row ?? 0 };
  }

  #query({ after, upTo, limit, types, from, to, store, kiosk }: PageRequest & { upTo: number }): Query {
    let query: Query = this.#options.fleet.db
      .selectFrom('events')
      .selectAll()
      .where('row', '>', after)
      .where('row', '<=', upTo)
      .where('type', 'in', types)
      .orderBy('row')
      .limit(limit);
    // Times are compared as text first, whatever their offset, and exactly afterwards.
    if (from !== undefined) query = query.where('time', '>=', isoOf(from - DAY_MS));
    if (to !== undefined) query = query.where('time', '<', isoOf(to + DAY_MS));
    if (store !== undefined && kiosk !== undefined) return query.where('kiosk_id', '=', `${store}.${kiosk}`);
    if (store !== undefined) query = query.where(like(`${escapeLike(store)}.%`));
    if (kiosk !== undefined) query = query.where(like(`%.${escapeLike(kiosk)}`));
    return query;
  }
}

function like(pattern: string) {
  return sql<boolean>`kiosk_id LIKE ${pattern} ESCAPE '!'`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}

/** Within the years that text can be compared in. */
function isoOf(ms: number): string {
  return new Date(Math.min(Math.max(ms, 0), 253_402_300_799_999)).toISOString();
}

function isWithin(time: number, { from, to }: PageRequest): boolean {
  return !(from !== undefined && !(time >= from)) && !(to !== undefined && !(time < to));
}

function eventOf(row: Columns): CommittedEvent {
  const { id, sequence, type, time } = row;
  return {
    row: row.row,
    id,
    ...partsOf(row.kiosk_id),
    sequence,
    type,
    time,
    receivedAt: row.received_at,
    data: JSON.parse(row.data) as Record<string, unknown>,
  };
}
