/** The pictures of one reading: of a folder, by URL, or both, as their links say. */
import { join } from 'node:path';
import type { Clock } from '../../../ports.ts';
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import { GuardedHttp } from '../../fetch/guarded-http.ts';
import { pictureImport, preparePictures } from '../../import/import-pictures.ts';
import type { PictureImport } from '../../import/pipeline/stage-pictures.ts';
import type { Rejections } from '../../import/rejections.ts';
import { MEDIA_FOLDER } from '../../media/folder.ts';
import { RemotePictures } from '../../media/remote-pictures.ts';
import { UrlNotes } from '../../media/url-notes.ts';
import { MediaStore } from '../../store/media-store.ts';
import type { PictureAccess } from '../ports.ts';

export interface OpenPicturesOptions {
  dataDir: string;
  clock: Clock;
  signal: AbortSignal;
  /** Absent: pictures by URL are not fetched. */
  pictures?: PictureAccess;
}

export interface OpenPictures {
  of(database: SqliteDatabase, rejections: Rejections): PictureImport;
  stop(): void;
}

const LIMITS = { bytes: 30_000_000, ms: 120_000, idleMs: 15_000 };

/** @param base Where relative links begin: a folder, or a URL. */
export async function openPictures(base: string, options: OpenPicturesOptions): Promise<OpenPictures> {
  const { dataDir, clock, signal, pictures } = options;
  const folder = join(dataDir, MEDIA_FOLDER);
  const notes = new UrlNotes(dataDir);
  const http = pictures && new GuardedHttp({ rules: pictures.rules, limits: LIMITS, clock });
  if (pictures) await preparePictures(folder, clock.now());
  const secrets = await pictures?.secrets();
  return {
    of(database, rejections) {
      const media = new MediaStore(database);
      const local = pictureImport({ base, folder, media, rejections, clock });
      const common = { notes, media, folder, rejections, clock, signal };
      const remote = http && new RemotePictures({ ...common, http, ...(secrets && { secrets }) });
      return async (link, place) => {
        const url = urlOf(link, base);
        return url && remote ? remote.get(url, place) : local(link, place);
      };
    },
    stop() {
      http?.stop();
      notes.stop();
    },
  };
}

/** Undefined for a picture in a folder. */
function urlOf(link: string, base: string): URL | undefined {
  const isRemote = /^(?:https?:)?\/\//i.test(link);
  if (!isRemote && !/^https?:/i.test(base)) return undefined;
  const from = /^https?:/i.test(base) ? base : 'https://nowhere.invalid/';
  return URL.canParse(link, from) ? new URL(link, from) : undefined;
}
