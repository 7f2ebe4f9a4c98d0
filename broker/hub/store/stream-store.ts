/** The accounts of kiosks' streams, added up for consoles. */
import { sql } from 'kysely';
import { chunksOf } from '../fleet-db/chunks.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { FleetTables } from '../fleet-db/tables.ts';

/** Over all epochs of a kiosk; epoch and sequence are those of the epoch heard last. */
export interface StreamTotals {
  received: number;
  epoch: string;
  sequence: number;
  gaps: number;
  duplicates: number;
  missing: number;
  evicted: number;
  withdrawn: number;
}

const NO_TOTALS: StreamTotals = {
  received: 0,
  epoch: '',
  sequence: 0,
  gaps: 0,
  duplicates: 0,
  missing: 0,
  evicted: 0,
  withdrawn: 0,
};

export class StreamStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db'>) {
    this.#fleet = fleet;
  }

  /** Sums of numbers that kiosks chose: as doubles, which cannot overflow. */
  async totals(kioskIds: readonly string[]): Promise<Map<string, StreamTotals>> {
    const totals = new Map<string, StreamTotals>(kioskIds.map((id) => [id, { ...NO_TOTALS }]));
    for (const ids of chunksOf(kioskIds, 1)) {
      for (const { kiosk_id: id, ...row } of await this.#sums(ids)) totals.set(id, { ...NO_TOTALS, ...row });
      for (const { kiosk_id: id, epoch, watermark } of await this.#newest(ids))
        Object.assign(totals.get(id) ?? {}, { epoch, sequence: watermark });
    }
    return totals;
  }

  #sums(ids: readonly string[]) {
    const total = (expression: string) => sql<number>`sum(cast(${sql.raw(expression)} as double precision))`;
    return this.#fleet.db
      .selectFrom('streams')
      .where('kiosk_id', 'in', ids)
      .groupBy('kiosk_id')
      .select([
        'kiosk_id',
        total('received').as('received'),
        total('duplicates').as('duplicates'),
        total('missing').as('missing'),
        total('evicted').as('evicted'),
        total('withdrawn').as('withdrawn'),
        total('missing + highest - watermark - ahead').as('gaps'),
      ])
      .execute();
  }

  #newest(ids: readonly string[]) {
    return this.#fleet.db
      .with('ranked', (db) =>
        db
          .selectFrom('streams')
          .where('kiosk_id', 'in', ids)
          .select(['kiosk_id', 'epoch', 'watermark'])
          .select(
            sql<number>`row_number() over (partition by kiosk_id order by last_at desc, id desc)`.as('place'),
          ),
      )
      .selectFrom('ranked')
      .where('place', '=', 1)
      .select(['kiosk_id', 'epoch', 'watermark'])
      .execute();
  }
}
