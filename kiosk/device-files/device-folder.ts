/** The folder of device files: reads it, keeps what is good in force, and says so again whenever a file changes. */
import { createHash } from 'node:crypto';
import type { Clock, Logger } from '../../broker/ports.ts';
import { makeFolder } from '../system/make-folder.ts';
import type { Surroundings } from './check-entry.ts';
import { checkFile, type CheckedFile } from './check-file.ts';
import { FolderWatch, type WatchOptions } from '../../broker/config-files/folder-watch.ts';
import { decide, type FileProblem, type FolderState } from './in-force.ts';
import { readFolder, type FileText } from '../../broker/config-files/read-file.ts';
import { withSecretStamps } from './secret-stamp.ts';

export interface DeviceFolderOptions {
  dir: string;
  around: Surroundings;
  reserved: ReadonlyMap<string, string>;
  clock: Clock;
  logger: Logger;
  /** What is in force now, whenever that or its problems changed. Must not reject. */
  changed: (state: FolderState) => Promise<void>;
  watch?: WatchOptions['watch'];
}

interface Known {
  hash: string;
  checked: CheckedFile;
}

export class DeviceFolder {
  readonly #options: DeviceFolderOptions;
  readonly #watch: FolderWatch;
  readonly #known = new Map<string, Known>();
  #state: FolderState = { inForce: new Map(), problems: [] };
  #said = '';
  #looking: Promise<void> | undefined;
  #again = false;
  #running = false;

  constructor(options: DeviceFolderOptions) {
    this.#options = options;
    this.#watch = new FolderWatch({
      dir: options.dir,
      clock: options.clock,
      logger: options.logger,
      changed: () => void this.look(),
      ...(options.watch === undefined ? {} : { watch: options.watch }),
    });
  }

  /** Resolves once the devices of the folder are said for the first time. */
  async start(): Promise<void> {
    this.#running = true;
    try {
      makeFolder(this.#options.dir);
    } catch {
      // The reading says it.
    }
    // First the watch: what changes while the folder is read is then read again.
    this.#watch.start();
    await this.look();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#watch.stop();
    await this.#looking;
  }

  /** Reads the folder again; while a reading is under way, once more after it. */
  look(): Promise<void> {
    if (this.#looking !== undefined) {
      this.#again = true;
      return this.#looking;
    }
    this.#looking = this.#lookUntilQuiet().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #lookUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      if (!this.#running) return;
      await this.#once();
    } while (this.#again);
  }

  async #once(): Promise<void> {
    const { dir, reserved, changed, logger } = this.#options;
    try {
      const state = decide({
        files: await this.#check(await readFolder(dir)),
        before: this.#state.inForce,
        reserved,
      });
      this.#state = state;
    } catch (error) {
      // A folder that cannot be read says nothing about its devices: they stay.
      const { code } = error as NodeJS.ErrnoException;
      logger.debug({ dir, err: error }, 'the folder of device files cannot be read');
      this.#state = { ...this.#state, problems: [unreadable(dir, code)] };
    }
    const said = JSON.stringify([[...this.#state.inForce], this.#state.problems]);
    if (said === this.#said || !this.#running) return;
    this.#said = said;
    await changed(this.#state);
  }

  /** A file is checked again only when its content changed. */
  async #check(texts: ReadonlyMap<string, FileText>): Promise<Map<string, CheckedFile>> {
    const files = new Map<string, CheckedFile>();
    for (const name of this.#known.keys()) if (!texts.has(name)) this.#known.delete(name);
    for (const [name, text] of texts) {
      const hash = createHash('sha256').update(JSON.stringify(text)).digest('base64');
      const known = this.#known.get(name);
      const checked =
        known?.hash === hash ? known.checked : await checkFile(name, text, this.#options.around);
      this.#known.set(name, { hash, checked });
      files.set(name, await withSecretStamps(checked, this.#options.dir));
    }
    return files;
  }
}

function unreadable(dir: string, code: string | undefined): FileProblem {
  return { file: dir, message: `The folder ${dir} cannot be read (${code ?? 'unknown reason'}).`, ids: [] };
}
