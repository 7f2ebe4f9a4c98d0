/** Derives the pictures a feed refers to, two at a time, and skips those that are there already. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { isBrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { derivePicture, isDerived, readPicture } from '../media/derive.ts';
import { findPicture } from '../media/find-picture.ts';
import type { MediaRecord, MediaStore } from '../store/media-store.ts';
import type { VariantRow } from './read-products.ts';
import type { Rejections } from './rejections.ts';

const AT_ONCE = 2;
/** A partial file this old belongs to an import that was killed. */
const STALE_MS = 3_600_000;

export interface PicturesOptions {
  productsFile: string;
  rows: readonly VariantRow[];
  folder: string;
  media: Pick<MediaStore, 'get' | 'save'>;
  rejections: Rejections;
  clock: Clock;
  onPicture: (done: number, total: number) => void;
}

/** Derived pictures by the link of the feed. A picture that cannot be used is noted and left out. */
export async function importPictures(options: PicturesOptions): Promise<Map<string, MediaRecord>> {
  const { rows, folder, clock, onPicture } = options;
  await mkdir(folder, { recursive: true });
  await removeStale(folder, clock.now());
  // Two pictures side by side use two cores better than one picture with two threads.
  sharp.concurrency(1);
  sharp.cache(false);
  const first = new Map<string, VariantRow>();
  for (const row of rows) for (const link of row.pictures) if (!first.has(link)) first.set(link, row);
  const queue = [...first];
  const pictures = new Map<string, MediaRecord>();
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [link, row] = next;
      const picture = await importPicture(link, row, options);
      if (picture) pictures.set(link, picture);
      done += 1;
      onPicture(done, first.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return pictures;
}

async function importPicture(
  link: string,
  row: VariantRow,
  { productsFile, folder, media, rejections }: PicturesOptions,
): Promise<MediaRecord | undefined> {
  const place = { file: productsFile, line: row.line, id: row.sku };
  const found = await findPicture(productsFile, link);
  if ('code' in found) {
    rejections.add(place, found.code, found.reason);
    return undefined;
  }
  try {
    const source = await readPicture(found.path);
    const known = media.get(source.sha256);
    if (known && (await isDerived(folder, known))) return known;
    const derived = await derivePicture(source, folder);
    media.save(derived);
    return derived;
  } catch (error) {
    if (!isBrokerError(error, 'TW_PICTURE_BROKEN')) throw error;
    rejections.add(place, 'TW_PICTURE_BROKEN', `${link}: ${error.message}`);
    return undefined;
  }
}

async function removeStale(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (now - mtimeMs > STALE_MS) await rm(join(folder, name), { force: true });
  }
}
