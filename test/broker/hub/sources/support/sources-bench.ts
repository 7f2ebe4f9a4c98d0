/** Sources in a folder of their own, a clock whose hands the test turns, and readings that end as the test says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceSummary } from '../../../../../broker/contract/sources.ts';
import { BrokerError } from '../../../../../broker/errors.ts';
import type { ImportJob, JobResult } from '../../../../../broker/hub/sources/run/import-job.ts';
import type { ImportReport } from '../../../../../broker/hub/sources/run/importer.ts';
import type { ImportHooks } from '../../../../../broker/hub/sources/run/import-thread.ts';
import type { OfferRow } from '../../../../../broker/hub/sources/rows.ts';
import { Sources } from '../../../../../broker/hub/sources/sources.ts';
import type { TestContext } from '../../../../harness/suite.ts';
import { QuietLogger } from '../../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../../support/seeded-random.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { smallKind, type Seen } from './small-kinds.ts';

export const REPORT: ImportReport = {
  products: 2,
  variants: 5,
  offers: 9,
  reviews: 1,
  rejected: 0,
  rejections: [],
  saysAllStock: true,
  unchanged: false,
  version: 'one',
  added: { store: 0, product: 2, variant: 5, offer: 0, review: 0 },
  altered: { store: 0, product: 0, variant: 0, offer: 1, review: 0 },
  removed: { store: 0, product: 0, variant: 0, offer: 0, review: 0 },
  held: null,
};

const STEP_MS = 30_000;

type Held = {
  source: string;
  heldAt: string;
  removals: Record<string, { removed: number; of: number }>;
  approvedAt: string | null;
};

export class SourcesBench {
  readonly dir: string;
  readonly dataDir: string;
  readonly clock = new VirtualClock();
  readonly logger = new QuietLogger();
  readonly seen: Seen = { made: [], stopped: [] };
  readonly jobs: ImportJob[] = [];
  readonly applied: OfferRow[] = [];
  readonly held: Held[] = [];
  /** What the next readings end with; the last goes on. */
  ends: ((job: ImportJob, hooks: ImportHooks) => Promise<JobResult>)[] = [
    async () => ({ stamp: 'one', report: REPORT }),
  ];
  sources: Sources;

  constructor(t: TestContext) {
    this.dir = mkdtempSync(join(tmpdir(), 'tapwall-sources-'));
    this.dataDir = join(this.dir, 'hub');
    this.sources = this.#make();
    t.after(() => rmSync(this.dir, { recursive: true }));
    t.after(() => this.sources.stop());
  }

  /** As after a restart of the hub. */
  async again(): Promise<void> {
    await this.sources.stop();
    this.sources = this.#make();
    await this.sources.start();
  }

  readonly write = (name: string, value: object): void => {
    writeFileSync(join(this.dir, name), JSON.stringify(value));
  };

  /** In small steps: what a reading remembers is written to a real disk. */
  async advance(ms: number): Promise<void> {
    for (let left = ms; left >= 0; left -= STEP_MS) {
      await this.clock.advance(Math.min(left, STEP_MS));
      await this.sources.drained();
    }
    await this.clock.advance(0);
  }

  of(name: string): SourceSummary | undefined {
    return this.sources.summaries().find((summary) => summary.name === name);
  }

  #make(): Sources {
    const { dir, dataDir, clock, logger, seen, held } = this;
    return new Sources({
      sourcesDir: dir,
      dataDir,
      kinds: [smallKind(seen)],
      held: {
        list: () => held,
        isApproved: (name) => held.some(({ source, approvedAt }) => source === name && approvedAt !== null),
        approve: (name, now) => {
          const found = held.find(({ source }) => source === name);
          if (!found) throw new BrokerError('TW_NOT_FOUND');
          found.approvedAt = new Date(now).toISOString();
        },
      },
      applyOffers: (rows) => void this.applied.push(...rows),
      carryOut: (job, hooks) => {
        this.jobs.push(job);
        const end = this.ends.length > 1 ? this.ends.shift() : this.ends[0];
        return end ? end(job, hooks) : Promise.reject(new TypeError('nothing is said'));
      },
      clock,
      random: new SeededRandom(3),
      logger,
    });
  }
}
