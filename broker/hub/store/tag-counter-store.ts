/** The highest read counter seen of each tag. The UID of a tag is never stored. */
import type { FleetDatabase } from '../fleet-db/open.ts';
import { lockPeople } from '../people/erase/fence.ts';
import type { FleetTables } from '../fleet-db/tables.ts';

export class TagCounterStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>) {
    this.#fleet = fleet;
  }

  /**
   * True when the counter is higher than all before it; it is on disk then. Comparing and keeping are one statement, so
   * that of two equal messages only one passes, whatever hub is asked.
   * @param tag Pseudonym.
   * @param seenAt ISO 8601.
   */
  async advance(tag: string, counter: number, seenAt: string): Promise<boolean> {
    const row = await this.#fleet.db
      .insertInto('tag_counters')
      .values({ tag, counter, seen_at: seenAt })
      .onConflict((conflict) =>
        conflict
          .column('tag')
          .doUpdateSet((eb) => ({ counter: eb.ref('excluded.counter'), seen_at: eb.ref('excluded.seen_at') }))
          .whereRef('excluded.counter', '>', 'tag_counters.counter'),
      )
      .returning('counter')
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * @param person Keyed hash of whose card it is.
   * @param assertStill Asked while nobody can be erased; what it throws leaves the row as it was.
   */
  async belongs(tag: string, person: string, assertStill: () => void): Promise<void> {
    const { db, engine } = this.#fleet;
    await db.transaction().execute(async (trx) => {
      await lockPeople(trx, { engine, alone: false });
      assertStill();
      await trx.updateTable('tag_counters').set({ person }).where('tag', '=', tag).execute();
    });
  }
}
