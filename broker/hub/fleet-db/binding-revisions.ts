/** When each learned tag changed last, and which were forgotten: kiosks are told what changed, not the whole list. */
import type { Kysely, Migration } from 'kysely';
import { columnTypes } from './first-tables.ts';
import type { FleetEngine } from './open.ts';

/** Tags that were learned before are of the first revision; kiosks that have any version have them. */
export function bindingRevisions(engine: FleetEngine): Migration {
  const { whole } = columnTypes(engine);
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .alterTable('bindings')
        .addColumn('revision', whole, (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createTable('forgotten_bindings')
        .addColumn('uid', 'text', (column) => column.primaryKey())
        .addColumn('revision', whole, (column) => column.notNull())
        .execute();
    },
  };
}
