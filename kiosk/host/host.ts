/**
 * A kiosk, put together: hardware → readings → sessions → screens, and events → outbox → platform.
 * Reads like a table of contents; what each part does is in the part.
 */
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { DeviceManager } from '../../device/manager.ts';
import type { NewEvent } from '../../broker/contract/events.ts';
import { toTopicLevel, type KioskAddress } from '../../broker/contract/topics.ts';
import { Outbox } from '../../broker/outbox/outbox.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import type { LoadedSettings } from '../config/load.ts';
import { DesiredSettings } from '../displays/desired-settings.ts';
import { Incidents } from '../displays/incidents.ts';
import { TapTraces } from '../displays/tap-trace.ts';
import { realDevices } from '../hardware/real-hardware.ts';
import { VirtualHardware } from '../hardware/virtual-hardware.ts';
import { buildServer, listen } from '../http/server.ts';
import { Lab, type DemoCard } from '../lab/lab.ts';
import { labShelf } from '../lab/shelf.ts';
import { MediaCache } from '../media/media-cache.ts';
import { prefetchList } from '../media/media-file.ts';
import { Replica } from '../replica/replica.ts';
import { CatalogueSync } from './catalogue-sync.ts';
import { Commitments } from './commitments.ts';
import { DeviceWatch, deviceState } from './device-watch.ts';
import { createDisplays, displayStates } from './display-set.ts';
import { hubFetch } from './hub-fetch.ts';
import { idFactory } from './ids.ts';
import { LinkWatch } from './link-watch.ts';
import { People } from './people.ts';
import { createPlatform, sourceOf } from './platform.ts';
import { ReadingRouter } from './reading-router.ts';
import { StateReports } from './state-reports.ts';

/** Pictures fetched ahead, so that the first tap of the day finds them here. */
const PICTURE_WIDTH = 1080;
const ATTRACT_PICTURES = 8;

export interface HostOptions {
  settings: LoadedSettings;
  /** Code of the store; decides topics and which stock is "here". */
  storeCode: string;
  clock: Clock;
  random: Random;
  logger: Logger;
  version: string;
  uiDir: string | null;
  loyaltyKey: Uint8Array | null;
  hubToken: string | null;
  brokerPassword: string | null;
  /** Cards that the lab offers. */
  cards: readonly DemoCard[];
}

