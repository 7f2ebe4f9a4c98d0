/** Derives one picture that a source refers to, and skips it when that was done already. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { isBrokerError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { derivePicture, isDerived, readPicture } from '../media/derive.ts';
import { findPicture } from '../media/find-picture.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { PictureImport } from './pipeline/stage-pictures.ts';
import type { Rejections } from './rejections.ts';

/** A partial file this old belongs to an import that was killed. */
const STALE_MS = 3_600_000;

export interface PicturesOptions {
  /** Where relative links begin: an absolute folder path. */
  base: string;
  /** Of derived pictures. */
  folder: string;
  media: Pick<MediaStore, 'get' | 'save'>;
  rejections: Rejections;
  clock: Clock;
}

/** A picture that cannot be used is noted and left out. */
export function pictureImport(options: PicturesOptions): PictureImport {
  const { base, folder, media, rejections, clock } = options;
  let ready: Promise<void> | undefined;
  return async (link, place) => {
    ready ??= preparePictures(folder, clock.now());
    await ready;
    const found = await findPicture(base, link);
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
  };
}

/** Makes the folder, and takes away what an import that was killed left in it. @param now Milliseconds since 1970. */
export async function preparePictures(folder: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeStale(folder, now);
  // Two pictures side by side use two cores better than one picture with two threads.
  sharp.concurrency(1);
  sharp.cache(false);
}

async function removeStale(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (now - mtimeMs > STALE_MS) await rm(join(folder, name), { force: true });
  }
}
