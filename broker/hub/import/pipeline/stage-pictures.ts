/** Derives the pictures that the staged variants refer to, two at a time. */
import { setImmediate } from 'node:timers/promises';
import type { MediaRecord } from '../../store/media-store.ts';
import type { RowPlace } from '../../sources/rows.ts';
import type { StageContext } from './context.ts';

const AT_ONCE = 2;
const PAGE = 200;

/** One picture: undefined when it cannot be used, which has been noted. */
export type PictureImport = (link: string, place: RowPlace) => Promise<MediaRecord | undefined>;

interface Link {
  entry: number;
  link: string;
  place: string;
}

export async function stagePictures(
  { staging }: StageContext,
  { picture, onPicture }: { picture: PictureImport; onPicture: (done: number, total: number) => void },
): Promise<void> {
  const total = staging.prepare('SELECT count(*) FROM links').pluck().get() as number;
  const page = staging.prepare(
    `SELECT entry, link, place FROM links WHERE entry > ? ORDER BY entry LIMIT ${PAGE}`,
  );
  const save = staging.prepare('UPDATE links SET media = ? WHERE entry = ?');
  let done = 0;
  for (let queue = page.all(0) as Link[]; queue.length > 0;) {
    const last = queue.at(-1)?.entry ?? 0;
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const media = await picture(next.link, JSON.parse(next.place) as RowPlace);
        if (media) save.run(JSON.stringify(media), next.entry);
        done += 1;
        onPicture(done, total);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await staging.breathe(PAGE);
    await setImmediate();
    queue = page.all(last) as Link[];
  }
}
