/** What erasing needs beside the first tables of people: whose an order and a card are, and what was counted. */
import type { Kysely, Migration } from 'kysely';

export const erasureTables: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await schema.alterTable('intents').addColumn('customer_source', 'text').execute();
    await schema.alterTable('tag_counters').addColumn('person', 'text').execute();
    await schema.createIndex('tag_counters_by_person').on('tag_counters').column('person').execute();
    for (const name of ['requests', 'cards'])
      await schema
        .alterTable('people_erased')
        .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
  },
};
