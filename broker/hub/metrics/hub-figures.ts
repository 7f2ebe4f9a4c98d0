/** The figures of a running hub: what measures, and the route that shows them. */
import type { FastifyInstance } from 'fastify';
import { ProcessFigures } from '../../metrics/process-figures.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Access } from '../http/access.ts';
import type { StreamStore } from '../store/stream-store.ts';
import type { ProofTotals } from './counted-figures.ts';
import { HubMetrics, type MeasuredKiosk } from './hub-metrics.ts';
import { IngestMeter, type Committer } from './ingest-meter.ts';
import { addMetricsRoute } from './metrics-route.ts';
import type { MeasuredSource, SourceFiguresOptions } from './source-figures.ts';
import { DatabaseCount } from './database-count.ts';

export interface HubFiguresOptions {
  version: string;
  clock: Clock;
  logger: Logger;
  /** What commits, without being measured. */
  committer: Committer;
  fleet: { all(): readonly MeasuredKiosk[] };
  ownership: { owns(store: string): boolean };
  streams: Pick<StreamStore, 'totals'>;
  /** Counts the orders that the shop has not cancelled yet. */
  snags: () => Promise<number>;
  /** Messages received and not committed yet. */
  waiting: () => number;
  /** Hubs that share the fleet. */
  hubs: () => number;
  sources: () => readonly MeasuredSource[];
  sourceIncidents: SourceFiguresOptions['sourceIncidents'];
  /** Good for the figures alone; undefined: whoever may see the console may see them. */
  token: string | undefined;
}

export class HubFigures {
  readonly #options: HubFiguresOptions;
  readonly #process = new ProcessFigures();
  readonly #metrics: HubMetrics;
  readonly #proofs: DatabaseCount<ProofTotals>;
  readonly #snags: DatabaseCount<number>;
  /** Commits as the one that was given, measured. */
  readonly committer: IngestMeter;

  constructor(options: HubFiguresOptions) {
    const { fleet, ownership, committer } = options;
    this.#options = options;
    this.committer = new IngestMeter({ committer, timed: (ms) => this.#metrics.committed(ms) });
    this.#proofs = new DatabaseCount({ ...options, count: () => this.#countProofs() });
    this.#snags = new DatabaseCount({ ...options, count: options.snags });
    this.#metrics = new HubMetrics({
      ...options,
      process: this.#process,
      kiosks: () => fleet.all(),
      owned: () => fleet.all().filter(({ store }) => ownership.owns(store)).length,
      ingest: () => this.committer.counts,
      proofs: () => this.#proofs.last,
      snags: () => this.#snags.last,
    });
  }

  start(): void {
    this.#process.start();
  }

  stop(): void {
    this.#process.stop();
  }

  addRoutes(app: FastifyInstance, access: Pick<Access, 'assertAllowed'>): void {
    addMetricsRoute(app, {
      registry: this.#metrics.registry,
      assertAllowed: access.assertAllowed,
      token: this.#options.token,
      refresh: async () => {
        await Promise.all([this.#proofs.refresh(), this.#snags.refresh()]);
      },
    });
  }

  async #countProofs(): Promise<ProofTotals> {
    const { fleet, streams } = this.#options;
    const totals = await streams.totals(fleet.all().map(({ id }) => id));
    const sums = { missing: 0, evicted: 0, withdrawn: 0 };
    for (const { missing, evicted, withdrawn } of totals.values()) {
      sums.missing += missing;
      sums.evicted += evicted;
      sums.withdrawn += withdrawn;
    }
    return sums;
  }
}
