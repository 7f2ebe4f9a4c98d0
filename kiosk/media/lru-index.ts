/** Which files are on disk, how large, and which were used last. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMediaFile } from './media-file.ts';

/** Fetching ahead stops here, so that it never drives out what people look at. */
const ROOM = 0.8;

export class LruIndex {
  /** In the order of use, the least recent first: a Map keeps the order of insertion. */
  readonly #sizes = new Map<string, number>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(file: string): boolean {
    return this.#sizes.has(file);
  }

  hasRoom(): boolean {
    return this.#bytes < this.#maxBytes * ROOM;
  }

  /** Marks the file as used now; undefined when it is not here, else its size. */
  use(file: string): number | undefined {
    const bytes = this.#sizes.get(file);
    if (bytes === undefined) return undefined;
    this.#sizes.delete(file);
    this.#sizes.set(file, bytes);
    return bytes;
  }

  add(file: string, bytes: number): void {
    this.remove(file);
    this.#sizes.set(file, bytes);
    this.#bytes += bytes;
  }

  remove(file: string): void {
    this.#bytes -= this.#sizes.get(file) ?? 0;
    this.#sizes.delete(file);
  }

  /** Takes the least recently used out of the index until the rest fits; the newest always stays. */
  surplus(): string[] {
    const gone: string[] = [];
    for (const file of this.#sizes.keys()) {
      if (this.#bytes <= this.#maxBytes || this.#sizes.size === 1) break;
      this.remove(file);
      gone.push(file);
    }
    return gone;
  }
}

interface FolderEntry {
  file: string;
  bytes: number;
  usedAt: number;
}

/** The pictures in the folder, the least recently used first. Halves of interrupted fetches are removed. */
export async function readFolder(folder: string): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const file of await readdir(folder)) {
    if (isMediaFile(file)) {
      const { size, mtimeMs } = await stat(join(folder, file));
      entries.push({ file, bytes: size, usedAt: mtimeMs });
    } else if (file.endsWith('.part')) await rm(join(folder, file), { force: true });
  }
  return entries.sort((a, b) => a.usedAt - b.usedAt);
}
