/** Accounts of streams as rows: read and written inside the transaction that commits their events. */
import type { Transaction } from 'kysely';
import { chunksOf } from '../fleet-db/chunks.ts';
import type { FleetEngine } from '../fleet-db/open.ts';
import type { FleetTables, RunKind, RunsTable } from '../fleet-db/tables.ts';
import type { Run } from '../../runs.ts';
import { StreamAccount, type StreamCounts } from '../ingest/stream-account.ts';

export interface StreamKey {
  kioskId: string;
  epoch: string;
}

export interface Stream extends StreamKey {
  id: number;
  account: StreamAccount;
  /** The runs as they are in the database. */
  stored: readonly StoredRun[];
}

type StoredRun = Omit<RunsTable, 'stream_id'>;

const KINDS: readonly RunKind[] = ['ahead', 'missing', 'withdrawn'];
const COUNTS = [
  'watermark',
  'highest',
  'received',
  'refused',
  'duplicates',
  'missing',
  'evicted',
  'withdrawn',
] as const satisfies readonly (keyof StreamCounts)[];

/** A kiosk begins an epoch when its disk was damaged or set back; a hostile one could begin thousands a second. */
const MOST_EPOCHS = 200;
const MOST_FORGOTTEN = 10_000;

type Row = StreamCounts & { id: number; kiosk_id: string; epoch: string };

/** `{kiosk} {epoch}`: neither has a space in front of it that the other could take for its own. */
export function streamKey({ kioskId, epoch }: StreamKey): string {
  return `${kioskId} ${epoch}`;
}

/**
 * The accounts of these streams, locked against other hubs until the transaction ends, and made when they are new unless
 * `make` is false. By `streamKey`.
 */
export async function openStreams(
  trx: Transaction<FleetTables>,
  keys: readonly StreamKey[],
  options: { engine: FleetEngine; now: string; make: readonly StreamKey[] },
): Promise<Map<string, Stream>> {
  const sorted = [...keys].sort((a, b) => (streamKey(a) < streamKey(b) ? -1 : 1));
  const rows = await lockRows(trx, sorted, options.engine);
  const known = new Set(rows.map((row) => streamKey({ kioskId: row.kiosk_id, epoch: row.epoch })));
  const wanted = new Set(options.make.map(streamKey));
  const fresh = sorted.filter((key) => !known.has(streamKey(key)) && wanted.has(streamKey(key)));
  if (fresh.length > 0) {
    await insertStreams(trx, fresh, options.now);
    rows.push(...(await lockRows(trx, fresh, options.engine)));
    for (const kioskId of new Set(fresh.map((key) => key.kioskId)))
      await forgetOldest(trx, kioskId, new Set(rows.map(({ id }) => id)));
  }
  return readAccounts(trx, rows);
}

async function lockRows(
  trx: Transaction<FleetTables>,
  keys: readonly StreamKey[],
  engine: FleetEngine,
): Promise<Row[]> {
  const wanted = new Set(keys.map(streamKey));
  const rows: Row[] = [];
  for (const part of chunksOf(keys, 2)) {
    const query = trx
      .selectFrom('streams')
      .where('kiosk_id', 'in', [...new Set(part.map(({ kioskId }) => kioskId))])
      .where('epoch', 'in', [...new Set(part.map(({ epoch }) => epoch))])
      .select(['id', 'kiosk_id', 'epoch', ...COUNTS])
      // In one order, so that two hubs never wait for each other.
      .orderBy('kiosk_id')
      .orderBy('epoch');
    rows.push(...(await (engine === 'postgres' ? query.forUpdate() : query).execute()));
  }
  return rows.filter((row) => wanted.has(streamKey({ kioskId: row.kiosk_id, epoch: row.epoch })));
}

async function insertStreams(
  trx: Transaction<FleetTables>,
  keys: readonly StreamKey[],
  now: string,
): Promise<void> {
  const zero = Object.fromEntries(COUNTS.map((name) => [name, 0])) as unknown as StreamCounts;
  for (const part of chunksOf(keys, COUNTS.length + 4))
    await trx
      .insertInto('streams')
      .values(
        part.map(({ kioskId, epoch }) => ({ ...zero, kiosk_id: kioskId, epoch, ahead: 0, last_at: now })),
      )
      .onConflict((conflict) => conflict.columns(['kiosk_id', 'epoch']).doNothing())
      .execute();
}

