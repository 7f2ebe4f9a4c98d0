/** Finds the file of a picture link: below the folder of the source, and nowhere else. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import type { BrokerErrorCode } from '../../errors.ts';

export type PictureFile = { path: string } | { code: BrokerErrorCode; reason: string };

export async function findPicture(base: string, link: string): Promise<PictureFile> {
  if (/^https?:/i.test(link)) return { code: 'TW_PICTURE_REMOTE', reason: `${link} lies on another server` };
  const outside: PictureFile = {
    code: 'TW_PICTURE_OUTSIDE',
    reason: `${link} lies outside the folder of the feed`,
  };
  if (isAbsolute(link) || /^[a-z][a-z0-9+.-]*:/i.test(link) || link.includes('\0')) return outside;
  const folder = await realpath(base);
  const wanted = resolve(folder, link.replaceAll('\\', '/'));
  if (!wanted.startsWith(folder + sep)) return outside;
  try {
    // A symbolic link may lead out of the folder that its name lies in.
    const path = await realpath(wanted);
    return path.startsWith(folder + sep) ? { path } : outside;
  } catch {
    return { code: 'TW_PICTURE_MISSING', reason: `${link} is missing` };
  }
}