export class Host {
  readonly #options: HostOptions;
  readonly #parts: ReturnType<typeof assemble>;
  #server: FastifyInstance | null = null;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#parts = assemble(options);
  }

  /** @throws KioskError TW_PORT_TAKEN, TW_DATA_DIR */
  async start(): Promise<{ url: string }> {
    const { outbox, replica, desired, media, platform, manager, reports, virtual } = this.#parts;
    const { values } = this.#options.settings;
    outbox.start();
    replica.start();
    desired.start();
    await media.start();
    this.#server = await buildServer(this.#parts.server);
    const url = await listen(this.#server, { host: values.kioskHost, port: values.kioskPort });
    reports.start();
    await platform.uplink.start();
    await platform.downlink.start();
    await platform.link.start();
    for (const device of await realDevices(this.#options.settings, this.#options)) await manager.add(device);
    for (const device of virtual?.devices() ?? []) await manager.add(device);
    await manager.start();
    this.#parts.prefetch();
    return { url };
  }

  /** Ends sessions, then closes from the outside in; the outbox last, so that the last events are kept. */
  async stop(): Promise<void> {
    const { outbox, replica, media, platform, manager, reports, sync, displays } = this.#parts;
    await manager.stop();
    for (const display of displays.values()) display.stop();
    await this.#server?.close();
    sync.stop();
    reports.stop();
    await platform.uplink.stop();
    await platform.downlink.stop();
    await platform.link.stop();
    await media.stop();
    replica.stop();
    outbox.stop();
  }

  /** True once there is something to show. */
  hasCatalogue(): boolean {
    return this.#parts.replica.version() !== '';
  }
}

function assemble(options: HostOptions) {
  const { clock, random, logger, storeCode } = options;
  const { values } = options.settings;
  const dir = join(values.data, 'kiosk');
  const newId = idFactory(clock, random);
  const address: KioskAddress = {
    root: values.root,
    tenant: values.tenant,
    store: toTopicLevel(storeCode),
    kiosk: values.kiosk,
  };
  const boot = newId();

  const outbox = new Outbox({
    path: join(dir, 'outbox.sqlite'),
    source: sourceOf(address),
    clock,
    random,
    logger,
  });
  const replica = new Replica({ path: join(dir, 'replica.sqlite'), clock, logger });
  const desired = new DesiredSettings({ path: join(dir, 'desired.json'), displays: values.displays, logger });
  const append = (event: NewEvent): void => void outbox.append(event);
  const incidents = new Incidents({ clock, logger, newId, append });
  const platform = createPlatform({
    settings: values,
    address,
    boot,
    password: options.brokerPassword,
    outbox,
    clock,
    random,
    logger,
  });
  const network = (): boolean => platform.link.open;
  const hub = { hub: values.hub, fetch: hubFetch(network, options.hubToken) };
  const media = new MediaCache({ folder: join(dir, 'media'), ...hub, clock, logger });
  const people = new People({ downlink: platform.downlink, loyaltyKey: options.loyaltyKey, logger });
  const commitments = new Commitments();
  outbox.onAcknowledged((sequence) => {
    commitments.committed(sequence);
    reports.depthChanged();
  });
  outbox.onAppended(() => reports.depthChanged());
  outbox.onTrouble((trouble) =>
    trouble
      ? incidents.open('outbox', trouble.code, trouble.message)
      : incidents.close('outbox', 'Events are kept on disk again.'),
  );

  const displays = createDisplays({
    configs: values.displays,
    storeCode: () => storeCode,
    replica,
    outbox,
    desired,
    people,
    commitments,
    clock,
    logger,
    newId,
    online: () => platform.link.connected,
    changed: () => reports.displaysChanged(),
  });
  const traces = new TapTraces();
  const router = new ReadingRouter({ displays, catalogue: replica, traces, newId, logger });
  const manager = new DeviceManager({ clock, logger });
  const devices = () => manager.health().map(deviceState);
  const reports = new StateReports({
    downlink: platform.downlink,
    clock,
    presence: () => ({
      boot,
      version: options.version,
      storeCode,
      catalogue: replica.version(),
      outboxDepth: outbox.depth(),
    }),
    devices,
    displays: () => displayStates(displays),
    reported: () => desired.reported(),
  });
  const watch = new DeviceWatch({
    incidents,
    append,
    changed: () => reports.devicesChanged(),
    lost: (device) => router.presenceUnknown(device),
    expected: expectedDevices(options.settings),
  });
  manager.subscribe({
    reading: (reading) => router.route(reading),
    health: (health) => watch.health(health),
  });

  const prefetch = (): void =>
    media.prefetch(prefetchList(replica, { width: PICTURE_WIDTH, attract: ATTRACT_PICTURES }));
  const sync = new CatalogueSync({
    downlink: platform.downlink,
    replica,
    hub,
    clock,
    random,
    logger,
    loaded: () => {
      for (const display of displays.values()) display.dispatch({ type: 'catalogue_changed' });
      reports.presenceChanged();
      prefetch();
    },
  });
  const linkWatch = new LinkWatch({
    incidents,
    clock,
    refresh: () => displays.forEach((display) => display.refresh()),
    connected: () => sync.look(),
  });
  platform.link.onConnection((connected) => linkWatch.connection(connected));
  platform.downlink.onDesired((message) => {
    if (desired.accept(message))
      for (const display of displays.values()) display.dispatch({ type: 'settings_changed' });
    reports.configChanged();
  });
  platform.downlink.onCommand(async (name, message) => {
    if (name === 'sync') {
      reports.everything();
      sync.look();
      return { ok: true };
    }
    const wanted = 'display' in message ? message.display : undefined;
    const targets = [...displays.values()].filter(
      ({ config }) => wanted === undefined || config.id === wanted,
    );
    for (const display of targets)
      display.broadcast(name === 'reload' ? { type: 'reload' } : { type: 'identify', seconds: 8 });
    const shown = targets.reduce((sum, { viewers }) => sum + viewers, 0);
    return shown > 0
      ? { ok: true }
      : { ok: false, code: 'TW_NOT_FOUND', message: 'No browser shows this display now.' };
  });

  const virtual =
    values.virtualHardware === 'off' ? null : new VirtualHardware(values.displays, { clock, logger });
  const lab =
    virtual &&
    new Lab({
      hardware: virtual,
      displays: values.displays,
      cards: options.cards,
      clock,
      shelf: () => labShelf(replica),
      gtinOf: (sku) => replica.variant(sku)?.gtins[0],
      devices,
      network: { up: network, set: (up) => platform.link.setGate(up) },
      outboxDepth: () => outbox.depth(),
    });
  const server = {
    catalogue: replica,
    pictures: media,
    traces,
    displays,
    lab,
    uiDir: options.uiDir,
    clock,
    logger,
    searched: (display: string, term: string, results: number) =>
      void displays.get(display)?.dispatch({ type: 'searched', term, results }),
    health: () => ({
      status: 'ok',
      version: options.version,
      catalogue: replica.version(),
      outbox: {
        depth: outbox.depth(),
        oldestAt: outbox.oldestAt(),
        epoch: outbox.epoch,
        sequence: outbox.lastSequence(),
      },
      platform: platform.uplink.status(),
      devices: devices(),
      displays: displayStates(displays),
      incidents: incidents.current(),
    }),
  };
  return {
    outbox,
    replica,
    desired,
    media,
    platform,
    manager,
    reports,
    sync,
    displays,
    virtual,
    server,
    prefetch,
  };
}

/** Devices that a file, the environment or a flag names: somebody expects them to be there. */
function expectedDevices({ values, origins }: LoadedSettings): Set<string> {
  const readers = origins.readers === 'default' ? [] : values.readers.map(({ id }) => id);
  const radars = values.radars.map(({ id }) => id);
  return new Set([...readers, ...radars, ...(values.radar === '' ? [] : ['radar-1'])]);
}
