/** What the web server of a kiosk is given of the rest. */
import type { ServerDeps } from '../http/server.ts';
import { Lab } from '../lab/lab.ts';
import { LabSignedTags } from '../lab/signed-tags.ts';
import { labShelf } from '../lab/shelf.ts';
import type { HostContext } from './context.ts';
import { deviceState } from './device-watch.ts';
import { displayStates } from './display-set.ts';
import type { Parts } from './parts.ts';

export function serverDeps(context: HostContext, parts: Parts): ServerDeps {
  const { clock, logger, uiDir } = context;
  const { known, search, media, traces, displays } = parts;
  return {
    catalogue: known,
    search,
    pictures: media,
    traces,
    displays,
    uiDir,
    clock,
    logger,
    lab: createLab(context, parts),
    tags: parts.tagOrders,
    webhooks: parts.hardware.webhooks,
    metrics: { registry: parts.figures.registry, token: context.metricsToken ?? null },
    searched: (display, term, results) =>
      void displays.get(display)?.dispatch({ type: 'searched', term, results }),
    health: () => health(context, parts),
  };
}

function createLab(context: HostContext, parts: Parts): Lab | null {
  const { virtual, replica, manager, hardware, platform, outbox } = parts;
  if (virtual === null) return null;
  const keys = context.labTags ?? null;
  const cardUid = context.cards[0]?.uid;
  return new Lab({
    hardware: virtual,
    displays: context.values.displays,
    cards: context.cards,
    signedTags: keys === null ? null : new LabSignedTags({ ...context, keys, cardUid }),
    clock: context.clock,
    shelf: () => labShelf(replica),
    gtinOf: (sku) => replica.variant(sku)?.gtins[0],
    devices: () => manager.health().map(deviceState),
    items: () => hardware.items(),
    network: { up: () => platform.link.open, set: (up) => platform.link.setGate(up) },
    outboxDepth: () => outbox.depth(),
  });
}

function health(context: HostContext, parts: Parts): object {
  const { outbox, replica, platform, manager, displays, incidents } = parts;
  return {
    status: 'ok',
    version: context.version,
    catalogue: replica.version(),
    outbox: {
      depth: outbox.depth(),
      oldestAt: outbox.oldestAt(),
      epoch: outbox.epoch,
      sequence: outbox.lastSequence(),
    },
    platform: platform.uplink.status(),
    devices: manager.health().map(deviceState),
    displays: displayStates(displays),
    incidents: incidents.current(),
  };
}
