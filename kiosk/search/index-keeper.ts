/** Keeps the index that the search thread uses current with the replica: loads, builds, and passes changes on. */
import type { Worker } from 'node:worker_threads';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { ChangedProducts } from '../replica/changes.ts';
import type { FromSearchThread, SearchThreadData, ToSearchThread } from './worker/messages.ts';
import { spawnThread, type SpawnThread } from './worker/spawn.ts';

export interface IndexKeeperOptions {
  data: SearchThreadData;
  /** Version of the catalogue; empty when there is none. */
  version: () => string;
  tell: (message: ToSearchThread) => void;
  clock: Pick<Clock, 'now' | 'setTimer'>;
  logger: Logger;
  spawn?: SpawnThread;
}

/** More at once are as quickly built anew. */
const MOST_IDS = 1_000;
const RETRY_MS = 60_000;

export class IndexKeeper {
  readonly #options: IndexKeeperOptions;
  #builder: Worker | null = null;
  #mustRebuild = false;
  /** Changed since the building began: told again when the new index is there. */
  #sinceBuild = new Set<string>();
  #retry: { cancel(): void } | null = null;
  #isRenewed = false;
  #isStopped = false;

  constructor(options: IndexKeeperOptions) {
    this.#options = options;
  }

  /** A search thread runs and knows nothing. */
  threadStarted(): void {
    this.#options.tell({ type: 'load' });
  }

  heard(message: FromSearchThread & { type: 'loaded' | 'updated' }): void {
    const { logger, version } = this.#options;
    if (message.type === 'updated') {
      if (message.isWorn) this.rebuild();
      return;
    }
    if (message.problem === 'damaged') logger.error({}, 'search index damaged, set aside');
    if (this.#sinceBuild.size > 0 && this.#builder === null) this.#passOn([...this.#sinceBuild]);
    else if (version() !== '' && message.version !== version()) this.#renew();
    else this.#isRenewed = false;
    if (this.#builder === null) this.#sinceBuild = new Set();
  }

  changed(changed: ChangedProducts): void {
    if (changed !== 'all') {
      for (const id of changed) if (this.#builder !== null) this.#sinceBuild.add(id);
      if (changed.size > MOST_IDS) this.rebuild();
      else this.#passOn([...changed]);
      return;
    }
    if (this.#options.version() === '') this.#options.tell({ type: 'drop' });
    else this.rebuild();
  }

  /** The file that is there is not the one wanted; when that was just built, the next try waits. */
  #renew(): void {
    const isAgain = this.#isRenewed;
    this.#isRenewed = true;
    if (isAgain) this.#retry = this.#options.clock.setTimer(RETRY_MS, () => this.rebuild());
    else this.rebuild();
  }

  /** Builds in a thread of its own; the old index answers meanwhile. */
  rebuild(): void {
    this.#retry?.cancel();
    if (this.#isStopped) return;
    if (this.#builder !== null) {
      this.#mustRebuild = true;
      return;
    }
    const { data, spawn = spawnThread, clock } = this.#options;
    this.#mustRebuild = false;
    this.#sinceBuild = new Set();
    const began = clock.now();
    const builder = spawn('build', data);
    builder.unref();
    this.#builder = builder;
    let cause: unknown;
    builder.on('error', (error) => (cause = error));
    builder.once('exit', () => this.#built(began, cause));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#retry?.cancel();
    await this.#builder?.terminate();
  }

  #built(began: number, cause: unknown): void {
    const { logger, clock, tell } = this.#options;
    this.#builder = null;
    if (this.#isStopped) return;
    if (cause !== undefined) {
      // A catalogue that is being replaced cannot be read for a moment.
      logger.warn({ err: cause }, 'the search index could not be built; trying again');
      this.#retry = clock.setTimer(RETRY_MS, () => this.rebuild());
      return;
    }
    logger.info({ ms: clock.now() - began }, 'search index built');
    if (this.#mustRebuild) this.rebuild();
    else tell({ type: 'load' });
  }

  #passOn(productIds: string[]): void {
    for (let at = 0; at < productIds.length; at += MOST_IDS)
      this.#options.tell({ type: 'changed', productIds: productIds.slice(at, at + MOST_IDS) });
  }
}
