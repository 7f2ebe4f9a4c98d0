/** Everything a hub is made of. Nothing begins here. */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Store } from '../contract/domain.ts';
import type { SqliteDatabase } from '../sqlite/open.ts';
import { CurrentCatalogue } from './catalogue/current-catalogue.ts';
import { Deltas } from './catalogue/deltas.ts';
import { ProductFinder } from './catalogue/product-finder.ts';
import { ReplicaFiles } from './catalogue/replica-files.ts';
import { VersionWatch } from './catalogue/version-watch.ts';
import { Dispatch } from './dispatch.ts';
import { Exports } from './export/exports.ts';
import { FleetHealth } from './fleet-db/health.ts';
import { openFleet, type FleetAddress, type FleetDatabase } from './fleet-db/open.ts';
import { Purge } from './fleet-db/purge.ts';
import type { FleetTables } from './fleet-db/tables.ts';
import { Access } from './http/access.ts';
import { ConsoleStream } from './http/console-stream.ts';
import type { HubOptions } from './hub.ts';
import { createIdentity } from './identity/identity-parts.ts';
import type { IdentityTables } from './identity/tables.ts';
import { GroupCommitter } from './ingest/commit-group.ts';
import { IntentList } from './intents/intent-list.ts';
import { createIntents, type IntentParts } from './intents/intent-parts.ts';
import { USUAL_LIVES } from './intents/rules.ts';
import type { IntentTables } from './intents/tables.ts';
import { Ingest } from './ingest/ingest.ts';
import { kioskIdOf } from './kiosk-key.ts';
import { LogGate } from './log-gate.ts';
import { HubFigures } from './metrics/hub-figures.ts';
import { Overviews } from './overview.ts';
import { createPeople, type PeopleParts } from './people/people-parts.ts';
import type { PeopleTables } from './people/tables.ts';
import { readHubId } from './partition/hub-id.ts';
import { Membership } from './partition/membership.ts';
import { SOLE_OWNER } from './partition/ownership.ts';
import { Requests } from './requests/requests.ts';
import { HeldImports } from './import/pipeline/held.ts';
import { createSources } from './sources/create-sources.ts';
import { servicesGiven } from './sources/services-given.ts';
import { BindingStore } from './store/binding-store.ts';
import { CatalogueStore } from './store/catalogue-store.ts';
import { CustomerStore } from './store/customer-store.ts';
import { DesiredStore } from './store/desired-store.ts';
import { EventStore } from './store/event-store.ts';
import { IncidentStore } from './store/incident-store.ts';
import type { KioskRecord } from './store/kiosk-store.ts';
import { KioskStore } from './store/kiosk-store.ts';
import { LiveStock } from './store/live-stock.ts';
import { StreamStore } from './store/stream-store.ts';
import { TagCounterStore } from './store/tag-counter-store.ts';
import { Bindings } from './tags/bindings.ts';
import { TagChecks } from './tags/tag-checks.ts';
import { VariantSearch } from './tags/variant-search.ts';
import { Commander } from './twin/commander.ts';
import { DesiredCatalogue } from './twin/desired-catalogue.ts';
import { DesiredServices } from './twin/desired-services.ts';
import { DesiredSettings } from './twin/desired-settings.ts';
import { Fleet } from './twin/fleet.ts';
import { storeOf, Summaries } from './twin/summaries.ts';

export const FLEET_FILE = 'fleet.sqlite';
const CLIENT_DAYS = 90;
const KEEP = { events: 400, incidents: 365 } as const;

export type HubParts = ReturnType<typeof createParts>;

/** Where the fleet is: a file beside the catalogue, or the server that was named. */
export function fleetAddress({ dataDir, fleetDatabase }: HubOptions): FleetAddress {
  return fleetDatabase === undefined
    ? { engine: 'sqlite', path: join(dataDir, FLEET_FILE) }
    : { engine: 'postgres', url: fleetDatabase };
}

export function openFleetOf(options: HubOptions): FleetDatabase<FleetTables> {
  return openFleet<FleetTables>(fleetAddress(options));
}

