/** What the hub keeps about people, in the fleet's database: wishes of the shop floor, consents, and proofs of erasure. */
import type { Generated, Kysely, Migration } from 'kysely';
import { columnTypes } from '../fleet-db/first-tables.ts';
import type { FleetEngine } from '../fleet-db/open.ts';

/** What a shopper put on an imported list, or took off it, at a display. Outlives the next import. */
export interface WishesTable {
  source: string;
  ref: string;
  sku: string;
  /** 1: on the list; 0: taken off. */
  wanted: number;
  /** ISO 8601. */
  at: string;
}

/** Every answer to a question for consent, in order; the last one of a purpose counts. */
export interface ConsentsTable {
  row: Generated<number>;
  source: string;
  ref: string;
  purpose: string;
  version: string;
  lang: string;
  /** 1: given; 0: taken back. */
  given: number;
  at: string;
  method: string;
}

/** Who was erased, as a keyed hash: nobody is brought back by the next import, and nobody can be read from it. */
export interface ErasedTable {
  person: string;
  proof: string;
  at: string;
  wishes: number;
  consents: number;
  /** Orders that were under way. */
  requests: Generated<number>;
  /** Counters of signed cards. */
  cards: Generated<number>;
}

/** Codes of phones that were used, as hashes, until they would have expired anyway. */
export interface PassesTable {
  pass: string;
  /** Milliseconds since 1970. */
  expires_at: number;
}

export interface PeopleTables {
  people_wishes: WishesTable;
  people_consents: ConsentsTable;
  people_erased: ErasedTable;
  people_passes: PassesTable;
}

export function peopleTables(engine: FleetEngine): Migration {
  const { whole, counting } = columnTypes(engine);
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('people_wishes')
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('ref', 'text', (column) => column.notNull())
        .addColumn('sku', 'text', (column) => column.notNull())
        .addColumn('wanted', 'integer', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('people_wishes_key', ['source', 'ref', 'sku'])
        .execute();
      let consents = db.schema
        .createTable('people_consents')
        .addColumn('row', counting, (column) => column.primaryKey());
      for (const name of ['source', 'ref', 'purpose', 'version', 'lang', 'at', 'method'])
        consents = consents.addColumn(name, 'text', (column) => column.notNull());
      await consents.addColumn('given', 'integer', (column) => column.notNull()).execute();
      await db.schema
        .createIndex('people_consents_by_person')
        .on('people_consents')
        .columns(['source', 'ref'])
        .execute();
      await db.schema
        .createTable('people_erased')
        .addColumn('person', 'text', (column) => column.primaryKey())
        .addColumn('proof', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('wishes', 'integer', (column) => column.notNull())
        .addColumn('consents', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('people_passes')
        .addColumn('pass', 'text', (column) => column.primaryKey())
        .addColumn('expires_at', whole, (column) => column.notNull())
        .execute();
    },
  };
}
