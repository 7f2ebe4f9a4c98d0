/** The platform's end: fleet, events, catalogue, people and the console's interface. Composition only. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { JWTVerifyGetKey } from 'jose';
import { reportOf } from '../contract/intents.ts';
import { hubFilters } from '../contract/topics.ts';
import { BrokerError } from '../errors.ts';
import type { MqttLink } from '../link/mqtt-link.ts';
import { isLoopback } from '../loopback.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { SqliteDatabase } from '../sqlite/open.ts';
import { FleetHome } from './fleet-db/home.ts';
import { moveOldFleet } from './fleet-db/move-old.ts';
import type { FleetDatabase } from './fleet-db/open.ts';
import type { FleetTables } from './fleet-db/tables.ts';
import { sweepImports } from './import/pipeline/import-lock.ts';
import { addConsoleRoutes } from './http/console-routes.ts';
import { addHandoverRoutes } from './http/handover-routes.ts';
import { addIntentRoutes } from './http/intent-routes.ts';
import { addKioskRoutes } from './http/kiosk-routes.ts';
import { addPairingRoutes } from './http/pairing-routes.ts';
import { addPageRoutes } from './http/page-routes.ts';
import { createServer, listen } from './http/server.ts';
import { addSourcesRoutes } from './http/sources-routes.ts';
import { addTagRoutes } from './http/tag-routes.ts';
import type { IntentLives } from './intents/rules.ts';
import { partsOf } from './kiosk-key.ts';
import { createParts, openFleetOf, type HubParts } from './parts.ts';
import type { OrderSource } from './sources/ports.ts';
import { addPeopleRoutes } from './people/erase/people-routes.ts';
import { addJoinRoutes } from './people/join/join-routes.ts';
import type { JoinOptions, PeopleBundle } from './people/people-parts.ts';
import { HUB_FILE, openHubDatabase } from './store/schema.ts';
import type { SourceKind } from './sources/source-kind.ts';
import type { TagVerifier } from './tags/tag-verifier.ts';
import type { KioskRecord } from './store/kiosk-store.ts';

export interface HubHttp {
  host: string;
  /** 0: any free one. */
  port: number;
  /** Guards everything; required when `host` is not loopback, and behind a proxy. */
  token?: string;
  /** Shows `/metrics` and nothing else. */
  metricsToken?: string;
  /** Takes over hand-overs and nothing else. */
  tillToken?: string;
  /** PEM texts for HTTPS, or names for which the fleet's authority makes a certificate at every start. */
  tls?: { cert: string; key: string } | { names: readonly string[] };
  /** A proxy near by ends TLS. */
  behindProxy?: boolean;
}

export type FleetIdentity = Pick<HubParts['identity'], 'authority' | 'identities'>;

export interface HubOptions {
  /** Holds `hub.sqlite`, `fleet.sqlite`, `media/` and `replica/`; made when it is missing. */
  dataDir: string;
  /** Started and stopped by the hub. */
  link: MqttLink;
  root: string;
  tenant: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  http: HubHttp;
  /** The broker that goes with the hub, when it needs the identities of the fleet: started before the link, stopped after it. */
  broker?: (identity: FleetIdentity) => Promise<{ stop(): Promise<void> }>;
  /** URL of the broker as paired kiosks reach it. */
  kioskBroker?: () => string;
  /** Days that the certificate of a kiosk lives; default 90. */
  clientDays?: number;
  /** Announces the kiosks to Home Assistant under this first level; undefined: not at all. */
  homeAssistant?: string;
  /** The built interface; null: no pages. */
  uiDir: string | null;
  /** Keys the hashes of cards; at least as long as those that kiosks use, because it is the same. */
  loyaltyKey: Uint8Array;
  /** Who knows customers beside the import, in the order in which they are asked. */
  peopleSources?: readonly PeopleBundle[];
  /** The shop's own system that takes orders; left out: that of the configured sources. */
  orderSource?: () => OrderSource | undefined;
  /** Recognises shoppers by their phones; left out: not. */
  join?: JoinOptions;
  /** Keys of the codes that phones show; left out: none is taken. */
  passKeys?: JWTVerifyGetKey;
  /** Opens the messages of signed tags; without one, no tag is known to be genuine. */
  tagVerifier?: TagVerifier | null;
  /** `postgres://…` of the server that several hubs share; left out: `fleet.sqlite` of this hub alone. */
  fleetDatabase?: string;
  /** Days that events are kept, and incidents after their end; 0: for ever. */
  keepDays?: { events: number; incidents: number };
  /** How long what shoppers want may take; left out: as usual. */
  intentLives?: IntentLives;
  /** Folder of the files that say what is connected; left out: `sources.d` in `dataDir`. */
  sourcesDir?: string;
  /** What those files may name; left out: all kinds there are. */
  sourceKinds?: readonly SourceKind[];
  version: string;
}

