/** Makes the parts of a kiosk and connects them. Nothing runs yet: `Host.start` does that. */
import { join } from 'node:path';
import { DeviceManager } from '../../device/manager.ts';
import type { NewEvent } from '../../broker/contract/events.ts';
import { Incidents } from '../displays/incidents.ts';
import { TapTraces } from '../displays/tap-trace.ts';
import { VirtualHardware } from '../hardware/virtual-hardware.ts';
import { KnownProducts } from '../outside/known-products.ts';
import { OutsideProducts } from '../outside/outside-products.ts';
import { createHardware } from './devices.ts';
import { CatalogueSync } from './catalogue-sync.ts';
import { Commitments } from './commitments.ts';
import type { HostContext } from './context.ts';
import { deviceState } from './device-watch.ts';
import { createDisplays, displayStates } from './display-set.ts';
import { EventLog } from './event-log.ts';
import { KioskFigures } from './figures.ts';
import type { IdentityKeeper } from '../pairing/identity-keeper.ts';
import { hubFetch, type HubAccess } from './hub-fetch.ts';
import { createKeeper } from './keep-identity.ts';
import { DoubtfulWishes } from './doubtful-wishes.ts';
import { IntentDesk } from './intent-desk.ts';
import { LinkWatch } from './link-watch.ts';
import { OutboxWatch } from './outbox-watch.ts';
import type { Parts } from './parts.ts';
import { People } from './people.ts';
import { createPlatform } from './platform.ts';
import { ReadingRouter } from './reading-router.ts';
import { PhoneVisits } from './phone-visits.ts';
import { SignedTags } from './signed-tags.ts';
import { StateReports } from './state-reports.ts';
import { createStores } from './stores.ts';
import { createTagMaking, signalOutcome } from './tag-making.ts';
import { Withdrawal } from './withdrawal.ts';
import { checkStore, repaint, wireDevices, wirePlatform } from './wiring.ts';

export function assemble(context: HostContext): Parts {
  const { values, clock, random, logger, newId, storeCode, loyaltyKey } = context;
  const isPlugged = (): boolean => platform.link.open;
  const hub = {
    hub: values.hub,
    fetch: hubFetch(
      isPlugged,
      hubAccess(context, () => keeper),
    ),
  };
  const stores = createStores(context, hub);
  const { outbox, replica, shelf } = stores;
  const outside = new OutsideProducts({
    hub,
    storeCode,
    shelf,
    isOnline: () => platform.link.connected,
    inRange: (sku) => replica.variant(sku) !== undefined,
    clock,
    logger,
  });
  const known = new KnownProducts(replica, shelf);
  const events = new EventLog({ outbox, logger, timed: (ms) => figures.committed(ms) });
  const append = (event: NewEvent): void => void events.append([event]);
  const platform = createPlatform(context, outbox);
  const incidents = new Incidents({ clock, logger, newId, append, leftOpen: stores.leftOpen });
  const commitments = new Commitments();
  const people = new People({ downlink: platform.downlink, loyaltyKey, logger });
  const phoneVisits = new PhoneVisits({ downlink: platform.downlink, logger });
  const signedTags = new SignedTags({ downlink: platform.downlink, logger });
  const intents = new IntentDesk({
    downlink: platform.downlink,
    doubtful: new DoubtfulWishes({ path: join(context.dir, 'doubtful-wishes.json'), logger }),
    append,
    clock,
    logger,
  });
  const displays = createDisplays({
    ...stores,
    known,
    outside,
    intents,
    events,
    people,
    signedTags,
    phoneVisits,
    commitments,
    withdrawal: new Withdrawal({
      outbox,
      append: (wanted) => void events.append(wanted),
      dropped: (count) => figures.withdrew(count),
      logger,
    }),
    clock,
    logger,
    newId,
    configs: values.displays,
    storeCode: () => storeCode,
    online: () => platform.link.connected,
    changed: () => reports.displaysChanged(),
  });
  const traces = new TapTraces();
  const manager = new DeviceManager({ clock, logger });
  const router = new ReadingRouter({
    displays,
    catalogue: replica,
    outside,
    skuOf: (product) => (replica.variant(product) ?? replica.bestVariant(product))?.sku,
    meansOf: (device) => hardware.meansOf(device),
    seen: (reading) => hardware.seen(reading),
    traces,
    newId,
    clock,
    logger,
    identified: (reader, identified) => signalOutcome(manager, reader, identified),
  });
  const virtual =
    values.virtualHardware === 'off'
      ? null
      : new VirtualHardware(values.displays, { clock, logger, random: () => random.unit() });
  const hardware = createHardware(context, {
    manager,
    incidents,
    router,
    virtual,
    forget: (device) => watch.forget(device),
  });
  const figures = new KioskFigures(context, { outbox, platform, incidents, manager, displays });
  const reports = createReports(context, { ...stores, platform, manager, displays, figures });
  const sync = new CatalogueSync({
    downlink: platform.downlink,
    replica,
    hub,
    file: join(context.dir, 'replica.part'),
    clock,
    random,
    logger,
    looked: (isServed) => checkStore(context, parts, isServed),
    stockSaid: (asOf) => {
      if (known.stockSaid(asOf)) repaint(parts);
    },
    services: (told) => stores.services.accept(told),
  });
  const refresh = (): void => displays.forEach((display) => display.refresh());
  const linkWatch = new LinkWatch({
    incidents,
    clock,
    refresh,
    isConnected: () => platform.link.connected,
    fault: () => platform.link.fault,
    connected: () => sync.look(),
  });
  const keeper: IdentityKeeper | null = createKeeper(context, { platform, incidents });
  const parts: Parts = {
    ...stores,
    ...createTagMaking(context, { replica, platform, manager }),
    platform,
    outside,
    known,
    incidents,
    intents,
    commitments,
    displays,
    traces,
    router,
    manager,
    hardware,
    virtual,
    reports,
    sync,
    linkWatch,
    outboxWatch: new OutboxWatch({ incidents, clock }),
    figures,
    keeper,
    append,
  };
  const watch = wireDevices(parts);
  wirePlatform(parts);
  return parts;
}

/** A paired kiosk has a token of its own, and knows who vouches for the hub. */
function hubAccess({ paired, hubToken }: HostContext, keeper: () => IdentityKeeper | null): HubAccess {
  return { token: () => keeper()?.token ?? hubToken, ca: paired?.identity.grant.ca ?? null };
}

function createReports(
  context: HostContext,
  parts: Pick<Parts, 'replica' | 'outbox' | 'desired' | 'platform' | 'manager' | 'displays' | 'figures'>,
): StateReports {
  const { boot, version, storeCode, clock } = context;
  const { replica, outbox, desired, platform, manager, displays, figures } = parts;
  return new StateReports({
    downlink: platform.downlink,
    clock,
    presence: () => ({ boot, version, storeCode, catalogue: replica.version(), outboxDepth: outbox.depth() }),
    devices: () => manager.health().map(deviceState),
    displays: () => displayStates(displays),
    reported: () => desired.reported(),
    uplink: () => figures.state(),
  });
}
