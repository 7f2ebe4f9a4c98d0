/**
 * Moves the fleet out of a `hub.sqlite` of an earlier version, once: copied in one transaction, then taken away there in
 * another. A hub that is killed between the two copies again, and what is there already stays as it is.
 */
import type { Insertable, Transaction } from 'kysely';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { CATALOGUE_ONLY, versionOf } from '../store/schema.ts';
import type { FleetDatabase } from './open.ts';
import type { EventsTable, FleetTables, RunsTable, StreamsTable } from './tables.ts';

const OLD_TABLES =
  'kiosks desired streams ahead evicted events incidents tag_counters bindings binding_state'.split(' ');
const PAGE = 500;
const COPIED_AS_THEY_ARE = ['kiosks', 'desired', 'incidents', 'tag_counters', 'bindings'] as const;

type Trx = Transaction<FleetTables>;
type OldStream = Omit<Insertable<StreamsTable>, 'ahead' | 'evicted' | 'withdrawn'> & { id: number };

/** True when there was something to move. */
export async function moveOldFleet(
  hub: SqliteDatabase,
  { db }: Pick<FleetDatabase<FleetTables>, 'db'>,
): Promise<boolean> {
  if (versionOf(hub) === CATALOGUE_ONLY) return false;
  await db.transaction().execute(async (trx) => {
    for (const table of COPIED_AS_THEY_ARE) await copyAll(hub, trx, table);
    await copyStreams(hub, trx);
    await copyRevision(hub, trx);
  });
  hub
    .transaction(() => {
      for (const table of OLD_TABLES) hub.exec(`DROP TABLE ${table}`);
      hub.pragma(`user_version = ${CATALOGUE_ONLY}`);
    })
    .immediate();
  return true;
}

async function copyAll(
  hub: SqliteDatabase,
  trx: Trx,
  table: (typeof COPIED_AS_THEY_ARE)[number],
): Promise<void> {
  for (const rows of pagesOf<Insertable<FleetTables[typeof table]>>(hub, `SELECT * FROM ${table}`))
    await trx
      .insertInto(table)
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Streams get new numbers here, and their events and runs with them. */
async function copyStreams(hub: SqliteDatabase, trx: Trx): Promise<void> {
  const streams = hub
    .prepare(
      `SELECT id, kiosk_id, epoch, watermark, highest, missing, received, refused, duplicates, last_at FROM streams`,
    )
    .all() as OldStream[];
  for (const { id: oldId, ...stream } of streams) {
    const ahead = runsAhead(hub, oldId);
    const made = await trx
      .insertInto('streams')
      .values({
        ...stream,
        ahead: ahead.reduce((sum, { first, last }) => sum + last - first + 1, 0),
        evicted: 0,
        withdrawn: 0,
      })
      .onConflict((conflict) => conflict.columns(['kiosk_id', 'epoch']).doNothing())
      .returning('id')
      .executeTakeFirst();
    // It has been copied before.
    if (!made) continue;
    for (let start = 0; start < ahead.length; start += PAGE)
      await trx
        .insertInto('runs')
        .values(
          ahead.slice(start, start + PAGE).map((run): RunsTable => ({
            stream_id: made.id,
            kind: 'ahead',
            ...run,
          })),
        )
        .execute();
  }
  await copyEvents(hub, trx, streams);
}

/** In the order of their arrival over all kiosks, which is what lists of activity show. */
async function copyEvents(hub: SqliteDatabase, trx: Trx, streams: readonly OldStream[]): Promise<void> {
  const ids = new Map<string, number>();
  for (const { kiosk_id: kioskId, epoch } of streams) {
    const row = await trx
      .selectFrom('streams')
      .select('id')
      .where('kiosk_id', '=', kioskId)
      .where('epoch', '=', epoch)
      .executeTakeFirstOrThrow();
    ids.set(`${kioskId} ${epoch}`, row.id);
  }
  const sql = `SELECT kiosk_id, id, epoch, sequence, type, time, received_at, subject, session, data
    FROM events ORDER BY row`;
  for (const rows of pagesOf<Omit<EventsTable, 'row' | 'stream_id'> & { epoch: string }>(hub, sql))
    await trx
      .insertInto('events')
      .values(
        rows.map(({ epoch, ...event }) => ({
          ...event,
          stream_id: ids.get(`${event.kiosk_id} ${epoch}`) ?? 0,
        })),
      )
      .onConflict((conflict) => conflict.columns(['kiosk_id', 'id']).doNothing())
      .execute();
}

/** Single numbers as runs: numbers that follow each other are as far from their place in the list. */
function runsAhead(hub: SqliteDatabase, streamId: number): { first: number; last: number }[] {
  return hub
    .prepare(
      `SELECT min(sequence) AS first, max(sequence) AS last
       FROM (SELECT sequence, sequence - row_number() OVER (ORDER BY sequence) AS island
             FROM ahead WHERE stream_id = ?)
       GROUP BY island ORDER BY first`,
    )
    .all(streamId) as { first: number; last: number }[];
}

/** Several hubs may bring their own: any number above both is right. */
async function copyRevision(hub: SqliteDatabase, trx: Trx): Promise<void> {
  const revision = Number(hub.prepare('SELECT revision FROM binding_state').pluck().get() ?? 0);
  await trx
    .updateTable('fleet_state')
    .set({ value: revision })
    .where('name', '=', 'bindings')
    .where('value', '<', revision)
    .execute();
}

function* pagesOf<T>(hub: SqliteDatabase, sql: string): Generator<T[]> {
  let page: T[] = [];
  for (const row of hub.prepare(sql).iterate() as IterableIterator<T>) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
