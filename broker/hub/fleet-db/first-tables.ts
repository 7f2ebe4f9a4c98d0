/** The first tables of the fleet's database. */
import { sql, type Kysely, type Migration } from 'kysely';
import type { FleetEngine } from './open.ts';

type AnyTables = Kysely<unknown>;

/** What the two engines call the same thing. */
export interface ColumnTypes {
  whole: 'integer' | 'bigint';
  /** A key that counts by itself. */
  counting: 'integer' | 'bigserial';
}

export function columnTypes(engine: FleetEngine): ColumnTypes {
  return engine === 'sqlite'
    ? { whole: 'integer', counting: 'integer' }
    : { whole: 'bigint', counting: 'bigserial' };
}

export function firstTables(engine: FleetEngine): Migration {
  const types = columnTypes(engine);
  return {
    async up(db: AnyTables): Promise<void> {
      await createKiosks(db, types);
      await createStreams(db, { types, engine });
      await createEvents(db, { types, engine });
      await createIncidents(db);
      await createTags(db, types);
      await db.schema
        .createTable('hubs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('seen_at', types.whole, (column) => column.notNull())
        .execute();
    },
  };
}

async function createKiosks(db: AnyTables, { whole }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('kiosks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('store', 'text', (column) => column.notNull())
    .addColumn('kiosk', 'text', (column) => column.notNull())
    .addColumn('online', 'integer', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('last_seen', 'text', (column) => column.notNull())
    .addColumn('boot', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('store_code', 'text', (column) => column.notNull())
    .addColumn('catalogue', 'text', (column) => column.notNull())
    .addColumn('outbox_depth', whole, (column) => column.notNull())
    .addColumn('devices', 'text', (column) => column.notNull())
    .addColumn('displays', 'text', (column) => column.notNull())
    .addColumn('reported', 'text')
    .addColumn('uplink', 'text')
    .execute();
  await db.schema
    .createTable('desired')
    .addColumn('kiosk_id', 'text', (column) => column.primaryKey())
    .addColumn('version', whole, (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('displays', 'text', (column) => column.notNull())
    .execute();
}

interface Engine {
  types: ColumnTypes;
  engine: FleetEngine;
}

async function createStreams(db: AnyTables, { types, engine }: Engine): Promise<void> {
  const { whole, counting } = types;
  const counters = ['watermark', 'highest', 'ahead', 'received', 'refused', 'duplicates'];
  let streams = db.schema
    .createTable('streams')
    .addColumn('id', counting, (column) => keyOf(column, engine))
    .addColumn('kiosk_id', 'text', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull());
  for (const name of [...counters, 'missing', 'evicted', 'withdrawn'])
    streams = streams.addColumn(name, whole, (column) => column.notNull().defaultTo(0));
  await streams
    .addColumn('last_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('streams_by_epoch', ['kiosk_id', 'epoch'])
    .execute();
  await db.schema
    .createTable('runs')
    .addColumn('stream_id', whole, (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('first', whole, (column) => column.notNull())
    .addColumn('last', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('runs_key', ['stream_id', 'kind', 'first'])
    .execute();
}

async function createEvents(db: AnyTables, { types, engine }: Engine): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('row', types.counting, (column) => keyOf(column, engine))
    .addColumn('kiosk_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('stream_id', types.whole, (column) => column.notNull())
    .addColumn('sequence', types.whole, (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('time', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('session', 'text')
    .addColumn('data', 'text', (column) => column.notNull())
    .addUniqueConstraint('events_by_id', ['kiosk_id', 'id'])
    .execute();
  await db.schema.createIndex('events_by_kiosk').on('events').columns(['kiosk_id', 'row']).execute();
  await db.schema.createIndex('events_by_number').on('events').columns(['stream_id', 'sequence']).execute();
}

async function createIncidents(db: AnyTables): Promise<void> {
  await db.schema
    .createTable('incidents')
    .addColumn('kiosk_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'text')
    .addPrimaryKeyConstraint('incidents_key', ['kiosk_id', 'id'])
    .execute();
}

async function createTags(db: AnyTables, { whole }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('tag_counters')
    .addColumn('tag', 'text', (column) => column.primaryKey())
    .addColumn('counter', whole, (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('bindings')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('sku', 'text', (column) => column.notNull())
    .addColumn('learned_at', 'text', (column) => column.notNull())
    .addColumn('kiosk_id', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('fleet_state')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', whole, (column) => column.notNull())
    .execute();
  await sql`INSERT INTO fleet_state (name, value) VALUES ('bindings', 0)`.execute(db);
}

/** A number that SQLite gives once may not be given again, so that `row` always grows. */
function keyOf<C extends { primaryKey(): C; autoIncrement(): C }>(column: C, engine: FleetEngine): C {
  return engine === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey();
}