/** What runs between start and stop. */
interface Running {
  database: SqliteDatabase;
  fleet: FleetDatabase<FleetTables>;
  home: FleetHome;
  app: FastifyInstance | undefined;
  broker: { stop(): Promise<void> } | undefined;
  parts: HubParts;
  undo: (() => void)[];
}

export class Hub {
  readonly #options: HubOptions;
  #running: Running | undefined;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /**
   * Resolves once HTTP answers; the link connects on its own, and so does a database server that is away.
   * @throws BrokerError TW_HUB_TOKEN_REQUIRED | TW_TLS_REQUIRED | TW_AUTHORITY_UNUSABLE | TW_DATABASE_DAMAGED | TW_SQLITE_TOO_OLD | TW_PORT_TAKEN
   */
  async start(): Promise<{ url: string }> {
    const { http } = this.#options;
    // Who a proxy lets through comes from anywhere, however the hub itself is bound.
    if ((!isLoopback(http.host) || http.behindProxy) && !http.token)
      throw new BrokerError('TW_HUB_TOKEN_REQUIRED');
    if (!isLoopback(http.host) && !http.tls && !http.behindProxy) throw new BrokerError('TW_TLS_REQUIRED');
    const running = this.#open();
    this.#running = running;
    try {
      const url = await this.#begin(running);
      return { url };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** What was received is committed and acknowledged first. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    const { database, fleet, home, app, broker, parts, undo } = running;
    for (const each of undo) each();
    await home.stop();
    await parts.sources.stop();
    parts.liveStock.stop();
    await parts.watch.stop();
    await parts.purge.stop();
    await parts.intents.expiry.stop();
    await parts.intents.placer.stop();
    parts.figures.stop();
    await parts.people.erase.stop();
    parts.people.visits.stop();
    parts.fleet.stop();
    parts.stream.stop();
    await drain(parts);
    await parts.membership?.stop();
    parts.identity.stop();
    await this.#options.link.stop();
    await broker?.stop();
    await app?.close();
    await fleet.close();
    database.close();
  }

  /** Resolves once everything that was received is committed, answered and stored, or could not be. */
  async drained(): Promise<void> {
    if (this.#running) await drain(this.#running.parts);
  }

  /** False until feeds have been imported. */
  hasCatalogue(): boolean {
    return this.#running !== undefined && this.#running.parts.catalogue.version() !== '';
  }

  /** The HTTP interface, for tests that need no socket. Undefined before start and after stop. */
  get app(): FastifyInstance | undefined {
    return this.#running?.app;
  }

  #open(): Running {
    const { dataDir, clock } = this.#options;
    mkdirSync(dataDir, { recursive: true });
    sweepImports(dataDir);
    const database = openHubDatabase(join(dataDir, HUB_FILE), { check: true });
    try {
      const fleet = openFleetOf(this.#options);
      const parts = createParts(this.#options, { database, fleet });
      const load = (): Promise<void> => this.#load({ database, fleet, parts });
      const home = new FleetHome({ fleet, health: parts.health, load, clock });
      return { database, fleet, home, app: undefined, broker: undefined, parts, undo: [] };
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** What the fleet's database knows, once it answers. */
  async #load({ database, fleet, parts }: Pick<Running, 'database' | 'fleet' | 'parts'>): Promise<void> {
    if (await moveOldFleet(database, fleet))
      this.#options.logger.info({}, 'the fleet was moved to a database of its own');
    await parts.identity.start();
    await parts.membership?.start();
    await parts.fleet.load();
    await parts.desired.load();
    await parts.people.erase.sweep();
    parts.catalogue.bindingsAt(await parts.bindingStore.revision());
    this.#greet(parts);
  }

  async #begin(running: Running): Promise<string> {
    const { link, root, tenant, http, broker } = this.#options;
    const { parts, home, undo } = running;
    await home.start();
    await parts.sources.start();
    running.broker = await broker?.(parts.identity);
    const app = await this.#createServer(parts);
    running.app = app;
    parts.fleet.start();
    undo.push(...this.#connect(parts));
    parts.watch.start(parts.catalogue.version());
    parts.liveStock.start();
    parts.purge.start();
    parts.intents.expiry.start();
    parts.intents.placer.start();
    parts.people.erase.start();
    parts.figures.start();
    parts.stream.start();
    await parts.replicas.tidy(parts.catalogue.version());
    await this.#addRoutes(app, running);
    const url = await listen(app, http);
    await link.subscribe(hubFilters(root, tenant));
    await link.start();
    return url;
  }

  async #createServer({ identity }: HubParts): Promise<FastifyInstance> {
    const { logger, http } = this.#options;
    const { host, tls, behindProxy = false } = http;
    const own = tls && 'names' in tls ? await identity.authority.issueServer(tls.names) : tls;
    return createServer({ host, logger, behindProxy, ...(own && { tls: { cert: own.cert, key: own.key } }) });
  }

  async #addRoutes(app: FastifyInstance, { parts, home }: Running): Promise<void> {
    const { dataDir, uiDir, version, clock, logger, http } = this.#options;
    app.get('/health', async () => ({
      ok: home.ready && parts.health.works,
      version,
      catalogue: parts.catalogue.version(),
    }));
    parts.access.addRoutes(app);
    addKioskRoutes(app, { ...parts, dataDir, clock });
    addConsoleRoutes(app, parts);
    addTagRoutes(app, parts);
    const { intents } = parts.intents;
    addIntentRoutes(app, { intents, list: parts.intentList, access: parts.access });
    addHandoverRoutes(app, { ...this.#options, ...parts, intents, tillToken: http.tillToken });
    addSourcesRoutes(app, parts);
    addPeopleRoutes(app, { ...parts.people, access: parts.access });
    addPairingRoutes(app, { ...parts.identity, access: parts.access });
    parts.exports.addRoutes(app, parts.access);
    parts.figures.addRoutes(app, parts.access);
    if (parts.people.visits.offered) await addJoinRoutes(app, { ...parts.people, ...parts, logger });
    await addPageRoutes(app, uiDir);
  }

  /** Who hears of what. */
  #connect(parts: HubParts): (() => void)[] {
    const { link } = this.#options;
    const { fleet, stream, ingest, watch, replicas, dispatch, liveStock } = parts;
    return [
      ...this.#share(parts),
      parts.exports.start(),
      link.onMessage(dispatch.receive),
      link.onConnection((connected) => {
        if (connected) this.#greet(parts);
      }),
      fleet.onBirth((kiosk) => welcome(kiosk, parts)),
      fleet.onChanged(() => stream.overviewChanged()),
      parts.intents.intents.onChanged((intent) => {
        parts.commander.report(partsOf(intent.kioskId), reportOf(intent));
        stream.intentsChanged();
      }),
      parts.sources.onChanged(() => {
        stream.sourcesChanged();
        parts.desiredServices.look(() => ownKiosks(parts));
        parts.desiredCatalogue.look(() => ownKiosks(parts));
      }),
      ingest.onCommitted((lines) => {
        stream.activity(lines);
        stream.overviewChanged();
      }),
      liveStock.onChanged(() => watch.look()),
      watch.onChanged((version) => {
        parts.desiredServices.look(() => ownKiosks(parts));
        parts.desiredCatalogue.publish(ownKiosks(parts));
        stream.overviewChanged();
        // A file that cannot be removed now goes with the next version.
        replicas.tidy(version).catch(() => undefined);
      }),
    ];
  }

  /** What other hubs have done, and what becomes this hub's when one of them is gone. */
  #share({ membership, fleet, desired, stream }: HubParts): (() => void)[] {
    if (!membership) return [];
    return [
      membership.onChanged((isNew) => fleet.adopt(isNew)),
      membership.onBeat(async () => {
        await fleet.load();
        if (await desired.refresh()) stream.overviewChanged();
        stream.intentsChanged();
      }),
    ];
  }

  /** After every connect: a broker may have forgotten what it retained, and a kiosk may have missed what was sent. */
  #greet(parts: HubParts): void {
    for (const kiosk of ownKiosks(parts)) welcome(kiosk, parts);
  }
}

function ownKiosks({ fleet, ownership }: HubParts): KioskRecord[] {
  return fleet.all().filter(({ store }) => ownership.owns(store));
}

function welcome(kiosk: KioskRecord, parts: HubParts): void {
  const { ownership, desired, desiredCatalogue, desiredServices, commander } = parts;
  if (!ownership.owns(kiosk.store)) return;
  desired.publish(kiosk);
  desiredServices.publish([kiosk]);
  desiredCatalogue.publish([kiosk]);
  commander.sync(kiosk);
}

async function drain({
  dispatch,
  ingest,
  fleet,
  watch,
  membership,
  sources,
  intents,
}: HubParts): Promise<void> {
  await watch.drained();
  await membership?.drained();
  await sources.drained();
  await dispatch.drained();
  await intents.placer.drained();
  await intents.expiry.drained();
  await ingest.drained();
  await fleet.drained();
}
