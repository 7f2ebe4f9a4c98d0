/** A hub on a broker in memory, a clock whose hands the test turns, and a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { JWTVerifyGetKey } from 'jose';
import { migrateFleet } from '../../../../broker/hub/fleet-db/migrate.ts';
import { fleetMigrations } from '../../../../broker/hub/fleet-db/migrations.ts';
import { openFleet, type FleetDatabase } from '../../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../../broker/hub/fleet-db/tables.ts';
import { FLEET_FILE } from '../../../../broker/hub/parts.ts';
import { Hub, type HubHttp } from '../../../../broker/hub/hub.ts';
import type { JoinOptions, PeopleBundle } from '../../../../broker/hub/people/people-parts.ts';
import type { TagVerifier } from '../../../../broker/hub/tags/tag-verifier.ts';
import type { OrderSource } from '../../../../broker/hub/sources/ports.ts';
import { MemoryBroker, type MemoryMessage } from '../../../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../../../broker/link/memory-link.ts';
import type { TestContext } from '../../../harness/suite.ts';
import { QuietLogger } from '../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';
import { databaseFor } from '../../../support/postgres.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

export const ADDRESS = { root: 'tapwall', tenant: 'demo', store: 'mil-01', kiosk: 'k1' };
const PREFIX = 'tapwall/demo/mil-01/k1';
export const LOYALTY_KEY = Buffer.alloc(32, 7);

export interface BenchOptions {
  http?: HubHttp;
  dataDir?: string;
  broker?: MemoryBroker;
  tagVerifier?: TagVerifier;
  peopleSources?: readonly PeopleBundle[];
  orderSource?: () => OrderSource | undefined;
  join?: JoinOptions;
  passKeys?: JWTVerifyGetKey;
  /** A PostgreSQL database of its own; left out: `fleet.sqlite`. */
  fleetDatabase?: string;
  keepDays?: { events: number; incidents: number };
  /** Of its connection to the broker; default `hub`. Hubs whose names differ in length draw different ids. */
  name?: string;
  homeAssistant?: string;
}

export class HubBench {
  readonly broker: MemoryBroker;
  readonly clock = new VirtualClock();
  readonly logger = new QuietLogger();
  readonly dataDir: string;
  readonly fleetDatabase: string | undefined;
  readonly hub: Hub;
  /** Everything the hub has published for the kiosk. */
  readonly sent: MemoryMessage[] = [];

  constructor(options: BenchOptions = {}) {
    this.broker = options.broker ?? new MemoryBroker();
    this.dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tapwall-hub-'));
    this.fleetDatabase = options.fleetDatabase;
    const { clock, logger, dataDir, broker } = this;
    this.hub = new Hub({
      dataDir,
      link: new MemoryLink({ broker, clientId: options.name ?? 'hub', logger }),
      root: ADDRESS.root,
      tenant: ADDRESS.tenant,
      clock,
      random: new SeededRandom(5 + (options.name ?? '').length),
      logger,
      http: options.http ?? { host: '127.0.0.1', port: 0 },
      uiDir: null,
      loyaltyKey: LOYALTY_KEY,
      tagVerifier: options.tagVerifier ?? null,
      ...(options.fleetDatabase === undefined ? {} : { fleetDatabase: options.fleetDatabase }),
      ...(options.orderSource === undefined ? {} : { orderSource: options.orderSource }),
      ...(options.passKeys === undefined ? {} : { passKeys: options.passKeys }),
      ...(options.join === undefined ? {} : { join: options.join }),
      ...(options.peopleSources === undefined ? {} : { peopleSources: options.peopleSources }),
      ...(options.keepDays === undefined ? {} : { keepDays: options.keepDays }),
      ...(options.homeAssistant === undefined ? {} : { homeAssistant: options.homeAssistant }),
      version: '0.0.0',
    });
  }

  get app(): FastifyInstance {
    const { app } = this.hub;
    if (!app) throw new TypeError('the hub does not run');
    return app;
  }

  /** Publishes as the kiosk and lets the hub take it in. `name` is class and name: `evt/batch`. */
  async say(name: string, payload: unknown, prefix = PREFIX): Promise<void> {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    this.broker.publish(`${prefix}/${name}`, text);
    await this.settle();
  }

  /** Turns the hands of the clock and lets the hub do what is due. */
  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.clock.advance(0);
    await this.hub.drained();
    await this.clock.advance(0);
  }

  /** Payloads of one class and name, oldest first. */
  heard(name: string): Record<string, unknown>[] {
    return this.sent
      .filter(({ topic }) => topic.endsWith(`/${name}`))
      .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
  }

  /** A GET whose answer is JSON. */
  async get<T>(url: string): Promise<T> {
    return (await this.app.inject({ url, headers: { host: '127.0.0.1' } })).json<T>();
  }
}

/** Started; stopped and removed after the test. */
export async function startHub(t: TestContext, options: BenchOptions = {}): Promise<HubBench> {
  const dataDir = options.dataDir ?? temporaryFolder(t);
  const bench = new HubBench({ ...(await fleetOf(t, dataDir)), ...options, dataDir });
  t.after(() => bench.hub.stop());
  bench.broker.observe(`${PREFIX}/+/+`, (message) => bench.sent.push(message));
  await bench.hub.start();
  await bench.settle();
  return bench;
}

/** The database of the hub, opened once more; closed after the test. */
export function openFleetOf(
  t: TestContext,
  { dataDir, fleetDatabase }: Pick<HubBench, 'dataDir' | 'fleetDatabase'>,
): FleetDatabase<FleetTables> {
  const fleet = openFleet<FleetTables>(
    fleetDatabase === undefined
      ? { engine: 'sqlite', path: join(dataDir, FLEET_FILE) }
      : { engine: 'postgres', url: fleetDatabase },
  );
  t.after(() => fleet.close());
  return fleet;
}

/** A database of a fleet without a hub. */
export async function newFleet(t: TestContext): Promise<FleetDatabase<FleetTables>> {
  const dataDir = temporaryFolder(t);
  const { fleetDatabase } = await fleetOf(t, dataDir);
  const fleet = openFleetOf(t, { dataDir, fleetDatabase });
  await migrateFleet(fleet, fleetMigrations(fleet.engine));
  return fleet;
}

/** With TAPWALL_TEST_POSTGRES, the URL of a server, every folder of a hub has a database of its own there. */
async function fleetOf(t: TestContext, dataDir: string): Promise<Pick<BenchOptions, 'fleetDatabase'>> {
  const server = process.env['TAPWALL_TEST_POSTGRES'];
  return server === undefined ? {} : { fleetDatabase: await databaseFor(t, server, dataDir) };
}

/** A folder that is removed after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-hub-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
