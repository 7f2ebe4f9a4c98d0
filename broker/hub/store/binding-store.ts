/** Tags that were learned: the UID of a label stands for a variant. They outlive every import. */
import type { Transaction } from 'kysely';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { BindingsTable, FleetTables } from '../fleet-db/tables.ts';

export interface Binding {
  /** Upper-case hexadecimal. */
  uid: string;
  sku: string;
  /** ISO 8601. */
  learnedAt: string;
  kioskId: string;
}

export class BindingStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>) {
    this.#fleet = fleet;
  }

  async count(): Promise<number> {
    return countOf(this.#fleet.db);
  }

  /** The newest first. */
  async newest(limit: number): Promise<Binding[]> {
    const rows = await this.#fleet.db
      .selectFrom('bindings')
      .selectAll()
      .orderBy('learned_at', 'desc')
      .orderBy('uid')
      .limit(limit)
      .execute();
    return rows.map(bindingOf);
  }

  /** Up to `limit` after the UID `after`, in order. */
  async page(after: string, limit: number): Promise<Pick<Binding, 'uid' | 'sku'>[]> {
    return this.#fleet.db
      .selectFrom('bindings')
      .select(['uid', 'sku'])
      .where('uid', '>', after)
      .orderBy('uid')
      .limit(limit)
      .execute();
  }

  /** Tags that were learned or forgotten after a revision, after the UID `after`, in order; `sku` null: forgotten. */
  async changesAfter(
    revision: number,
    after: string,
    limit: number,
  ): Promise<{ uid: string; sku: string | null }[]> {
    const learned = await this.#fleet.db
      .selectFrom('bindings')
      .select(['uid', 'sku'])
      .where('revision', '>', revision)
      .where('uid', '>', after)
      .orderBy('uid')
      .limit(limit)
      .execute();
    const forgotten = await this.#fleet.db
      .selectFrom('forgotten_bindings')
      .select('uid')
      .where('revision', '>', revision)
      .where('uid', '>', after)
      .orderBy('uid')
      .limit(limit)
      .execute();
    return [...learned, ...forgotten.map(({ uid }) => ({ uid, sku: null }))]
      .sort((a, b) => (a.uid < b.uid ? -1 : 1))
      .slice(0, limit);
  }

  /** Grows with every change. */
  async revision(): Promise<number> {
    const row = await this.#fleet.db
      .selectFrom('fleet_state')
      .select('value')
      .where('name', '=', 'bindings')
      .executeTakeFirstOrThrow();
    return row.value;
  }

  /**
   * Adds the binding unless `refuse` throws on seeing what the tag stands for now and how many there are. Nobody else
   * changes anything meanwhile.
   * @returns The new revision; undefined when the tag stood for this already.
   */
  async add(
    binding: Binding,
    refuse: (known: string | undefined, count: number) => void,
  ): Promise<number | undefined> {
    const { db, engine } = this.#fleet;
    return db.transaction().execute(async (trx) => {
      // Whoever else learns waits here until this is done.
      const state = trx.selectFrom('fleet_state').select('value').where('name', '=', 'bindings');
      await (engine === 'postgres' ? state.forUpdate() : state).execute();
      const known = await trx
        .selectFrom('bindings')
        .select('sku')
        .where('uid', '=', binding.uid)
        .executeTakeFirst();
      if (known?.sku === binding.sku) return undefined;
      refuse(known?.sku, await countOf(trx));
      const { uid, sku, learnedAt, kioskId } = binding;
      const revision = await nextRevision(trx);
      const values = { sku, learned_at: learnedAt, kiosk_id: kioskId, revision };
      await trx
        .insertInto('bindings')
        .values({ uid, ...values })
        .onConflict((conflict) => conflict.column('uid').doUpdateSet(values))
        .execute();
      await trx.deleteFrom('forgotten_bindings').where('uid', '=', uid).execute();
      return revision;
    });
  }

  /** The new revision; undefined when there was none. */
  async remove(uid: string): Promise<number | undefined> {
    return this.#fleet.db.transaction().execute(async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('bindings')
        .where('uid', '=', uid)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return undefined;
      const revision = await nextRevision(trx);
      await trx.insertInto('forgotten_bindings').values({ uid, revision }).execute();
      return revision;
    });
  }
}

async function nextRevision(trx: Transaction<FleetTables>): Promise<number> {
  const { value } = await trx
    .updateTable('fleet_state')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'bindings')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}

async function countOf(db: Pick<FleetDatabase<FleetTables>['db'], 'selectFrom'>): Promise<number> {
  const { count } = await db
    .selectFrom('bindings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function bindingOf(row: Omit<BindingsTable, 'revision'>): Binding {
  return { uid: row.uid, sku: row.sku, learnedAt: row.learned_at, kioskId: row.kiosk_id };
}
