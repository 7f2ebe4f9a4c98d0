/** One episode of a disk that refuses writes: said once when it begins, tried again on a timer, said once when over. */
import { Listeners } from '../link/listeners.ts';
import type { Clock, Logger } from '../ports.ts';
import { isDiskFull, isReadOnly } from '../sqlite/open.ts';

/** Something that people should know of; null when it is over. */
export interface OutboxTrouble {
  code: 'TW_DATABASE_FULL';
  message: string;
  /** ISO 8601. */
  since: string;
}

export interface DiskTroubleOptions {
  clock: Clock;
  logger: Logger;
  /** Tries to write again. */
  retry: () => void;
}

const RETRY_MS = 2_000;
const FULL = 'The disk is full; events wait in memory.';
const READ_ONLY = 'The disk cannot be written; events wait in memory.';

export class DiskTrouble {
  readonly #options: DiskTroubleOptions;
  readonly #listeners: Listeners<[OutboxTrouble | null]>;
  #now: OutboxTrouble | null = null;
  #timer: { cancel(): void } | undefined;

  constructor(options: DiskTroubleOptions) {
    this.#options = options;
    this.#listeners = new Listeners(options.logger);
  }

  onTrouble(listener: (trouble: OutboxTrouble | null) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** The episode that goes on now. */
  get current(): OutboxTrouble | null {
    return this.#now;
  }

  /** The disk refused. Whoever listens may append: call it when every event has its place. */
  begin(cause: unknown): void {
    this.#timer ??= this.#options.clock.setTimer(RETRY_MS, () => {
      this.#timer = undefined;
      this.#options.retry();
    });
    if (this.#now) return;
    const message = isReadOnly(cause) ? READ_ONLY : FULL;
    this.#now = {
      code: 'TW_DATABASE_FULL',
      message,
      since: new Date(this.#options.clock.now()).toISOString(),
    };
    this.#options.logger.error({ code: this.#now.code, err: cause }, message);
    this.#listeners.emit(this.#now);
  }

  /** Runs what writes; a refusal begins an episode, anything else that is thrown passes. */
  unlessFull<T>(write: () => T): { refused: false; value: T } | { refused: true } {
    try {
      return { refused: false, value: write() };
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.begin(error);
      return { refused: true };
    }
  }

  end(): void {
    this.stop();
    if (!this.#now) return;
    this.#now = null;
    this.#options.logger.info({}, 'the disk takes events again');
    this.#listeners.emit(null);
  }

  /** Ends the tries, not the episode. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
