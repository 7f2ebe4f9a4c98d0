/** The platform's end: fleet, events, catalogue, people and the console's interface. Composition only. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { hubFilters } from '../contract/topics.ts';
import { BrokerError } from '../errors.ts';
import type { MqttLink } from '../link/mqtt-link.ts';
import { isLoopback } from '../loopback.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { SqliteDatabase } from '../sqlite/open.ts';
import { ReplicaFiles } from './catalogue/replica-files.ts';
import { VersionWatch } from './catalogue/version-watch.ts';
import { Dispatch } from './dispatch.ts';
import { Access } from './http/access.ts';
import { addConsoleRoutes } from './http/console-routes.ts';
import { ConsoleStream } from './http/console-stream.ts';
import { addKioskRoutes } from './http/kiosk-routes.ts';
import { addTagRoutes } from './http/tag-routes.ts';
import { addPageRoutes } from './http/page-routes.ts';
import { createServer, listen } from './http/server.ts';
import { BatchCommitter } from './ingest/commit-batch.ts';
import { Ingest } from './ingest/ingest.ts';
import { Overviews } from './overview.ts';
import { Requests } from './requests/requests.ts';
import { BindingStore } from './store/binding-store.ts';
import { CatalogueStore } from './store/catalogue-store.ts';
import { CustomerStore } from './store/customer-store.ts';
import { DesiredStore } from './store/desired-store.ts';
import { EventStore } from './store/event-store.ts';
import { IncidentStore } from './store/incident-store.ts';
import { KioskStore } from './store/kiosk-store.ts';
import { HUB_FILE, openHubDatabase } from './store/schema.ts';
import { StreamStore } from './store/stream-store.ts';
import { TagCounterStore } from './store/tag-counter-store.ts';
import { Bindings } from './tags/bindings.ts';
import { TagChecks } from './tags/tag-checks.ts';
import { VariantSearch } from './tags/variant-search.ts';
import type { TagVerifier } from './tags/tag-verifier.ts';
import { Commander } from './twin/commander.ts';
import { DesiredSettings } from './twin/desired-settings.ts';
import { Fleet } from './twin/fleet.ts';
import { Summaries } from './twin/summaries.ts';

export interface HubOptions {
  /** Holds `hub.sqlite`, `media/` and `replica/`; made when it is missing. */
  dataDir: string;
  /** Started and stopped by the hub. */
  link: MqttLink;
  root: string;
  tenant: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** `token` guards everything and is required when `host` is not loopback. Port 0: any free one. */
  http: { host: string; port: number; token?: string };
  /** The built interface; null: no pages. */
  uiDir: string | null;
  /** Keys the hashes of cards; at least as long as those that kiosks use, because it is the same. */
  loyaltyKey: Uint8Array;
  /** Opens the messages of signed tags; without one, no tag is known to be genuine. */
  tagVerifier?: TagVerifier | null;
  version: string;
}

/** What runs between start and stop. */
interface Running {
  database: SqliteDatabase;
  app: FastifyInstance;
  parts: Parts;
  undo: (() => void)[];
}

type Parts = ReturnType<typeof createParts>;

