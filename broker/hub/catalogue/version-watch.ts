/**
 * Notices that the catalogue has changed: another process imported one, or a tag was learned at another hub. What this hub
 * itself does is told at once, by `look`; what comes in quick succession, together.
 */
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { FleetHealth } from '../fleet-db/health.ts';
import type { BindingStore } from '../store/binding-store.ts';
import type { CurrentCatalogue } from './current-catalogue.ts';

/** One read by key on a file that is open. */
const POLL_MS = 100;
/** The learned tags may be on a server far away. */
const TAGS_MS = 1_000;
/** Between two announcements: a hundred changes of stock in a second are ten catalogues. */
const PAUSE_MS = 100;

export interface VersionWatchOptions {
  catalogue: Pick<CurrentCatalogue, 'version' | 'bindingsAt'>;
  bindings: Pick<BindingStore, 'revision'>;
  health: Pick<FleetHealth, 'failed' | 'worked'>;
  clock: Clock;
  logger: Logger;
}

export class VersionWatch {
  readonly #options: VersionWatchOptions;
  readonly #changed: Listeners<[string]>;
  readonly #timers = new Map<'poll' | 'tags' | 'look', { cancel(): void }>();
  #asking: Promise<void> | undefined;
  #version = '';
  #toldAt = Number.NEGATIVE_INFINITY;
  #isRunning = false;

  constructor(options: VersionWatchOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** @param version Which was current when the hub started. */
  start(version: string): void {
    this.#version = version;
    this.#isRunning = true;
    this.#poll();
    this.#pollTags();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    await this.drained();
  }

  /** Resolves once the look at the learned tags that is under way has ended. */
  async drained(): Promise<void> {
    await this.#asking;
  }

  onChanged(listener: (version: string) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Something has changed here: it is told now, or as soon as the pause after the last time is over. */
  look(): void {
    if (!this.#isRunning || this.#timers.has('look')) return;
    const wait = this.#toldAt + PAUSE_MS - this.#options.clock.now();
    if (wait <= 0) this.#tell();
    else
      this.#after('look', wait, () => {
        this.#timers.delete('look');
        this.#tell();
      });
  }

  #poll(): void {
    this.#after('poll', POLL_MS, () => {
      this.#poll();
      this.look();
    });
  }

  #pollTags(): void {
    this.#after('tags', TAGS_MS, () => {
      this.#pollTags();
      this.#asking ??= this.#askTags().finally(() => {
        this.#asking = undefined;
      });
    });
  }

  #after(name: 'poll' | 'tags' | 'look', ms: number, run: () => void): void {
    this.#timers.set(name, this.#options.clock.setTimer(ms, run));
  }

  async #askTags(): Promise<void> {
    const { catalogue, bindings, health } = this.#options;
    try {
      catalogue.bindingsAt(await bindings.revision());
      health.worked();
    } catch (error) {
      health.failed(error, 'the fleet’s database does not answer; kiosks keep their events');
    }
    this.look();
  }

  #tell(): void {
    const { catalogue, clock, logger } = this.#options;
    try {
      const version = catalogue.version();
      if (version === this.#version) return;
      this.#version = version;
      this.#toldAt = clock.now();
      logger.debug({ version }, 'the catalogue is another one now');
      this.#changed.emit(version);
    } catch (error) {
      logger.warn({ err: error }, 'the version of the catalogue could not be read');
    }
  }
}
