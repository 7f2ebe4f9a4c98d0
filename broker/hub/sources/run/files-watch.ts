/** Notices that files changed, and waits until whoever writes them has finished. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FolderWatch, type WatchOptions } from '../../../config-files/folder-watch.ts';
import type { Clock, Logger } from '../../../ports.ts';

export interface FilesWatchOptions {
  /** Absolute paths. */
  files: readonly string[];
  clock: Clock;
  logger: Logger;
  /** They are other than they were, and have stayed so for a moment. Must not throw. */
  changed: () => void;
  watch?: WatchOptions['watch'];
}

/** A file that is still written grows within it. */
const SETTLE_MS = 2_000;
/** Network drives tell nothing, and a folder that is replaced only late. */
const POLL_MS = 30_000;

export class FilesWatch {
  readonly #options: FilesWatchOptions;
  readonly #watches: FolderWatch[];
  #poll: { cancel(): void } | undefined;
  #settle: { cancel(): void } | undefined;
  #seen = '';
  #running = false;

  constructor(options: FilesWatchOptions) {
    const { files, clock, logger, watch } = options;
    this.#options = options;
    const changed = (): void => this.#look();
    this.#watches = [...new Set(files.map((file) => dirname(file)))].map(
      (dir) => new FolderWatch({ dir, clock, logger, changed, ...(watch && { watch }) }),
    );
  }

  start(): void {
    if (this.#options.files.length === 0) return;
    this.#running = true;
    this.#seen = this.#stamp();
    for (const watch of this.#watches) watch.start();
    this.#again();
  }

  stop(): void {
    this.#running = false;
    for (const watch of this.#watches) watch.stop();
    this.#poll?.cancel();
    this.#settle?.cancel();
  }

  #again(): void {
    this.#poll = this.#options.clock.setTimer(POLL_MS, () => {
      this.#look();
      this.#again();
    });
  }

  #look(): void {
    if (this.#running && this.#settle === undefined && this.#stamp() !== this.#seen)
      this.#waitFor(this.#stamp());
  }

  #waitFor(stamp: string): void {
    this.#settle = this.#options.clock.setTimer(SETTLE_MS, () => {
      this.#settle = undefined;
      const now = this.#stamp();
      if (now !== stamp) return this.#waitFor(now);
      if (now === this.#seen) return undefined;
      this.#seen = now;
      return this.#options.changed();
    });
  }

  #stamp(): string {
    return this.#options.files.map(stampOf).join('\n');
  }
}

/** A file that is away for a moment is a change, too: what follows it is read. */
function stampOf(file: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return 'none';
  }
}
