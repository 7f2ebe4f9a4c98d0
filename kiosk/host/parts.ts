/** The parts of a running kiosk, by name. */
import type { DeviceManager } from '../../device/manager.ts';
import type { NewEvent } from '../../broker/contract/events.ts';
import type { DisplayRunner } from '../displays/display-runner.ts';
import type { Incidents } from '../displays/incidents.ts';
import type { TapTraces } from '../displays/tap-trace.ts';
import type { TagDesk } from '../encode/tag-desk.ts';
import type { TagOrders } from '../encode/tag-orders.ts';
import type { Hardware } from '../hardware/hardware.ts';
import type { VirtualHardware } from '../hardware/virtual-hardware.ts';
import type { KnownProducts } from '../outside/known-products.ts';
import type { OutsideProducts } from '../outside/outside-products.ts';
import type { IdentityKeeper } from '../pairing/identity-keeper.ts';
import type { CatalogueSync } from './catalogue-sync.ts';
import type { Commitments } from './commitments.ts';
import type { IntentDesk } from './intent-desk.ts';
import type { KioskFigures } from './figures.ts';
import type { LinkWatch } from './link-watch.ts';
import type { OutboxWatch } from './outbox-watch.ts';
import type { Platform } from './platform.ts';
import type { ReadingRouter } from './reading-router.ts';
import type { StateReports } from './state-reports.ts';
import type { Stores } from './stores.ts';

export interface Parts extends Stores {
  outside: OutsideProducts;
  /** The range of the store, and what was brought from outside it. */
  known: KnownProducts;
  platform: Platform;
  incidents: Incidents;
  intents: IntentDesk;
  commitments: Commitments;
  displays: ReadonlyMap<string, DisplayRunner>;
  traces: TapTraces;
  router: ReadingRouter;
  manager: DeviceManager;
  tagDesk: TagDesk;
  tagOrders: TagOrders;
  /** The real hardware. */
  hardware: Hardware;
  /** Null on a kiosk with real hardware only. */
  virtual: VirtualHardware | null;
  reports: StateReports;
  sync: CatalogueSync;
  linkWatch: LinkWatch;
  outboxWatch: OutboxWatch;
  figures: KioskFigures;
  /** Null on a kiosk that was not paired. */
  keeper: IdentityKeeper | null;
  append: (event: NewEvent) => void;
}
