/**
 * Notices that the catalogue has changed: another process imported one, which SQLite counts as a foreign commit in
 * `data_version`, or this one learned a tag and says so. Both are told at the next look, so that twenty tags learned in
 * a row are not twenty catalogues.
 */
import { Listeners } from '../../link/listeners.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

const POLL_MS = 1_000;

export interface VersionWatchOptions {
  database: SqliteDatabase;
  catalogue: { version(): string };
  clock: Clock;
  logger: Logger;
}

export class VersionWatch {
  readonly #options: VersionWatchOptions;
  readonly #changed: Listeners<[string]>;
  #timer: { cancel(): void } | undefined;
  #dataVersion: unknown;
  #version = '';

  constructor(options: VersionWatchOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  start(): void {
    this.#version = this.#options.catalogue.version();
    this.#dataVersion = this.#options.database.pragma('data_version', { simple: true });
    this.#schedule();
  }

  /** A change of our own is in the database. */
  touched(): void {
    this.#dataVersion = undefined;
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  onChanged(listener: (version: string) => void): () => void {
    return this.#changed.add(listener);
  }

  #schedule(): void {
    this.#timer = this.#options.clock.setTimer(POLL_MS, () => {
      this.#look();
      this.#schedule();
    });
  }

  #look(): void {
    const { database, catalogue, logger } = this.#options;
    try {
      const dataVersion = database.pragma('data_version', { simple: true });
      if (dataVersion === this.#dataVersion) return;
      this.#dataVersion = dataVersion;
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
