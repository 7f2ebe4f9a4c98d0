/** The configured sources while the hub runs: made from their files, read, asked by part, made anew when a file changes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderWatch } from '../../config-files/folder-watch.ts';
import type { HeldSource, SourcesAnswer, SourceSummary } from '../../contract/sources.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { SourceBundle, SourceHook } from './bundle.ts';
import { SourceIncidents } from './incidents/source-incidents.ts';
import { watchedOf, type WatchedSource } from './incidents/troubles.ts';
import { watchStock } from './live-offers.ts';
import type { Part } from './parts-given.ts';
import type { OrderSource, PeopleSource, WishlistSource } from './ports.ts';
import { readSources, type SourceProblem } from './read-sources.ts';
import type { OfferRow } from './rows.ts';
import type { CarryOut } from './run/import-thread.ts';
import { folderOf, RunRecords } from './run/run-record.ts';
import { Runner } from './run/runner.ts';
import { invalidSummary, summaryOf, type SourceEntry } from './run/source-entry.ts';
import type { ConfiguredSource } from './source-file.ts';
import type { SourceKind } from './source-kind.ts';

/** Imports that wait for somebody to say that what they remove is meant. */
export interface HeldPort {
  list(): readonly {
    source: string;
    heldAt: string;
    removals: HeldSource['removals'];
    approvedAt: string | null;
  }[];
  approve(source: string, now: number): void;
  isApproved(source: string): boolean;
}

export interface SourcesOptions {
  /** Folder of the source files. */
  sourcesDir: string;
  /** The hub's own folder; sources keep what they need in `sources/` below it. */
  dataDir: string;
  kinds: readonly SourceKind[];
  held: HeldPort;
  /** Takes stock that a source says by itself; absent: it comes with the full readings only. */
  applyOffers?: (rows: readonly OfferRow[]) => void;
  carryOut: CarryOut;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** Beside what the sources keep; no source is called so, because names have no dot. */
const INCIDENTS_FILE = 'incidents.json';
/** In an answer; the file has more. */
const MOST_TOLD = 50;

export class Sources {
  readonly #options: SourcesOptions;
  readonly #watch: FolderWatch;
  readonly #runner: Runner;
  readonly incidents: SourceIncidents;
  readonly records: RunRecords;
  #problems: SourceProblem[] = [];
  #looking: Promise<void> = Promise.resolve();
  #running = false;
  #unlisten: (() => void)[] = [];