export function createParts(
  options: HubOptions,
  { database, fleet: db }: { database: SqliteDatabase; fleet: FleetDatabase<FleetTables> },
) {
  const { dataDir, tenant, clock, random, logger, http } = options;
  const health = new FleetHealth(logger);
  const gate = new LogGate(clock);
  const common = { ...options, health, gate };
  const membership =
    db.engine === 'postgres'
      ? new Membership({ ...common, fleet: db, hubId: readHubId(dataDir, random) })
      : null;
  const ownership = membership ?? SOLE_OWNER;
  const catalogue = new CurrentCatalogue({ catalogue: new CatalogueStore(database) });
  const customers = new CustomerStore(database);
  const bindingStore = new BindingStore(db);
  const fleet = new Fleet({ ...common, ownership, store: new KioskStore(db) });
  const desired = new DesiredSettings({ ...common, store: new DesiredStore(db) });
  const commander = new Commander(options);
  const streams = new StreamStore(db);
  const figures: HubFigures = new HubFigures({
    ...common,
    committer: new GroupCommitter(db),
    fleet,
    ownership,
    streams,
    snags: () => intents.store.snags(),
    waiting: () => ingest.waiting,
    hubs: () => membership?.hubs.length ?? 1,
    sources: () => sources.summaries(),
    sourceIncidents: () => sources.incidents.open(),
    token: http.metricsToken,
  });
  const ingest = new Ingest({ ...common, committer: figures.committer });
  const tagVerifier = options.tagVerifier ?? null;
  const tags = new TagChecks({
    ...common,
    tagVerifier,
    counters: new TagCounterStore(db),
    hashOf: (key) => people.erasures.hashOf(key),
  });
  const watch: VersionWatch = new VersionWatch({ ...common, catalogue, bindings: bindingStore });
  const deltas = new Deltas({ dataDir, catalogue: new CatalogueStore(database), bindings: bindingStore });
  const variants = new VariantSearch(database);
  const bindings = new Bindings({
    ...options,
    store: bindingStore,
    customers,
    variants,
    changed: (revision) => {
      catalogue.bindingsAt(revision);
      watch.look();
    },
  });
  const liveStock = new LiveStock({ dataDir, clock, logger });
  const sources = createSources(options, {
    held: new HeldImports(database),
    applyOffers: (rows) => liveStock.applyOffers(rows),
  });
  const peopleSources = () =>
    options.peopleSources ?? [{ people: sources.people(), wishlist: sources.wishlist() }];
  const people: PeopleParts = createPeople({
    ...common,
    // The same database; these tables are made by a step of its own.
    db: db.db as unknown as Kysely<PeopleTables>,
    engine: db.engine,
    released: (kept) => intents.intents.released(kept),
    customers,
    variants,
    join: options.join ?? null,
    passKeys: options.passKeys ?? null,
    commander,
    nameOf: (kiosk, display) => namesOf(fleet.get(kioskIdOf(kiosk)), { display, stores: catalogue.stores() }),
    sources: peopleSources,
  });
  const intents: IntentParts = createIntents({
    ...common,
    // The same database; these tables are made by a step of its own.
    db: db.db as unknown as Kysely<IntentTables>,
    engine: db.engine,
    catalogue: new CatalogueStore(database),
    orders: () => (options.orderSource === undefined ? sources.orders() : options.orderSource()),
    variants,
    ownership,
    personOf: (kioskId, token) => people.recognitions.personOf(kioskId, token),
    fence: people.fence,
    lives: options.intentLives ?? USUAL_LIVES,
  });
  const desiredServices = new DesiredServices({
    ...options,
    services: () =>
      servicesGiven({
        sources,
        catalogue,
        customers,
        people: peopleSources,
        visits: people.visits,
        intents: intents.intents,
      }),
  });
  const desiredCatalogue = new DesiredCatalogue({
    ...options,
    catalogue,
    stockAsOf: () => sources.stockAsOf(),
  });
  const requests = new Requests({
    ...common,
    services: desiredServices,
    stockAge: desiredCatalogue,
    people: people.people,
    intents: intents.intents,
    visits: people.visits,
    tags,
    bindings,
    catalogue,
    fleet,
    desired,
  });
  const summaries = new Summaries({
    incidents: new IncidentStore(db),
    streams,
    desired,
    stores: catalogue,
  });
  const overviews = new Overviews({ tenant, catalogue, fleet, summaries });
  const identity = createIdentityOf(options, { db, catalogue });
  return {
    gate,
    health,
    membership,
    ownership,
    catalogue,
    bindingStore,
    events: new EventStore(db),
    fleet,
    desired,
    commander,
    ingest,
    figures,
    summaries,
    overviews,
    intents,
    intentList: new IntentList({ catalogue, offers: new CatalogueStore(database), variants, fleet }),
    watch,
    stream: new ConsoleStream({
      overview: () => overviews.now(),
      sources: () => sources.answer(),
      clock,
      logger,
    }),
    bindings,
    variants,
    deltas,
    finder: new ProductFinder(database),
    replicas: new ReplicaFiles({
      dataDir,
      bindings: bindingStore,
      leadsOn: (version) => deltas.leadsOn(version),
      clock,
    }),
    desiredServices,
    desiredCatalogue,
    purge: new Purge({ ...common, fleet: db, days: options.keepDays ?? KEEP }),
    identity,
    liveStock,
    sources,
    people,
    exports: new Exports({
      ...options,
      database: db,
      catalogue: new CatalogueStore(database),
      fleet,
      ownership,
    }),
    access: new Access({
      token: http.token,
      kiosk: (token) => identity.identities.bearer(token),
      clock,
      random,
    }),
    dispatch: new Dispatch({ ...common, ownership, ingest, fleet, desired, commander, requests }),
  };
}

/** A kiosk that has told nothing yet is called by the names in its address. */
function namesOf(
  kiosk: KioskRecord | undefined,
  { display, stores }: { display: string; stores: readonly Store[] },
): { display: string; store: string } {
  const name = kiosk?.displays.find(({ id }) => id === display)?.name ?? display;
  return { display: name, store: (kiosk && storeOf(kiosk, stores))?.name ?? '' };
}

function createIdentityOf(
  options: HubOptions,
  { db, catalogue }: { db: FleetDatabase<FleetTables>; catalogue: CurrentCatalogue },
) {
  const { root, tenant, loyaltyKey, kioskBroker, clientDays } = options;
  return createIdentity({
    ...options,
    // The same database; these tables are made by a step of its own.
    db: db.db as unknown as Kysely<IdentityTables>,
    engine: db.engine,
    clientDays: clientDays ?? CLIENT_DAYS,
    facts: {
      root,
      tenant,
      loyaltyKey: Buffer.from(loyaltyKey).toString('hex'),
      broker: () => kioskBroker?.() ?? '',
      storeName: async (code) => catalogue.stores().find(({ storeCode }) => storeCode === code)?.name ?? null,
    },
  });
}
