/** The kiosk's figures for Prometheus. docs/reference/metrics.md is written from here. */
import { Histogram, Registry } from 'prom-client';
import type { DeviceState, DisplayState } from '../../broker/contract/messages.ts';
import { flag, register, secondsOf, type Figure } from '../../broker/metrics/figures.ts';
import type { ProcessFigures } from '../../broker/metrics/process-figures.ts';
import { serviceFigures } from '../../broker/metrics/service-figures.ts';
import type { Clock } from '../../broker/ports.ts';
import type { UplinkFigures } from './uplink-figures.ts';

export interface KioskMetricsOptions {
  version: string;
  clock: Clock;
  process: Pick<ProcessFigures, 'figures'>;
  uplink: () => UplinkFigures;
  /** Events since the service started. */
  totals: () => { appended: number; acknowledged: number };
  /** Codes of the open incidents. */
  incidents: () => readonly string[];
  devices: () => readonly Pick<DeviceState, 'status'>[];
  displays: () => readonly Pick<DisplayState, 'id' | 'browsers'>[];
}

/** A good disk is done within the first, one that is worn out within the last. */
const COMMIT_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

export class KioskMetrics {
  readonly registry = new Registry();
  readonly #commits: Histogram;

  constructor(options: KioskMetricsOptions) {
    this.#commits = new Histogram({
      name: 'tapwall_outbox_commit_seconds',
      help: 'Time for making events durable: written and flushed to the disk.',
      buckets: COMMIT_BUCKETS,
      registers: [this.registry],
    });
    register(this.registry, [
      ...outboxFigures(options),
      ...uplinkFigures(options),
      ...serviceFigures(options),
      ...kioskFigures(options),
      ...options.process.figures(),
    ]);
  }

  /** One commit, in milliseconds. */
  readonly committed = (milliseconds: number): void => {
    this.#commits.observe(milliseconds / 1000);
  };
}

function outboxFigures({ uplink, totals, clock }: KioskMetricsOptions): Figure[] {
  const outbox = (): UplinkFigures['outbox'] => uplink().outbox;
  return [
    {
      name: 'tapwall_outbox_events',
      type: 'gauge',
      help: 'Events that wait for the platform.',
      read: () => outbox().rows,
    },
    {
      name: 'tapwall_outbox_bytes',
      type: 'gauge',
      help: 'Bytes of the events that wait.',
      read: () => outbox().bytes,
    },
    {
      name: 'tapwall_outbox_limit_bytes',
      type: 'gauge',
      help: 'Bytes of events that are kept before the least important go.',
      read: () => outbox().maxBytes,
    },
    {
      name: 'tapwall_outbox_oldest_age_seconds',
      type: 'gauge',
      help: 'Age of the oldest event that waits; 0 when none does.',
      read: () => {
        const oldest = secondsOf(outbox().oldestAt);
        return oldest === null ? 0 : Math.max(0, clock.now() / 1000 - oldest);
      },
    },
    {
      name: 'tapwall_outbox_appended_events_total',
      type: 'counter',
      help: 'Events made durable since the service started.',
      read: () => totals().appended,
    },
    {
      name: 'tapwall_outbox_acknowledged_events_total',
      type: 'counter',
      help: 'Events that the platform has acknowledged since the service started.',
      read: () => totals().acknowledged,
    },
    {
      name: 'tapwall_outbox_evicted_events_total',
      type: 'counter',
      help: 'Events given up unsent since the service started: the outbox was full, or they were too old.',
      read: () => outbox().evicted,
    },
  ];
}

function uplinkFigures({ uplink }: KioskMetricsOptions): Figure[] {
  const facts = (): UplinkFigures['uplink'] => uplink().uplink;
  return [
    {
      name: 'tapwall_uplink_connected',
      type: 'gauge',
      help: '1 while the connection to the broker stands.',
      read: () => flag(facts().connected),
    },
    {
      name: 'tapwall_uplink_contested',
      type: 'gauge',
      help: '1 while another client with this identity ends every connection.',
      read: () => flag(facts().contested),
    },
    {
      name: 'tapwall_uplink_silent',
      type: 'gauge',
      help: '1 while the platform takes events and acknowledges none.',
      read: () => flag(facts().silent),
    },
    {
      name: 'tapwall_uplink_reconnects_total',
      type: 'counter',
      help: 'Connections to the broker after the first one.',
      read: () => facts().reconnects,
    },
    {
      name: 'tapwall_uplink_in_flight_batches',
      type: 'gauge',
      help: 'Batches that are sent and not answered yet.',
      read: () => facts().inFlight,
    },
    {
      name: 'tapwall_uplink_acknowledged_events_per_second',
      type: 'gauge',
      help: 'Events acknowledged a second, over the last minute.',
      read: () => facts().perSecond,
    },
    {
      name: 'tapwall_uplink_last_acknowledgement_timestamp_seconds',
      type: 'gauge',
      help: 'When the platform acknowledged last, seconds since 1970; absent until it has.',
      read: () => secondsOf(facts().lastAckAt),
    },
  ];
}

function kioskFigures({ incidents, devices, displays }: KioskMetricsOptions): Figure[] {
  return [
    {
      name: 'tapwall_incidents_open',
      type: 'gauge',
      help: 'Open problems by their code (docs/reference/errors.md).',
      labels: ['code'],
      read: () => tally(incidents()).map(([code, value]) => ({ labels: { code }, value })),
    },
    {
      name: 'tapwall_devices',
      type: 'gauge',
      help: 'Readers and sensors by how they do.',
      labels: ['status'],
      read: () =>
        tally(devices().map((one) => one.status)).map(([status, value]) => ({ labels: { status }, value })),
    },
    {
      name: 'tapwall_display_browsers',
      type: 'gauge',
      help: 'Browsers that show a display; 0 means that its screen is dark or closed.',
      labels: ['display'],
      read: () => displays().map(({ id, browsers }) => ({ labels: { display: id }, value: browsers })),
    },
  ];
}

function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}
