/**
 * Stores events, once per id. A drain inserts thousands a second, so the statements are built once for a few lengths and
 * not once per batch: building one takes Kysely longer than the database takes to run it.
 */
import { CompiledQuery, type Transaction } from 'kysely';
import type { CloudEvent } from '../../contract/events.ts';
import type { EventsTable, FleetTables } from '../fleet-db/tables.ts';

export interface NewRow {
  kioskId: string;
  streamId: number;
  event: CloudEvent;
}

/** Rows of one statement: as many of the longest as fit, then the shorter ones. */
const LENGTHS = [100, 10, 1];

type Values = Omit<EventsTable, 'row'>;
type Inserted = Pick<EventsTable, 'kiosk_id' | 'id'>;

/** The order of the parameters is that of the keys. */
const NO_VALUES: Values = {
  kiosk_id: '',
  id: '',
  stream_id: 0,
  sequence: 0,
  type: '',
  time: '',
  received_at: '',
  subject: '',
  session: '',
  data: '',
};

export class EventWriter {
  /** By length. */
  readonly #statements = new Map<number, string>();

  /**
   * Inserts the events that are not there yet.
   * @returns One answer per row, in the same order: true when it is new.
   */
  async append(
    trx: Transaction<FleetTables>,
    rows: readonly NewRow[],
    receivedAt: string,
  ): Promise<boolean[]> {
    const isNew: boolean[] = [];
    for (const length of LENGTHS) {
      while (isNew.length + length <= rows.length) {
        const some = rows.slice(isNew.length, isNew.length + length);
        isNew.push(...newOnes(some, await this.#insert(trx, some, receivedAt)));
      }
    }
    return isNew;
  }

  /** Answers what was inserted. */
  async #insert(
    trx: Transaction<FleetTables>,
    rows: readonly NewRow[],
    receivedAt: string,
  ): Promise<Inserted[]> {
    const parameters = rows.flatMap((row) => parametersOf(row, receivedAt));
    const query = CompiledQuery.raw(this.#statement(trx, rows.length), parameters);
    return (await trx.executeQuery<Inserted>(query)).rows;
  }

  #statement(trx: Transaction<FleetTables>, length: number): string {
    const known = this.#statements.get(length);
    if (known !== undefined) return known;
    const { sql } = trx
      .insertInto('events')
      .values(Array.from({ length }, () => NO_VALUES))
      .onConflict((conflict) => conflict.columns(['kiosk_id', 'id']).doNothing())
      .returning(['kiosk_id', 'id'])
      .compile();
    this.#statements.set(length, sql);
    return sql;
  }
}

/** Of two rows with the same id the first is new. */
function newOnes(rows: readonly NewRow[], inserted: readonly Inserted[]): boolean[] {
  if (inserted.length === rows.length) return rows.map(() => true);
  const fresh = new Set(inserted.map(({ kiosk_id: kioskId, id }) => `${kioskId} ${id}`));
  return rows.map(({ kioskId, event }) => fresh.delete(`${kioskId} ${event.id}`));
}

/** In the order of `NO_VALUES`. */
function parametersOf({ kioskId, streamId, event }: NewRow, receivedAt: string): Values[keyof Values][] {
  const { id, sequence, type, time, subject = null, sessionid = null, data } = event;
  return [kioskId, id, streamId, sequence, type, time, receivedAt, subject, sessionid, JSON.stringify(data)];
}
