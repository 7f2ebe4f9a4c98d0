/**
 * The folder of snapshots: `{version}-{store}.ndjson.gz`, each with the SHA-256 of its bytes beside it. A file that is
 * no longer current stays for a while, because a kiosk on a slow line may be in the middle of it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toTopicLevel } from '../../contract/topics.ts';
import type { Clock } from '../../ports.ts';

const ENDING = '.ndjson.gz';
const DIGEST = '.sha256';
const HEX = /^[0-9a-f]{64}$/;

/** Longer than a line of 1 Mbit/s needs for the largest snapshot of a store. */
const KEEP_MS = 6 * 3_600_000;
/** Of the folder: beyond it the oldest goes, however young it is. */
const MOST_BYTES = 4 * 1024 ** 3;

export interface KeptFile {
  path: string;
  version: string;
  /** Lower hexadecimal, of the bytes of the file. */
  sha256: string;
  size: number;
}

export class KeptFiles {
  readonly #folder: string;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(folder: string, clock: Pick<Clock, 'now'>) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Where the file of a version is, or will be. */
  path(version: string, storeCode: string): string {
    return join(this.#folder, `${version}-${suffixOf(storeCode)}`);
  }

  async find(version: string, storeCode: string): Promise<KeptFile | undefined> {
    return this.#read(this.path(version, storeCode), version);
  }

  /** The youngest of a store, when it is younger than so many milliseconds. */
  async recent(storeCode: string, ms: number): Promise<KeptFile | undefined> {
    const names = new Set(await this.#namesOf(storeCode));
    if (names.size === 0) return undefined;
    const youngest = (await this.#byAge()).find(({ name }) => names.has(name));
    return youngest === undefined || youngest.age > ms
      ? undefined
      : this.#read(join(this.#folder, youngest.name), versionIn(youngest.name, storeCode));
  }

  /** A snapshot of that store by the hash of its bytes, current or not. */
  async byDigest(storeCode: string, sha256: string): Promise<KeptFile | undefined> {
    for (const file of await this.#namesOf(storeCode)) {
      const found = await this.#read(join(this.#folder, file), versionIn(file, storeCode));
      if (found?.sha256 === sha256) return found;
    }
    return undefined;
  }

  /** Gives a file that was written beside its name; the hash first, so that a file never stands without one. */
  async keep(partial: string, name: { version: string; storeCode: string }): Promise<KeptFile> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(partial), hash);
    const path = this.path(name.version, name.storeCode);
    const sha256 = hash.digest('hex');
    const { size } = await stat(partial);
    await writeFile(path + DIGEST, sha256, { flush: true });
    await rename(partial, path);
    return { path, version: name.version, sha256, size };
  }

  /** Removes what is old, too much, or half written by a hub that was killed. Files of `version` stay. */
  async tidy(version: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    let left = MOST_BYTES;
    for (const { name, bytes, age } of await this.#byAge()) {
      const isCurrent = name.startsWith(`${version}-`);
      if (!isCurrent) left -= bytes;
      if (name.endsWith('.part') || (!isCurrent && (age > KEEP_MS || left < 0)))
        await rm(join(this.#folder, name), { force: true });
    }
  }

  /** The youngest first. */
  async #byAge(): Promise<{ name: string; bytes: number; age: number }[]> {
    const files = [];
    for (const name of await readdir(this.#folder)) {
      const found = await stat(join(this.#folder, name)).catch(() => undefined);
      if (found?.isFile()) files.push({ name, bytes: found.size, age: this.#clock.now() - found.mtimeMs });
    }
    return files.sort((a, b) => a.age - b.age);
  }

  async #namesOf(storeCode: string): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => name.endsWith(`-${suffixOf(storeCode)}`));
  }

  async #read(path: string, version: string): Promise<KeptFile | undefined> {
    try {
      const [{ size }, sha256] = await Promise.all([stat(path), readFile(path + DIGEST, 'utf8')]);
      return HEX.test(sha256) ? { path, version, sha256, size } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Store codes are case-sensitive and may hold anything, so the file's name carries them as hex too. */
function suffixOf(storeCode: string): string {
  return `${toTopicLevel(storeCode)}-${Buffer.from(storeCode).toString('hex')}${ENDING}`;
}

function versionIn(name: string, storeCode: string): string {
  return name.slice(0, -suffixOf(storeCode).length - 1);
}