/** Accounts of epochs that ended long ago; their events stay. */
async function forgetOldest(
  trx: Transaction<FleetTables>,
  kioskId: string,
  spared: ReadonlySet<number>,
): Promise<void> {
  const beyond = await trx
    .selectFrom('streams')
    .select('id')
    .where('kiosk_id', '=', kioskId)
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .offset(MOST_EPOCHS)
    .limit(MOST_FORGOTTEN)
    .execute();
  const ids = beyond.map(({ id }) => id).filter((id) => !spared.has(id));
  for (const part of chunksOf(ids, 1)) {
    await trx.deleteFrom('runs').where('stream_id', 'in', part).execute();
    await trx.deleteFrom('streams').where('id', 'in', part).execute();
  }
}

async function readAccounts(
  trx: Transaction<FleetTables>,
  rows: readonly Row[],
): Promise<Map<string, Stream>> {
  const runs = new Map<number, StoredRun[]>(rows.map(({ id }) => [id, []]));
  for (const part of chunksOf([...runs.keys()], 1)) {
    const found = await trx
      .selectFrom('runs')
      .where('stream_id', 'in', part)
      .selectAll()
      .orderBy('stream_id')
      .orderBy('first')
      .execute();
    for (const { stream_id: id, ...run } of found) runs.get(id)?.push(run);
  }
  return new Map(
    rows.map((row) => {
      const stored = runs.get(row.id) ?? [];
      const { id, kiosk_id: kioskId, epoch } = row;
      return [streamKey({ kioskId, epoch }), { id, kioskId, epoch, account: accountOf(row, stored), stored }];
    }),
  );
}

function accountOf(row: Row, stored: readonly StoredRun[]): StreamAccount {
  const of = (kind: RunKind): Run[] =>
    stored.filter((run) => run.kind === kind).map(({ first, last }) => [first, last]);
  const counts = Object.fromEntries(COUNTS.map((name) => [name, row[name]])) as unknown as StreamCounts;
  return new StreamAccount(counts, {
    ahead: of('ahead'),
    missing: of('missing'),
    withdrawn: of('withdrawn'),
  });
}

/** Writes what has changed of the accounts. */
export async function saveStreams(
  trx: Transaction<FleetTables>,
  streams: readonly Stream[],
  now: string,
): Promise<void> {
  for (const part of chunksOf(streams, COUNTS.length + 5))
    await trx
      .insertInto('streams')
      .values(
        part.map(({ id, kioskId, epoch, account }) => ({
          id,
          kiosk_id: kioskId,
          epoch,
          ...account.counts,
          ahead: account.ahead.count,
          last_at: now,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          ...Object.fromEntries(COUNTS.map((name) => [name, eb.ref(`excluded.${name}`)])),
          ahead: eb.ref('excluded.ahead'),
          last_at: eb.ref('excluded.last_at'),
        })),
      )
      .execute();
  await saveRuns(trx, streams);
}

/** Only what differs from the rows: usually the one run that has grown. */
async function saveRuns(trx: Transaction<FleetTables>, streams: readonly Stream[]): Promise<void> {
  const changed: RunsTable[] = [];
  for (const stream of streams) {
    for (const kind of KINDS) {
      const { gone, next } = differences(stream, kind);
      changed.push(...next);
      for (const part of chunksOf(gone, 1))
        await trx
          .deleteFrom('runs')
          .where('stream_id', '=', stream.id)
          .where('kind', '=', kind)
          .where('first', 'in', part)
          .execute();
    }
  }
  for (const part of chunksOf(changed, 4))
    await trx
      .insertInto('runs')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['stream_id', 'kind', 'first'])
          .doUpdateSet((eb) => ({ last: eb.ref('excluded.last') })),
      )
      .execute();
}

/** `gone`: the firsts of rows that are no runs any more. */
function differences({ id, account, stored }: Stream, kind: RunKind): { gone: number[]; next: RunsTable[] } {
  const before = new Map(stored.filter((run) => run.kind === kind).map(({ first, last }) => [first, last]));
  const { list } = account[kind];
  const kept = new Set(list.map(([first]) => first));
  return {
    gone: [...before.keys()].filter((first) => !kept.has(first)),
    next: list
      .filter(([first, last]) => before.get(first) !== last)
      .map(([first, last]) => ({ stream_id: id, kind, first, last })),
  };
}
