/** Keeps the folder of pictures within bounds: those that nothing shows go first, the longest unused of them first. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface PruneOptions {
  folder: string;
  /** SHA-256 of the pictures that the catalogue shows; they stay, however many. Copies as JPEG may go: they can be made again. */
  used: ReadonlySet<string>;
  mostBytes: number;
}

interface Found {
  path: string;
  bytes: number;
  at: number;
}

const NAME = /^([0-9a-f]{64})-\d+\.(webp|jpg)$/;

/** @returns How many files and bytes went. */
export async function prunePictures({
  folder,
  used,
  mostBytes,
}: PruneOptions): Promise<{ files: number; bytes: number }> {
  const unused: Found[] = [];
  let total = 0;
  for (const name of await readdir(folder)) {
    const [, sha256, ending] = NAME.exec(name) ?? [];
    if (sha256 === undefined) continue;
    const path = join(folder, name);
    const { size, atimeMs, mtimeMs } = await stat(path);
    total += size;
    // Many disks keep no times of access.
    if (ending === 'jpg' || !used.has(sha256))
      unused.push({ path, bytes: size, at: Math.max(atimeMs, mtimeMs) });
  }
  const gone = { files: 0, bytes: 0 };
  for (const { path, bytes } of unused.sort((a, b) => a.at - b.at)) {
    if (total - gone.bytes <= mostBytes) break;
    await rm(path, { force: true });
    gone.files += 1;
    gone.bytes += bytes;
  }
  return gone;
}
