/**
 * How many events a second the hub commits: batches as kiosks send them while they drain, without a broker between.
 * `node --import tsx test/bench/hub/ingest.ts` prints one line of JSON for SQLite and, where it is installed, one for
 * PostgreSQL, both forced to the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FleetHealth } from '../../../broker/hub/fleet-db/health.ts';
import { migrateFleet } from '../../../broker/hub/fleet-db/migrate.ts';
import { fleetMigrations } from '../../../broker/hub/fleet-db/migrations.ts';
import { openFleet, type FleetAddress } from '../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../broker/hub/fleet-db/tables.ts';
import { GroupCommitter } from '../../../broker/hub/ingest/commit-group.ts';
import { Ingest } from '../../../broker/hub/ingest/ingest.ts';
import { LogGate } from '../../../broker/hub/log-gate.ts';
import { MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import { systemClock } from '../../../kiosk/system/clock.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { createPostgres } from '../../support/postgres.ts';
import { event } from '../../broker/hub/support/events.ts';

const KIOSKS = 20;
/** About 50 KiB. */
const BATCH = 150;
const BATCHES = 20;
const ADDRESS = { root: 'tapwall', tenant: 'demo', store: 'mil-01' };

const encoder = new TextEncoder();

function batchOf(kiosk: string, first: number): Uint8Array {
  const events = Array.from({ length: BATCH }, (_, index) =>
    event(first + index, { source: `/demo/mil-01/${kiosk}`, sessionid: 's-0123456789abcdef' }),
  );
  return encoder.encode(JSON.stringify(events));
}

async function measure(address: FleetAddress): Promise<void> {
  const fleet = openFleet<FleetTables>(address);
  await migrateFleet(fleet, fleetMigrations(address.engine));
  const logger = new QuietLogger();
  const link = new MemoryLink({ broker: new MemoryBroker(), clientId: 'hub', logger });
  await link.start();
  const clock = systemClock;
  const ingest = new Ingest({
    ...ADDRESS,
    committer: new GroupCommitter(fleet),
    health: new FleetHealth(logger),
    gate: new LogGate(clock),
    link,
    clock,
    logger,
  });
  const rounds = Array.from({ length: BATCHES }, (_, round) =>
    Array.from({ length: KIOSKS }, (_kiosk, index) => ({
      kiosk: `k${index}`,
      payload: batchOf(`k${index}`, round * BATCH + 1),
    })),
  );
  const began = performance.now();
  const before = process.cpuUsage();
  for (const round of rounds) {
    for (const { kiosk, payload } of round) ingest.receive({ ...ADDRESS, kiosk }, payload);
    await ingest.drained();
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const { count } = await fleet.db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await link.stop();
  await fleet.close();
  const perSecond = Math.round(count / seconds);
  // Says the same on a machine that is busy with other things.
  const perProcessorSecond = Math.round((count / (user + system)) * 1e6);
  process.stdout.write(
    `${JSON.stringify({ engine: address.engine, events: count, perSecond, perProcessorSecond, faults: logger.at('error').length })}\n`,
  );
}

const dir = mkdtempSync(join(tmpdir(), 'tapwall-bench-'));
try {
  await measure({ engine: 'sqlite', path: join(dir, 'fleet.sqlite') });
} finally {
  rmSync(dir, { recursive: true, force: true });
}
const server = await createPostgres();
try {
  await server.start();
  await measure({ engine: 'postgres', url: server.url });
} finally {
  await server.stop();
}
