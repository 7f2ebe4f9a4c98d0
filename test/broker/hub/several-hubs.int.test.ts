import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import * as assert from 'uvu/assert';
import type { ConsoleOverview } from '../../../broker/contract/http.ts';
import { startEmbeddedBroker } from '../../../broker/embedded/embedded-broker.ts';
import { openFleet, type FleetDatabase } from '../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../broker/hub/fleet-db/tables.ts';
import { readHubId } from '../../../broker/hub/partition/hub-id.ts';
import { ownerOf } from '../../../broker/hub/partition/rendezvous.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import { Outbox } from '../../../broker/outbox/outbox.ts';
import { Uplink } from '../../../broker/uplink/uplink.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { startPostgres } from '../../support/postgres.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { HubProcess } from './support/hub-process.ts';
import { temporaryFolder } from './support/hub-bench.ts';

const test = suite('Several hubs share a fleet');
fileTimeout(240_000);
const STORES = Array.from({ length: 8 }, (_, index) => `store-${index}`);
const PART = 400;

interface Kiosk {
  store: string;
  outbox: Outbox;
  record(count: number): void;
}

async function startKiosk(t: TestContext, { store, url, dir }: Record<'store' | 'url' | 'dir', string>) {
  const logger = new QuietLogger();
  const ports = { clock: systemClock, random: systemRandom, logger };
  const outbox = new Outbox({ ...ports, path: join(dir, `${store}.sqlite`), source: `/luma/${store}/k1` });
  const link = new MqttJsLink({ ...ports, url, clientId: `kiosk-${store}` });
  const address = { root: 'tapwall', tenant: 'luma', store, kiosk: 'k1' };
  const uplink = new Uplink({ ...ports, link, outbox, address, ackTimeoutMs: 1_000 });
  outbox.start();
  t.after(() => outbox.stop());
  await uplink.start();
  t.after(() => uplink.stop());
  await link.start();
  t.after(() => link.stop());
  const record = (count: number): void => {
    for (let each = 0; each < count; each += 1)
      outbox.append({ name: 'review_read', data: { display: 'wall', product: `p${each}` } });
  };
  return { store, outbox, record } satisfies Kiosk;
}

async function startHub(t: TestContext, options: { dir: string; url: string; fleetDatabase: string }) {
  mkdirSync(options.dir, { recursive: true });
  const id = readHubId(options.dir, systemRandom);
  const hub = new HubProcess(options);
  t.after(() => hub.end('SIGKILL'));
  return { id, hub, url: await hub.ready() };
}

function proofs(fleet: FleetDatabase<FleetTables>) {
  return fleet.db
    .selectFrom('streams')
    .select(['kiosk_id', 'watermark', 'highest', 'received', 'missing', 'evicted', 'ahead'])
    .select((eb) =>
      eb
        .selectFrom('events')
        .whereRef('events.stream_id', '=', 'streams.id')
        .select(sql<number>`count(distinct sequence)`.as('events'))
        .as('events'),
    )
    .orderBy('kiosk_id')
    .execute();
}

test(
  'so that kill -9 of one loses nothing, makes no gap, and leaves no duplicate',
  async (t) => {
    const dir = temporaryFolder(t);
    const server = await startPostgres(t);
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
    t.after(() => broker.stop());
    const common = { url: broker.url, fleetDatabase: server.url };
    const [one, two] = await Promise.all([
      startHub(t, { ...common, dir: join(dir, 'one') }),
      startHub(t, { ...common, dir: join(dir, 'two') }),
    ]);
    const kiosks = await Promise.all(STORES.map((store) => startKiosk(t, { store, url: broker.url, dir })));
    for (const kiosk of kiosks) kiosk.record(PART);
    await until(() => kiosks.every(({ outbox }) => outbox.depth() === 0), 60_000);

    const first = ownerOf('store-0', [one.id, two.id]) === one.id ? one : two;
    const other = first === one ? two : one;
    for (const kiosk of kiosks) kiosk.record(PART);
    await until(() => kiosks.some(({ outbox }) => outbox.depth() < PART), 60_000);
    await first.hub.end('SIGKILL');
    for (const kiosk of kiosks) kiosk.record(PART);
    await until(() => kiosks.every(({ outbox }) => outbox.depth() === 0), 90_000);

    const fleet = openFleet<FleetTables>({ engine: 'postgres', url: server.url });
    t.after(() => fleet.close());
    const numbers = { watermark: 3 * PART, highest: 3 * PART, received: 3 * PART, events: 3 * PART };
    assert.equal(
      await proofs(fleet),
      STORES.map((store) => ({ kiosk_id: `${store}.k1`, ...numbers, missing: 0, evicted: 0, ahead: 0 })),
    );
    const answer = await fetch(`${other.url}/api/console/overview`);
    const overview = (await answer.json()) as ConsoleOverview;
    assert.equal(
      overview.kiosks.map(({ id, events }) => [id, events.gaps]),
      STORES.map((store) => [`${store}.k1`, 0]),
    );
    assert.equal(other.hub.errors, []);
  },
  { timeout: 200_000 },
);
