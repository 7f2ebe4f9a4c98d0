/** Which part hears of what. */
import { commandHandler } from './commands.ts';
import type { ChangedProducts } from '../replica/changes.ts';
import type { HostContext } from './context.ts';
import { DeviceWatch } from './device-watch.ts';
import { otherOutboxes, outboxPath } from './outbox-file.ts';
import type { Parts } from './parts.ts';
import { prefetchPictures } from './stores.ts';

/** The incident that is about the store. */
const STORE = 'store';

export function wireDevices(parts: Parts): DeviceWatch {
  const { incidents, append, reports, router, manager, tagDesk, hardware } = parts;
  const watch = new DeviceWatch({
    incidents,
    append,
    changed: () => reports.devicesChanged(),
    lost: (device) => {
      hardware.setOnline(device, false);
      router.lost(device);
    },
    troubled: (device) => {
      // A reader that is told to rest reads nothing, and that says nothing; a radar that cannot be set still sees.
      hardware.setOnline(device, false);
      router.back(device);
    },
    back: (device) => {
      hardware.setOnline(device, true);
      router.back(device);
    },
    isExpected: (device) => hardware.isExpected(device),
  });
  manager.subscribe({
    reading: (reading) => {
      if (!tagDesk.take(reading)) router.route(reading);
    },
    health: (health) => {
      watch.health(health);
      tagDesk.health(health);
    },
  });
  return watch;
}

export function wirePlatform(parts: Parts): void {
  const { outbox, outboxWatch, commitments, reports, platform, desired, displays, linkWatch, sync } = parts;
  parts.services.onChanged(() => displays.forEach((display) => display.refresh()));
  parts.replica.onChanged((changed) => onCatalogue(parts, changed));
  parts.outside.onChanged(() => repaint(parts));
  outbox.onAppended(() => reports.depthChanged());
  outbox.onAcknowledged(() => reports.depthChanged());
  platform.uplink.onAcknowledged((sequence, ahead) => commitments.committed(sequence, ahead));
  outbox.onTrouble((trouble) => outboxWatch.trouble(trouble));
  platform.link.onConnection((connected) => {
    linkWatch.connection(connected);
    if (connected) parts.intents.connected();
  });
  platform.link.onContested((contested) => linkWatch.contested(contested));
  platform.uplink.onSilence((silent) => linkWatch.silent(silent));
  platform.downlink.onDesired((message) => {
    if (desired.accept(message))
      for (const display of displays.values()) display.dispatch({ type: 'settings_changed' });
    reports.configChanged();
  });
  platform.downlink.onServices((message) => parts.services.accept(message));
  platform.downlink.onCatalogue((target) => sync.announced(target));
  const again = (): void => {
    reports.everything();
    sync.look();
  };
  platform.downlink.onCommand(
    commandHandler({ displays, sync: again, tags: parts.tagOrders, intents: parts.intents }),
  );
}

/** What is wrong before anything happened: events of another address, a catalogue that lacks this store. */
export function lookAround(context: HostContext, parts: Parts): void {
  const { dir, address, logger } = context;
  parts.incidents.recover();
  for (const { file, source, events } of otherOutboxes(outboxPath(dir, address), logger)) {
    const message = `Events of ${source} wait in ${file}: ${events}. Starting with that address delivers them.`;
    parts.incidents.open(file, 'TW_EVENTS_OF_OTHER_ADDRESS', message);
  }
  if (parts.replica.version() !== '') checkStore(context, parts, true);
}

/** The next start looks again; without a close, each start would leave one more open problem at the hub. */
export function lookAway({ incidents }: Parts): void {
  for (const [cause, { code }] of Object.entries(incidents.current())) {
    if (code === 'TW_EVENTS_OF_OTHER_ADDRESS' || cause === STORE)
      incidents.close(cause, 'The kiosk stopped; it looks again when it starts.');
  }
}

/** Without its store a kiosk shows no stock. `isServed` is false when the hub has no catalogue for it. */
export function checkStore({ storeCode }: HostContext, parts: Parts, isServed: boolean): void {
  const { incidents, replica } = parts;
  if (isServed && replica.store(storeCode) !== undefined) {
    incidents.close(STORE, `The store ${storeCode} is in the catalogue.`);
    return;
  }
  const codes = replica.stores().map((store) => store.storeCode);
  const known = codes.length === 0 ? '' : ` The catalogue here has ${codes.join(', ')}.`;
  incidents.open(STORE, 'TW_STORE_UNKNOWN', `The catalogue has no store ${storeCode}.${known}`);
}

export function repaint({ displays }: Parts): void {
  for (const display of displays.values()) display.dispatch({ type: 'catalogue_changed' });
}

function onCatalogue(parts: Parts, changed: ChangedProducts): void {
  parts.outside.rangeChanged(changed);
  repaint(parts);
  parts.reports.presenceChanged();
  prefetchPictures(parts, changed);
}
