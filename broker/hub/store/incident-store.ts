/** Incidents as `incident_opened` and `incident_closed` events tell them, in whichever order they arrive. */
import { sql, type Transaction } from 'kysely';
import type { Incident } from '../../contract/http.ts';
import { chunksOf } from '../fleet-db/chunks.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import { toPlain } from '../fleet-db/plain-text.ts';
import type { FleetTables } from '../fleet-db/tables.ts';

/** Enough for a page of the console; the events themselves stay. */
const PER_KIOSK = 50;
/** Kept of each kiosk. Those that are open are never old, and a hostile kiosk could open thousands a second. */
const MOST_KEPT = 500;
const MOST_FORGOTTEN = 10_000;

export class IncidentStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db'>) {
    this.#fleet = fleet;
  }

  /** Of each kiosk: open ones first, then newest first; bounded. */
  async of(kioskIds: readonly string[]): Promise<Map<string, Incident[]>> {
    const incidents = new Map<string, Incident[]>(kioskIds.map((id) => [id, []]));
    for (const ids of chunksOf(kioskIds, 1)) {
      const rows = await this.#fleet.db
        .with('ranked', (db) =>
          db
            .selectFrom('incidents')
            .where('kiosk_id', 'in', ids)
            .selectAll()
            .select(
              sql<number>`row_number() over (partition by kiosk_id
                order by case when closed_at is null then 0 else 1 end, opened_at desc, id)`.as('place'),
            ),
        )
        .selectFrom('ranked')
        .where('place', '<=', PER_KIOSK)
        .selectAll()
        .orderBy('kiosk_id')
        .orderBy('place')
        .execute();
      for (const row of rows)
        incidents.get(row.kiosk_id)?.push({
          id: row.id,
          code: row.code,
          message: row.message,
          openedAt: row.opened_at,
          closedAt: row.closed_at,
        });
    }
    return incidents;
  }
}

function rowOf(kioskId: string, { id, code, message }: Pick<Incident, 'id' | 'code' | 'message'>) {
  return { kiosk_id: kioskId, id: toPlain(id), code: toPlain(code), message: toPlain(message) };
}

/** Keeps the earliest time that was told; the closing, when it came first, stays. */
export async function openIncident(
  trx: Transaction<FleetTables>,
  kioskId: string,
  incident: Omit<Incident, 'closedAt'>,
): Promise<void> {
  await trx
    .insertInto('incidents')
    .values({ ...rowOf(kioskId, incident), opened_at: incident.openedAt, closed_at: null })
    .onConflict((conflict) =>
      conflict.columns(['kiosk_id', 'id']).doUpdateSet({
        opened_at: sql`case when incidents.opened_at < excluded.opened_at
          then incidents.opened_at else excluded.opened_at end`,
      }),
    )
    .execute();
  await forgetOldest(trx, kioskId);
}

async function forgetOldest(trx: Transaction<FleetTables>, kioskId: string): Promise<void> {
  const beyond = trx
    .selectFrom('incidents')
    .select('id')
    .where('kiosk_id', '=', kioskId)
    .orderBy(sql`case when closed_at is null then 0 else 1 end`)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(MOST_FORGOTTEN)
    .offset(MOST_KEPT);
  await trx.deleteFrom('incidents').where('kiosk_id', '=', kioskId).where('id', 'in', beyond).execute();
}

export async function closeIncident(
  trx: Transaction<FleetTables>,
  kioskId: string,
  incident: Incident,
): Promise<void> {
  await trx
    .insertInto('incidents')
    .values({
      ...rowOf(kioskId, incident),
      opened_at: incident.openedAt,
      closed_at: incident.closedAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['kiosk_id', 'id']).doUpdateSet((eb) => ({ closed_at: eb.ref('excluded.closed_at') })),
    )
    .execute();
}
