/** Tables of intents. Times are ISO 8601 in UTC, so that they compare as text. */
import type { Kysely, Migration } from 'kysely';
import type { IntentKind, IntentStateName } from '../../contract/intents.ts';

/** What the outbox still has to do at the shop's system: have the order there, or have it not there. */
export type IntentErrand = 'place' | 'withdraw';

export interface IntentsTable {
  id: string;
  /** `{store}.{kiosk}` */
  kiosk_id: string;
  idempotency_key: string;
  kind: IntentKind;
  state: IntentStateName;
  /** 1 until its state is final. */
  open: number;
  store_code: string;
  display: string;
  /** JSON: IntentLine[] */
  lines: string;
  expires_at: string | null;
  external_ref: string | null;
  code: string | null;
  /** SHA-256 of scope and code, by which it is looked up; kept when the code is gone, so that it can be told as used. */
  code_hash: string | null;
  reason: string | null;
  note: string | null;
  /** JSON: IntentSnag */
  snag: string | null;
  /** JSON: IntentStep[] */
  history: string;
  /** As a source names the customer; only while an order is under way. */
  customer_ref: string | null;
  /** The source that names them so. */
  customer_source: string | null;
  errand: IntentErrand | null;
  /** Times that the shop's system was asked. */
  attempts: number;
  /** When it is asked next. */
  due_at: string | null;
  changed_at: string;
}

/** What open intents of a store have promised. */
export interface IntentHoldsTable {
  intent_id: string;
  store_code: string;
  sku: string;
  quantity: number;
}

export interface IntentTables {
  intents: IntentsTable;
  intent_holds: IntentHoldsTable;
}

export const intentTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createIntents(db);
    await db.schema
      .createTable('intent_holds')
      .addColumn('intent_id', 'text', (column) => column.notNull())
      .addColumn('store_code', 'text', (column) => column.notNull())
      .addColumn('sku', 'text', (column) => column.notNull())
      .addColumn('quantity', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('intent_holds_key', ['intent_id', 'sku'])
      .execute();
    const index = db.schema.createIndex('intent_holds_by_sku').on('intent_holds');
    await index.columns(['store_code', 'sku']).execute();
  },
};

async function createIntents({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('intents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kiosk_id', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('open', 'integer', (column) => column.notNull())
    .addColumn('store_code', 'text', (column) => column.notNull())
    .addColumn('display', 'text', (column) => column.notNull())
    .addColumn('lines', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('external_ref', 'text')
    .addColumn('code', 'text')
    .addColumn('code_hash', 'text')
    .addColumn('reason', 'text')
    .addColumn('note', 'text')
    .addColumn('history', 'text', (column) => column.notNull())
    .addColumn('customer_ref', 'text')
    .addColumn('errand', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('due_at', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('intents_by_key', ['kiosk_id', 'idempotency_key'])
    .execute();
  await schema.createIndex('intents_by_code').unique().on('intents').column('code_hash').execute();
  await schema.createIndex('intents_open').on('intents').columns(['open', 'store_code']).execute();
  await schema.createIndex('intents_errands').on('intents').columns(['errand', 'due_at']).execute();
  await schema.createIndex('intents_changed').on('intents').column('changed_at').execute();
}

/** What a shop does not undo was only logged before. */
export const intentSnags: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await schema.alterTable('intents').addColumn('snag', 'text').execute();
  },
};
