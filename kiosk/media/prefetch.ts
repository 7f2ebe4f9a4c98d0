/** Fetches pictures ahead, one at a time and with pauses, so that a shopper's own requests always come first. */
import type { Clock, Logger } from '../../broker/ports.ts';
import { isKioskError } from '../errors.ts';

const PAUSE_MS = 100;
/** Without a hub there is no hurry. */
const OFFLINE_MS = 30_000;

export interface PrefetchOptions {
  clock: Clock;
  logger: Logger;
  /** False when the file is here or there is no room for it. */
  isWanted(file: string): boolean;
  fetch(file: string): Promise<unknown>;
}

export class Prefetch {
  readonly #options: PrefetchOptions;
  #queue: string[] = [];
  #timer: { cancel(): void } | undefined;
  #isRunning = false;
  #isStopped = false;

  constructor(options: PrefetchOptions) {
    this.#options = options;
  }

  /** Begins a new list; what was left of the old one is dropped. */
  replace(files: readonly string[]): void {
    this.#isStopped = false;
    this.#queue = [...files];
    this.#timer?.cancel();
    if (!this.#isRunning) this.#schedule(PAUSE_MS);
  }

  /** These too, and first: somebody may be about to look at what is new. */
  add(files: readonly string[]): void {
    if (files.length === 0) return;
    const wanted = new Set(files);
    this.replace([...wanted, ...this.#queue.filter((file) => !wanted.has(file))]);
  }

  stop(): void {
    this.#isStopped = true;
    this.#queue = [];
    this.#timer?.cancel();
  }

  #schedule(milliseconds: number): void {
    if (this.#isStopped || this.#queue.length === 0) return;
    this.#timer = this.#options.clock.setTimer(milliseconds, () => void this.#step());
  }

  async #step(): Promise<void> {
    const file = this.#next();
    if (file === undefined) return;
    this.#isRunning = true;
    const isReached = await this.#fetch(file);
    this.#isRunning = false;
    if (!isReached && !this.#isStopped) this.#queue.unshift(file);
    this.#schedule(isReached ? PAUSE_MS : OFFLINE_MS);
  }

  #next(): string | undefined {
    let file = this.#queue.shift();
    while (file !== undefined && !this.#options.isWanted(file)) file = this.#queue.shift();
    return file;
  }

  /** False when the hub could not be reached. A picture that it does not have is not asked for again. */
  async #fetch(file: string): Promise<boolean> {
    try {
      await this.#options.fetch(file);
      return true;
    } catch (error) {
      if (isKioskError(error, 'TW_MEDIA_OFFLINE')) return false;
      this.#options.logger.info({ file, err: error }, 'picture not fetched ahead');
      return true;
    }
  }
}
