/** Which part hears of what. */
import { commandHandler } from './commands.ts';
import type { HostContext } from './context.ts';
import { DeviceWatch, expectedDevices } from './device-watch.ts';
import type { Parts } from './parts.ts';
import { prefetchPictures } from './stores.ts';

export function wireDevices(context: HostContext, parts: Parts): void {
  const { incidents, append, reports, router, manager } = parts;
  const watch = new DeviceWatch({
    incidents,
    append,
    changed: () => reports.devicesChanged(),
    lost: (device) => router.presenceUnknown(device),
    expected: expectedDevices(context.settings),
  });
  manager.subscribe({
    reading: (reading) => router.route(reading),
    health: (health) => watch.health(health),
  });
}

export function wirePlatform(parts: Parts): void {
  const { outbox, commitments, reports, incidents, platform, desired, displays, linkWatch, sync } = parts;
  outbox.onAppended(() => reports.depthChanged());
  outbox.onAcknowledged((sequence) => {
    commitments.committed(sequence);
    reports.depthChanged();
  });
  outbox.onTrouble((trouble) => {
    if (trouble) incidents.open('outbox', trouble.code, trouble.message);
    else incidents.close('outbox', 'Events are kept on disk again.');
  });
  platform.link.onConnection((connected) => linkWatch.connection(connected));
  platform.downlink.onDesired((message) => {
    if (desired.accept(message))
      for (const display of displays.values()) display.dispatch({ type: 'settings_changed' });
    reports.configChanged();
  });
  const again = (): void => {
    reports.everything();
    sync.look();
  };
  platform.downlink.onCommand(commandHandler({ displays, sync: again }));
}

export function onCatalogue(parts: Parts): void {
  for (const display of parts.displays.values()) display.dispatch({ type: 'catalogue_changed' });
  parts.reports.presenceChanged();
  prefetchPictures(parts);
}