export class Hub {
  readonly #options: HubOptions;
  #running: Running | undefined;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /**
   * Resolves once HTTP answers; the link connects on its own.
   * @throws BrokerError TW_HUB_TOKEN_REQUIRED | TW_DATABASE_DAMAGED | TW_SQLITE_TOO_OLD | TW_PORT_TAKEN
   */
  async start(): Promise<{ url: string }> {
    const { http, dataDir } = this.#options;
    if (!isLoopback(http.host) && !http.token) throw new BrokerError('TW_HUB_TOKEN_REQUIRED');
    mkdirSync(dataDir, { recursive: true });
    const database = openHubDatabase(join(dataDir, HUB_FILE), { check: true });
    const parts = createParts(this.#options, database);
    const app = createServer({ host: http.host, logger: this.#options.logger });
    this.#running = { database, app, parts, undo: [] };
    try {
      const url = await this.#open(this.#running);
      return { url };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    const { database, app, parts, undo } = running;
    for (const each of undo) each();
    parts.watch.stop();
    parts.fleet.stop();
    parts.stream.stop();
    await this.#options.link.stop();
    await app.close();
    database.close();
  }

  /** False until feeds have been imported. */
  hasCatalogue(): boolean {
    return this.#running !== undefined && this.#running.parts.catalogue.version() !== '';
  }

  /** The HTTP interface, for tests that need no socket. Undefined before start and after stop. */
  get app(): FastifyInstance | undefined {
    return this.#running?.app;
  }

  async #open({ app, parts, undo }: Running): Promise<string> {
    const { link, root, tenant, http } = this.#options;
    parts.fleet.start();
    parts.desired.start();
    undo.push(...this.#connect(parts));
    parts.watch.start();
    parts.stream.start();
    await parts.replicas.keepOnly(parts.catalogue.version());
    await this.#addRoutes(app, parts);
    const url = await listen(app, http);
    await link.subscribe(hubFilters(root, tenant));
    await link.start();
    return url;
  }

  async #addRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
    const { dataDir, uiDir, version } = this.#options;
    app.get('/health', async () => ({ ok: true, version, catalogue: parts.catalogue.version() }));
    parts.access.addRoutes(app);
    addKioskRoutes(app, { ...parts, dataDir });
    addConsoleRoutes(app, parts);
    addTagRoutes(app, parts);
    await addPageRoutes(app, uiDir);
  }

  /** Who hears of what. */
  #connect(parts: Parts): (() => void)[] {
    const { link } = this.#options;
    const { fleet, desired, commander, stream, ingest, watch, replicas, dispatch } = parts;
    return [
      link.onMessage(dispatch.receive),
      link.onConnection((connected) => {
        if (!connected) return;
        for (const kiosk of fleet.all()) {
          desired.publish(kiosk);
          commander.sync(kiosk);
        }
      }),
      fleet.onBirth((kiosk) => {
        desired.publish(kiosk);
        commander.sync(kiosk);
      }),
      fleet.onChanged(() => stream.overviewChanged()),
      ingest.onCommitted((_kiosk, lines) => {
        stream.activity(lines);
        stream.overviewChanged();
      }),
      watch.onChanged((version) => {
        for (const kiosk of fleet.all()) commander.sync(kiosk);
        stream.overviewChanged();
        // A file that cannot be removed now goes with the next version.
        replicas.keepOnly(version).catch(() => undefined);
      }),
    ];
  }
}

function createParts(options: HubOptions, database: SqliteDatabase) {
  const { dataDir, tenant, clock, random, http } = options;
  const catalogue = new CatalogueStore(database);
  const customers = new CustomerStore(database);
  const events = new EventStore(database);
  const fleet = new Fleet({ ...options, store: new KioskStore(database) });
  const desired = new DesiredSettings({ ...options, store: new DesiredStore(database) });
  const commander = new Commander(options);
  const ingest = new Ingest({ ...options, committer: new BatchCommitter(database) });
  const tags = new TagChecks({
    ...options,
    tagVerifier: options.tagVerifier ?? null,
    counters: new TagCounterStore(database),
  });
  const watch = new VersionWatch({ ...options, database, catalogue });
  const variants = new VariantSearch(database);
  const bindings = new Bindings({
    ...options,
    store: new BindingStore(database),
    customers,
    variants,
    changed: () => watch.touched(),
  });
  const requests = new Requests({ ...options, customers, tags, bindings, catalogue, fleet });
  const incidents = new IncidentStore(database);
  const summaries = new Summaries({
    incidents,
    streams: new StreamStore(database),
    desired,
    stores: catalogue,
  });
  const overviews = new Overviews({ tenant, catalogue, fleet, summaries });
  const stream = new ConsoleStream({ overview: () => overviews.now(), clock });
  const replicas = new ReplicaFiles(dataDir);
  const access = new Access({ token: http.token, clock, random });
  const dispatch = new Dispatch({ ...options, ingest, fleet, desired, commander, requests });
  return {
    catalogue,
    events,
    fleet,
    desired,
    commander,
    ingest,
    summaries,
    overviews,
    stream,
    watch,
    bindings,
    variants,
    replicas,
    access,
    dispatch,
  };
}
