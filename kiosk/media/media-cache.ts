/**
 * Pictures on the kiosk's own disk: fetched from the hub once, served from here for ever after, also without a network.
 * A name holds the hash of its picture, so that a file never changes; the least recently used give way.
 */
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Logger } from '../../broker/ports.ts';
import { KioskError } from '../errors.ts';
import { fetchMedia } from './fetch-media.ts';
import { LruIndex, readFolder } from './lru-index.ts';
import { isMediaFile } from './media-file.ts';
import { Prefetch } from './prefetch.ts';

const MEBIBYTE = 1024 * 1024;
const DEFAULT_BYTES = 512 * MEBIBYTE;
const LARGEST_PICTURE = 8 * MEBIBYTE;
const FETCH_MS = 15_000;

export interface MediaCacheOptions {
  /** Folder of the files; is created. */
  folder: string;
  /** Base address of the hub. */
  hub: string;
  clock: Clock;
  logger: Logger;
  fetch?: typeof fetch;
  /** Bytes kept at the most. Default 512 MiB. */
  maxBytes?: number;
}

/** A picture on disk. It never changes, so that it may be served as immutable. */
export interface CachedMedia {
  path: string;
  bytes: number;
}

export class MediaCache {
  readonly #options: MediaCacheOptions;
  readonly #index: LruIndex;
  readonly #underway = new Map<string, Promise<CachedMedia>>();
  readonly #prefetch: Prefetch;
  #abort = new AbortController();

  constructor(options: MediaCacheOptions) {
    this.#options = options;
    this.#index = new LruIndex(options.maxBytes ?? DEFAULT_BYTES);
    this.#prefetch = new Prefetch({
      clock: options.clock,
      logger: options.logger,
      isWanted: (file) => !this.#index.has(file) && this.#index.hasRoom(),
      fetch: (file) => this.get(file),
    });
  }

  /** Reads what is on disk, and removes what is no picture. */
  async start(): Promise<void> {
    this.#abort = new AbortController();
    await mkdir(this.#options.folder, { recursive: true });
    for (const entry of await readFolder(this.#options.folder)) this.#index.add(entry.file, entry.bytes);
    await this.#evict();
  }

  /** Gives up fetches that are under way. */
  async stop(): Promise<void> {
    this.#prefetch.stop();
    this.#abort.abort();
    await Promise.allSettled(this.#underway.values());
  }

  /**
   * The picture's file, fetched now if it is not here. Requests for the same file share one fetch.
   * @param file `{sha256}-{width}.webp`, or `.jpg` for the same as JPEG
   * @throws KioskError TW_MEDIA_NAME | TW_MEDIA_NOT_FOUND | TW_MEDIA_OFFLINE | TW_MEDIA_INVALID
   */
  async get(file: string): Promise<CachedMedia> {
    if (!isMediaFile(file)) throw new KioskError('TW_MEDIA_NAME');
    const bytes = this.#index.use(file);
    if (bytes !== undefined) return this.#touch({ path: this.#path(file), bytes }, file);
    const running = this.#underway.get(file) ?? this.#fetch(file);
    this.#underway.set(file, running);
    return running;
  }

  /** Fetches these in the background, in order and slowly. Replaces what was still to be fetched. */
  prefetch(files: readonly string[]): void {
    this.#prefetch.replace(files.filter(isMediaFile));
  }

  /** These too, before what is still to be fetched. */
  prefetchAlso(files: readonly string[]): void {
    this.#prefetch.add(files.filter((file) => isMediaFile(file) && !this.#index.has(file)));
  }

  /** Bytes on disk. */
  size(): number {
    return this.#index.bytes;
  }

  #path(file: string): string {
    return join(this.#options.folder, file);
  }

  async #fetch(file: string): Promise<CachedMedia> {
    const { hub, clock } = this.#options;
    const timeout = new AbortController();
    const timer = clock.setTimer(FETCH_MS, () => timeout.abort());
    try {
      const data = await fetchMedia(file, {
        hub,
        largest: LARGEST_PICTURE,
        signal: AbortSignal.any([timeout.signal, this.#abort.signal]),
        ...(this.#options.fetch === undefined ? {} : { fetch: this.#options.fetch }),
      });
      await this.#keep(file, data);
      return { path: this.#path(file), bytes: data.length };
    } finally {
      timer.cancel();
      this.#underway.delete(file);
    }
  }

  async #keep(file: string, data: Buffer): Promise<void> {
    const temporary = `${this.#path(file)}.part`;
    try {
      await writeFile(temporary, data);
      await rename(temporary, this.#path(file));
    } catch (cause) {
      await rm(temporary, { force: true });
      throw new KioskError('TW_MEDIA_DISK', undefined, { cause });
    }
    this.#index.add(file, data.length);
    await this.#evict();
  }

  /** The order of use outlives a restart as the files' times. A file that somebody removed is forgotten. */
  async #touch(media: CachedMedia, file: string): Promise<CachedMedia> {
    const seconds = this.#options.clock.now() / 1000;
    try {
      await utimes(media.path, seconds, seconds);
      return media;
    } catch {
      this.#index.remove(file);
      return this.get(file);
    }
  }

  async #evict(): Promise<void> {
    for (const file of this.#index.surplus()) await rm(this.#path(file), { force: true });
  }
}