  constructor(options: SourcesOptions) {
    const { sourcesDir: dir, clock, logger, held } = options;
    this.#options = options;
    this.records = new RunRecords(options.dataDir);
    this.#runner = new Runner({
      ...options,
      records: this.records,
      isApproved: (name) => held.isApproved(name),
    });
    this.incidents = new SourceIncidents({
      ...options,
      path: join(options.dataDir, 'sources', INCIDENTS_FILE),
      sources: () => this.#watched(),
    });
    this.#watch = new FolderWatch({ dir, clock, logger, changed: () => void this.look() });
  }

  /** Resolves once the sources of the folder are made; none of them has been asked anything. */
  async start(): Promise<void> {
    const { sourcesDir, logger } = this.#options;
    this.#running = true;
    try {
      await mkdir(sourcesDir, { recursive: true });
    } catch (error) {
      logger.warn({ dir: sourcesDir, err: error }, 'the folder of sources cannot be made');
    }
    this.#watch.start();
    await this.look();
    this.incidents.start();
    this.#unlisten = [
      // What is being read is looked at when that is over.
      this.#runner.onChanged(() => {
        if (!this.#runner.entries.some(({ running }) => running)) this.incidents.look();
      }),
      this.incidents.onChanged(() => this.#runner.tell()),
    ];
  }

  /** A reading that is under way ends, and has changed nothing. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#watch.stop();
    this.incidents.stop();
    for (const unlisten of this.#unlisten) unlisten();
    await this.#looking;
    const bundles = this.#runner.entries.map(({ bundle }) => bundle);
    await this.#runner.stop();
    await Promise.all(bundles.map((bundle) => bundle.stop()));
  }

  /** Resolves once no reading is under way or waits. */
  async drained(): Promise<void> {
    await this.#runner.drained();
  }

  /** Knows customers; undefined when no source does. */
  people(): PeopleSource | undefined {
    return this.#owner('people')?.people;
  }

  wishlist(): WishlistSource | undefined {
    return this.#owner('wishlist')?.wishlist;
  }

  orders(): OrderSource | undefined {
    return this.#owner('orders')?.orders;
  }

  /** Where a source sends what changed; undefined when none of this name does. */
  hook(name: string): SourceHook | undefined {
    const entry = this.#runner.entries.find(({ source }) => source.name === name);
    return entry && !entry.source.paused ? entry.bundle.hook : undefined;
  }

  /** What some source gives. */
  given(): Part[] {
    return this.#runner.entries.filter(({ source }) => !source.paused).flatMap(({ source }) => source.parts);
  }

  /** What some source has given: one that was never read would make what nobody knows look as if it were not there. */
  giving(): Part[] {
    return this.#runner.entries
      .filter(
        ({ source, record, live }) => !source.paused && (record.lastGood ?? live?.changedAt ?? null) !== null,
      )
      .flatMap(({ source }) => source.parts);
  }

  /** When the source of stock last said all of it; null when none does, or with times of its own. ISO 8601. */
  stockAsOf(): string | null {
    const owner = this.#runner.entries.find(({ source }) => !source.paused && source.parts.includes('stock'));
    return owner?.record.stockAsOf ?? null;
  }

  /** Something that the answer holds is other than it was. */
  onChanged(listener: () => void): () => void {
    return this.#runner.onChanged(listener);
  }

  answer(): SourcesAnswer {
    return {
      sources: this.summaries().sort((a, b) => (a.name < b.name ? -1 : 1)),
      incidents: this.incidents.list().slice(0, MOST_TOLD),
      given: this.given(),
      folder: this.#options.sourcesDir,
    };
  }

  summaries(): SourceSummary[] {
    const held = this.#held();
    const running = this.#runner.entries.map((entry) =>
      summaryOf(entry, held.get(entry.source.name) ?? null),
    );
    return [...running, ...this.#problems.map(invalidSummary)];
  }

  /** @throws BrokerError TW_SOURCE_UNKNOWN */
  run(name: string): SourceSummary {
    return summaryOf(this.#runner.run(name), this.#held().get(name) ?? null);
  }

  /** What the held import of a source removes is meant: it is read again and taken in. @throws BrokerError TW_SOURCE_UNKNOWN | TW_NOT_FOUND */
  approve(name: string): SourceSummary {
    const { held, clock, logger } = this.#options;
    this.#runner.find(name);
    held.approve(name, clock.now());
    logger.info({ source: name }, 'a held import was approved');
    return this.run(name);
  }

  /** Reads the files again. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look());
    return this.#looking;
  }

  #held(): Map<string, HeldSource> {
    const list = this.#options.held.list();
    return new Map(
      list.map(({ source, heldAt, removals, approvedAt }) => [
        source,
        { heldAt, removals, approved: approvedAt !== null },
      ]),
    );
  }

  #watched(): WatchedSource[] {
    const entries = new Map(this.#runner.entries.map((entry) => [entry.source.name, entry]));
    return this.summaries().map((summary) => watchedOf(summary, entries.get(summary.name)));
  }

  #owner(part: Part): SourceBundle | undefined {
    return this.#runner.entries.find(({ source }) => !source.paused && source.parts.includes(part))?.bundle;
  }

  async #look(): Promise<void> {
    const { sourcesDir, kinds, logger } = this.#options;
    if (!this.#running) return;
    try {
      const { sources, problems } = await readSources(sourcesDir, kinds);
      const known = new Set(this.#problems.map(({ message }) => message));
      for (const { name, message } of problems)
        if (!known.has(message)) logger.error({ source: name }, message);
      this.#problems = problems;
      await this.#take(sources);
    } catch (error) {
      logger.error({ dir: sourcesDir, err: error }, 'the folder of sources cannot be read');
    }
  }

  /** What has not changed goes on as it is; what is gone ends before what takes its place begins. */
  async #take(sources: readonly ConfiguredSource[]): Promise<void> {
    const wanted = new Set(sources.map(stampOf));
    const entries = this.#runner.entries;
    const kept = new Set(entries.map(({ source }) => stampOf(source)).filter((stamp) => wanted.has(stamp)));
    for (const { source, bundle } of entries) {
      if (kept.has(stampOf(source))) continue;
      await this.#runner.remove(source.name);
      await bundle.stop();
    }
    for (const source of sources) if (!kept.has(stampOf(source))) await this.#begin(source);
    this.#runner.tell();
  }

  async #begin(source: ConfiguredSource): Promise<void> {
    const entry: SourceEntry = await this.#runner.add(source, this.#make(source));
    const { applyOffers: apply } = this.#options;
    if (apply) watchStock(entry, { ...this.#options, apply, changed: () => this.#runner.tell() });
  }

  #make({ name, kind, options, every, parts }: ConfiguredSource): SourceBundle {
    const { dataDir, sourcesDir, clock, random, logger } = this.#options;
    const folder = folderOf(dataDir, name);
    return kind.create(options, { name, base: sourcesDir, folder, every, parts, clock, random, logger });
  }
}

function stampOf({ name, kind, every, paused, parts, options }: ConfiguredSource): string {
  return JSON.stringify([name, kind.kind, every, paused, parts, options]);
}
