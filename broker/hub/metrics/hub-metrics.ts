/** The hub's figures for Prometheus. docs/reference/metrics.md is written from here. */
import { Histogram, Registry } from 'prom-client';
import type { UplinkState } from '../../contract/messages.ts';
import { register, secondsOf, type Figure } from '../../metrics/figures.ts';
import type { ProcessFigures } from '../../metrics/process-figures.ts';
import { serviceFigures } from '../../metrics/service-figures.ts';
import type { Clock } from '../../ports.ts';
import { countedFigures, type CountedFiguresOptions } from './counted-figures.ts';
import type { IngestCounts } from './ingest-meter.ts';
import { sourceFigures, type MeasuredSource, type SourceFiguresOptions } from './source-figures.ts';
import { kioskSamples, type PlacedKiosk } from './kiosk-samples.ts';

/** The parts of a KioskRecord that are counted. */
export interface MeasuredKiosk extends PlacedKiosk {
  online: boolean;
  outboxDepth: number;
  uplink: UplinkState | null;
}

export interface HubMetricsOptions extends CountedFiguresOptions {
  version: string;
  clock: Clock;
  process: Pick<ProcessFigures, 'figures'>;
  kiosks: () => readonly MeasuredKiosk[];
  ingest: () => Readonly<IngestCounts>;
  /** Messages received and not committed yet. */
  waiting: () => number;
  /** Hubs that share the fleet, this one included. */
  hubs: () => number;
  /** Kiosks whose events this hub takes. */
  owned: () => number;
  sources: () => readonly MeasuredSource[];
  sourceIncidents: SourceFiguresOptions['sourceIncidents'];
}

/** SQLite on a good disk is done within the first few, PostgreSQL over a network within the middle. */
const COMMIT_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

export class HubMetrics {
  readonly registry = new Registry();
  readonly #commits: Histogram;

  constructor(options: HubMetricsOptions) {
    this.#commits = new Histogram({
      name: 'tapwall_hub_commit_seconds',
      help: 'Time for committing events of one or more kiosks in one transaction.',
      buckets: COMMIT_BUCKETS,
      registers: [this.registry],
    });
    register(this.registry, [
      ...ingestFigures(options),
      ...countedFigures(options),
      ...fleetFigures(options),
      ...sourceFigures(options),
      ...perKioskFigures(options),
      ...serviceFigures(options),
      ...options.process.figures(),
    ]);
  }

  /** One commit, in milliseconds. */
  readonly committed = (milliseconds: number): void => {
    this.#commits.observe(milliseconds / 1000);
  };
}

function ingestFigures({ ingest, waiting }: HubMetricsOptions): Figure[] {
  return [
    {
      name: 'tapwall_hub_events_committed_total',
      type: 'counter',
      help: 'New events committed since the service started.',
      read: () => ingest().committed,
    },
    {
      name: 'tapwall_hub_events_repeated_total',
      type: 'counter',
      help: 'Events that came again although they were committed, or after their withdrawal; sending twice is how none is lost.',
      read: () => ingest().repeated,
    },
    {
      name: 'tapwall_hub_events_refused_total',
      type: 'counter',
      help: 'Elements of batches that broke the contract.',
      read: () => ingest().refused,
    },
    {
      name: 'tapwall_hub_batches_total',
      type: 'counter',
      help: 'Batches of events committed.',
      read: () => ingest().batches,
    },
    {
      name: 'tapwall_hub_commits_failed_total',
      type: 'counter',
      help: 'Transactions that the database did not take; kiosks keep the events and send them again.',
      read: () => ingest().failed,
    },
    {
      name: 'tapwall_hub_ingest_waiting_messages',
      type: 'gauge',
      help: 'Messages received and not committed yet.',
      read: () => waiting(),
    },
  ];
}

function fleetFigures({ kiosks, hubs, owned }: HubMetricsOptions): Figure[] {
  return [
    {
      name: 'tapwall_hub_kiosks',
      type: 'gauge',
      help: 'Kiosks that the hub knows, by whether they are online.',
      labels: ['state'],
      read: () => {
        const online = kiosks().filter((kiosk) => kiosk.online).length;
        return [
          { labels: { state: 'online' }, value: online },
          { labels: { state: 'offline' }, value: kiosks().length - online },
        ];
      },
    },
    {
      name: 'tapwall_hub_partition_hubs',
      type: 'gauge',
      help: 'Hubs that share the fleet now, this one included.',
      read: () => hubs(),
    },
    {
      name: 'tapwall_hub_partition_owned_kiosks',
      type: 'gauge',
      help: 'Kiosks whose events this hub takes.',
      read: () => owned(),
    },
  ];
}

function perKioskFigures({ kiosks, clock }: HubMetricsOptions): Figure[] {
  const labels = ['store', 'kiosk'];
  return [
    {
      name: 'tapwall_hub_kiosk_online',
      type: 'gauge',
      help: '1 while the kiosk is online; for the rest of a large fleet how many of it are.',
      labels,
      read: () =>
        kioskSamples({ kiosks: kiosks(), value: ({ online }) => (online ? 1 : 0), together: 'sum' }),
    },
    {
      name: 'tapwall_hub_kiosk_outbox_events',
      type: 'gauge',
      help: 'Events that wait on the kiosk, as it said last.',
      labels,
      read: () =>
        kioskSamples({
          kiosks: kiosks(),
          value: ({ uplink, outboxDepth }) => uplink?.depth ?? outboxDepth,
          together: 'sum',
        }),
    },
    {
      name: 'tapwall_hub_kiosk_outbox_oldest_age_seconds',
      type: 'gauge',
      help: 'Age of the oldest event that waits on the kiosk, as it said last; 0 when none does.',
      labels,
      read: () =>
        kioskSamples({
          kiosks: kiosks(),
          value: ({ uplink }) => (uplink === null ? null : ageOf(uplink.oldestAt, clock)),
          together: 'max',
        }),
    },
    {
      name: 'tapwall_hub_kiosk_outbox_used_ratio',
      type: 'gauge',
      help: 'Share of the space for events that is used on the kiosk, 0 to 1.',
      labels,
      read: () =>
        kioskSamples({
          kiosks: kiosks(),
          value: ({ uplink }) =>
            uplink === null || uplink.maxBytes === 0 ? null : uplink.bytes / uplink.maxBytes,
          together: 'max',
        }),
    },
  ];
}

/** A kiosk whose clock is ahead has no event from the future. */
function ageOf(oldestAt: string | null, clock: Clock): number {
  const oldest = secondsOf(oldestAt);
  return oldest === null || Number.isNaN(oldest) ? 0 : Math.max(0, clock.now() / 1000 - oldest);
}
