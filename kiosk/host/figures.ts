/** What is told of the way to the platform: to Prometheus, to the console, and as alarms. */
import type { Registry } from 'prom-client';
import type { UplinkState } from '../../broker/contract/messages.ts';
import { ProcessFigures } from '../../broker/metrics/process-figures.ts';
import { KioskMetrics } from '../metrics/kiosk-metrics.ts';
import { OutboxTotals } from '../metrics/outbox-totals.ts';
import { UplinkAlarms } from '../metrics/uplink-alarms.ts';
import { uplinkFigures, uplinkState, type UplinkFigures } from '../metrics/uplink-figures.ts';
import type { HostContext } from './context.ts';
import { deviceState } from './device-watch.ts';
import { displayStates } from './display-set.ts';
import type { Parts } from './parts.ts';

export type MeasuredParts = Pick<Parts, 'outbox' | 'platform' | 'incidents' | 'manager' | 'displays'>;

export class KioskFigures {
  readonly #metrics: KioskMetrics;
  readonly #process = new ProcessFigures();
  readonly #totals: OutboxTotals;
  readonly #alarms: UplinkAlarms;
  readonly #look: () => UplinkFigures;
  readonly #context: HostContext;

  constructor(context: HostContext, parts: MeasuredParts) {
    const { outbox, platform, incidents, manager, displays } = parts;
    this.#context = context;
    this.#look = () => uplinkFigures({ outbox, uplink: platform.uplink });
    this.#totals = new OutboxTotals(outbox);
    this.#alarms = new UplinkAlarms({ incidents, figures: this.#look, clock: context.clock });
    this.#metrics = new KioskMetrics({
      version: context.version,
      clock: context.clock,
      process: this.#process,
      uplink: this.#look,
      totals: () => this.#totals.now(),
      incidents: () => Object.values(incidents.current()).map(({ code }) => code),
      devices: () => manager.health().map(deviceState),
      displays: () => displayStates(displays),
    });
  }

  /** Once the outbox is open. */
  start(): void {
    this.#process.start();
    this.#totals.start();
    this.#alarms.start();
  }

  stop(): void {
    this.#alarms.stop();
    this.#totals.stop();
    this.#process.stop();
  }

  get registry(): Registry {
    return this.#metrics.registry;
  }

  /** Events were made durable in so many milliseconds. */
  readonly committed = (milliseconds: number): void => this.#metrics.committed(milliseconds);

  /** A shopper took so many events back. */
  readonly withdrew = (count: number): void => this.#totals.withdrew(count);

  /** `state/uplink` */
  state(): UplinkState {
    return uplinkState(this.#look(), this.#context.clock);
  }
}
