/**
 * Notices that the catalogue has changed: another process imported one, or a tag was learned, here or at another hub. All
 * is told at the next look, so that twenty tags learned in a row are not twenty catalogues.
 */
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { FleetHealth } from '../fleet-db/health.ts';
import type { BindingStore } from '../store/binding-store.ts';
import type { CurrentCatalogue } from './current-catalogue.ts';

const POLL_MS = 1_000;

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
  #timer: { cancel(): void } | undefined;
  #looking: Promise<void> | undefined;
  #version = '';
  #running = false;

  constructor(options: VersionWatchOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** @param version Which was current when the hub started. */
  start(version: string): void {
    this.#version = version;
    this.#running = true;
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.drained();
  }

  /** Resolves once the look that is under way has ended. */
  async drained(): Promise<void> {
    await this.#looking;
  }

  onChanged(listener: (version: string) => void): () => void {
    return this.#changed.add(listener);
  }

  #schedule(): void {
    this.#timer = this.#options.clock.setTimer(POLL_MS, () => {
      this.#schedule();
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
    });
  }

  async #look(): Promise<void> {
    const { catalogue, bindings, health, logger } = this.#options;
    try {
      catalogue.bindingsAt(await bindings.revision());
      health.worked();
    } catch (error) {
      health.failed(error, 'the fleet’s database does not answer; kiosks keep their events');
    }
    if (!this.#running) return;
    try {
      const version = catalogue.version();
      if (version === this.#version) return;
      this.#version = version;
      logger.info({ version }, 'a new catalogue is here');
      this.#changed.emit(version);
    } catch (error) {
      logger.warn({ err: error }, 'the version of the catalogue could not be read');
    }
  }
}
