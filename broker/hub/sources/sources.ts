/** The configured sources while the hub runs: made from their files, asked by part, made anew when a file changes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderWatch } from '../../config-files/folder-watch.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { SourceBundle } from './bundle.ts';
import type { Part } from './parts-given.ts';
import type { OrderSource, PeopleSource, WishlistSource } from './ports.ts';
import { readSources, type SourceProblem } from './read-sources.ts';
import type { ConfiguredSource } from './source-file.ts';
import type { SourceKind } from './source-kind.ts';

export interface SourcesOptions {
  /** Folder of the source files. */
  sourcesDir: string;
  /** The hub's own folder; sources keep what they need in `sources/` below it. */
  dataDir: string;
  kinds: readonly SourceKind[];
  clock: Clock;
  random: Random;
  logger: Logger;
}

interface Made {
  source: ConfiguredSource;
  bundle: SourceBundle;
}

export class Sources {
  readonly #options: SourcesOptions;
  readonly #watch: FolderWatch;
  #made: Made[] = [];
  #problems: SourceProblem[] = [];
  #looking: Promise<void> = Promise.resolve();
  #running = false;

  constructor(options: SourcesOptions) {
    const { sourcesDir: dir, clock, logger } = options;
    this.#options = options;
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
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#watch.stop();
    await this.#looking;
    const made = this.#made;
    this.#made = [];
    await Promise.all(made.map(({ bundle }) => bundle.stop()));
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

  /** Files that are not in force, and why. */
  get problems(): readonly SourceProblem[] {
    return this.#problems;
  }

  /** Reads the files again. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look());
    return this.#looking;
  }

  #owner(part: Part): SourceBundle | undefined {
    return this.#made.find(({ source }) => !source.paused && source.parts.includes(part))?.bundle;
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

  /** What has not changed goes on as it is. */
  async #take(sources: readonly ConfiguredSource[]): Promise<void> {
    const before = new Map(this.#made.map((made) => [stampOf(made.source), made]));
    const made: Made[] = [];
    for (const source of sources) {
      const same = before.get(stampOf(source));
      before.delete(stampOf(source));
      made.push(same ?? { source, bundle: this.#make(source) });
    }
    this.#made = made;
    await Promise.all([...before.values()].map(({ bundle }) => bundle.stop()));
  }

  #make({ name, kind, options, every, parts }: ConfiguredSource): SourceBundle {
    const { dataDir, sourcesDir, clock, random, logger } = this.#options;
    const folder = join(dataDir, 'sources', name);
    return kind.create(options, { name, base: sourcesDir, folder, every, parts, clock, random, logger });
  }
}

function stampOf({ name, kind, every, paused, parts, options }: ConfiguredSource): string {
  return JSON.stringify([name, kind.kind, every, paused, parts, options]);
}
