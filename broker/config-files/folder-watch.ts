/** Tells that something in a folder changed, at most once in a while; looks by itself where the system cannot tell. */
import { statSync, watch, type FSWatcher } from 'node:fs';
import type { Clock, Logger } from '../ports.ts';

export interface WatchOptions {
  dir: string;
  clock: Clock;
  logger: Logger;
  /** Must not throw. */
  changed: () => void;
  /** `fs.watch`, or what a test has for it. */
  watch?: (dir: string, listener: () => void) => Pick<FSWatcher, 'close' | 'on'>;
}

/** Editors write, rename and write again; one reading of the result is enough. */
const SETTLE_MS = 200;
/** Where the system has no watches left, or the folder went away. */
const POLL_MS = 5_000;

export class FolderWatch {
  readonly #options: WatchOptions;
  #watcher: Pick<FSWatcher, 'close' | 'on'> | undefined;
  #settle: { cancel(): void } | undefined;
  #poll: { cancel(): void } | undefined;
  #running = false;
  #pollingSaid = false;
  /** Of the folder that is watched. */
  #identity: string | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = true;
    this.#arm();
  }

  stop(): void {
    this.#running = false;
    this.#settle?.cancel();
    this.#poll?.cancel();
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #arm(): void {
    const { dir, watch: watchFolder = watchWith } = this.#options;
    try {
      this.#identity = identityOf(dir);
      const watcher = watchFolder(dir, () => this.#noticed());
      this.#watcher = watcher;
      watcher.on('error', () => this.#disarm(watcher));
      watcher.on('close', () => this.#disarm(watcher));
      this.#pollingSaid = false;
    } catch (error) {
      this.#lookLater(error);
    }
  }

  #disarm(watcher: Pick<FSWatcher, 'close' | 'on'>): void {
    if (this.#watcher !== watcher) return;
    this.#watcher = undefined;
    watcher.close();
    this.#lookLater(undefined);
  }

  #lookLater(error: unknown): void {
    if (!this.#running) return;
    const { clock, logger, dir, changed } = this.#options;
    if (!this.#pollingSaid)
      logger.info({ dir, err: error }, 'the folder cannot be watched; it is looked at every few seconds');
    this.#pollingSaid = true;
    this.#poll?.cancel();
    this.#poll = clock.setTimer(POLL_MS, () => {
      changed();
      this.#arm();
    });
  }

  #noticed(): void {
    if (!this.#running) return;
    const { clock, changed, dir } = this.#options;
    this.#settle?.cancel();
    this.#settle = clock.setTimer(SETTLE_MS, () => {
      changed();
      // The watch of a folder that was removed or replaced goes on and says nothing any more.
      if (this.#watcher !== undefined && identityOf(dir) !== this.#identity) this.#disarm(this.#watcher);
    });
  }
}

function watchWith(dir: string, listener: () => void): FSWatcher {
  return watch(dir, { persistent: false }, () => listener());
}

/** Undefined when there is no such folder. */
function identityOf(dir: string): string | undefined {
  try {
    // Numbers of folders are used again, at once.
    const { dev, ino, birthtimeNs } = statSync(dir, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
