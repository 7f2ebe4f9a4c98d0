import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isBrokerError, type BrokerError } from '../../../broker/errors.ts';
import { FleetHealth } from '../../../broker/hub/fleet-db/health.ts';
import type { Committed } from '../../../broker/hub/ingest/commit-group.ts';
import { Ingest } from '../../../broker/hub/ingest/ingest.ts';
import { LogGate } from '../../../broker/hub/log-gate.ts';
import { MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../broker/link/memory-link.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import Database from 'better-sqlite3';
import { event } from './support/events.ts';
import { ADDRESS, HubBench, temporaryFolder } from './support/hub-bench.ts';

const test = suite('Hub: start');

async function fault(starting: Promise<unknown>): Promise<BrokerError | undefined> {
  try {
    await starting;
    return undefined;
  } catch (error) {
    if (isBrokerError(error)) return error;
    throw error;
  }
}

for (const file of ['hub.sqlite', 'fleet.sqlite'])
  test(`refuses a damaged ${file}, says what to do and leaves it as it is`, async (t) => {
    const dataDir = temporaryFolder(t);
    const path = join(dataDir, file);
    writeFileSync(path, Buffer.alloc(8192, 0x5a));
    const before = createHash('sha256').update(readFileSync(path)).digest('hex');
    const error = await fault(new HubBench({ dataDir }).hub.start());
    assert.is(error?.code, 'TW_DATABASE_DAMAGED');
    assert.ok(error?.message.includes(path) && error.message.includes('backup'));
    assert.is(createHash('sha256').update(readFileSync(path)).digest('hex'), before);
  });

test('refuses to listen beyond this machine without a token', async (t) => {
  const dataDir = temporaryFolder(t);
  const bench = new HubBench({ dataDir, http: { host: '0.0.0.0', port: 0 } });
  assert.is((await fault(bench.hub.start()))?.code, 'TW_HUB_TOKEN_REQUIRED');
});

test('names a port that is taken, and leaves nothing running', async (t) => {
  const dataDir = temporaryFolder(t);
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const bench = new HubBench({ dataDir, http: { host: '127.0.0.1', port } });
  const error = await fault(bench.hub.start());
  assert.is(error?.code, 'TW_PORT_TAKEN');
  assert.ok(error?.message.includes(String(port)));
  assert.is(bench.clock.pending, 0);
});

test('stops without a timer left behind', async (t) => {
  const dataDir = temporaryFolder(t);
  const bench = new HubBench({ dataDir });
  await bench.hub.start();
  assert.is(bench.hub.hasCatalogue(), false);
  await bench.hub.stop();
  assert.is(bench.clock.pending, 0);
  assert.equal(bench.broker.clients, []);
});

test('acknowledges nothing while the disk is full, with one line', async () => {
  const broker = new MemoryBroker();
  const logger = new QuietLogger();
  const link = new MemoryLink({ broker, clientId: 'hub', logger });
  await link.start();
  const acks: string[] = [];
  broker.observe('#', ({ payload }) => acks.push(payload));
  let full = true;
  const commit = async (): Promise<Committed> => {
    if (full) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    return {
      marks: [{ kioskId: 'mil-01.k1', epoch: 'epoch-one', sequence: 1, ahead: [] }],
      fresh: 0,
      lines: [],
    };
  };
  const clock = new VirtualClock();
  const health = new FleetHealth(logger);
  const gate = new LogGate(clock);
  const ingest = new Ingest({ ...ADDRESS, committer: { commit }, link, clock, logger, health, gate });
  const batch = Buffer.from(JSON.stringify([event(1)]));
  for (let count = 0; count < 3; count += 1) {
    ingest.receive(ADDRESS, batch);
    await ingest.drained();
  }
  assert.equal(
    logger.at('error').map(({ fields }) => fields['code']),
    ['TW_DATABASE_FULL'],
  );
  full = false;
  ingest.receive(ADDRESS, batch);
  await ingest.drained();
  await clock.advance(0);
  assert.equal(acks, ['{"epoch":"epoch-one","sequence":1}']);
  await link.stop();
});
