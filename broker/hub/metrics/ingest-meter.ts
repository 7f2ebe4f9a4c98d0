/** Counts what is committed and times it, around the committer, so that ingest need not know of it. */
import type { Committed } from '../ingest/commit-group.ts';
import type { GroupItem } from '../ingest/group.ts';

export interface IngestCounts {
  /** Transactions. */
  commits: number;
  batches: number;
  /** New events. */
  committed: number;
  /** Events that were there already. */
  repeated: number;
  /** Elements that broke the contract. */
  refused: number;
  /** Transactions that did not come about; kiosks send again. */
  failed: number;
}

export interface Committer {
  commit(items: readonly GroupItem[], receivedAt: string): Promise<Committed>;
}

export interface IngestMeterOptions {
  committer: Committer;
  /** Milliseconds of each commit. */
  timed: (milliseconds: number) => void;
  /** Monotonic milliseconds. Default `performance.now`. */
  elapsed?: () => number;
}

export class IngestMeter implements Committer {
  readonly #options: IngestMeterOptions;
  readonly #counts: IngestCounts = {
    commits: 0,
    batches: 0,
    committed: 0,
    repeated: 0,
    refused: 0,
    failed: 0,
  };

  constructor(options: IngestMeterOptions) {
    this.#options = options;
  }

  get counts(): Readonly<IngestCounts> {
    return this.#counts;
  }

  async commit(items: readonly GroupItem[], receivedAt: string): Promise<Committed> {
    const { committer, timed, elapsed = () => performance.now() } = this.#options;
    const began = elapsed();
    try {
      const committed = await committer.commit(items, receivedAt);
      timed(elapsed() - began);
      this.#note(items, committed.fresh);
      return committed;
    } catch (error) {
      this.#counts.failed += 1;
      throw error;
    }
  }

  #note(items: readonly GroupItem[], committed: number): void {
    const batches = items.flatMap((item) => (item.kind === 'batch' ? [item.batch] : []));
    const events = batches.reduce((sum, batch) => sum + batch.events.length, 0);
    const counts = this.#counts;
    counts.commits += 1;
    counts.batches += batches.length;
    counts.committed += committed;
    counts.repeated += Math.max(0, events - committed);
    counts.refused += batches.reduce((sum, batch) => sum + batch.refusals.length, 0);
  }
}
