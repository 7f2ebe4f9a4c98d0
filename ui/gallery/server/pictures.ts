/** Pictures for the gallery: a fixture's sha256 is the hexadecimal of a file name, padded with zeros. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Drawn for the demo catalogue; another folder may be named while designing. */
const FOLDER =
  process.env['TAPWALL_GALLERY_IMAGES'] ??
  fileURLToPath(new URL('../../../broker/hub/demo/feeds/images', import.meta.url));

const TYPES: Readonly<Record<string, string>> = { '.webp': 'image/webp', '.jpg': 'image/jpeg' };

export interface Picture {
  type: string;
  bytes: Buffer;
}

/** `name` as in `/media/{name}`; any other picture stands in for one that the folder does not have. */
export async function picture(name: string): Promise<Picture | null> {
  const hex = /^([0-9a-f]{64})-\d+\.webp$/u.exec(name)?.[1];
  if (hex === undefined) return null;
  const stem = Buffer.from(hex, 'hex').toString('utf8').replaceAll('\0', '');
  const files = (await readdir(FOLDER).catch(() => [])).filter((file) => path.extname(file) in TYPES);
  const file = files.find((entry) => path.parse(entry).name === stem) ?? files[stem.length % files.length];
  if (file === undefined) return null;
  return { type: TYPES[path.extname(file)] ?? '', bytes: await readFile(path.join(FOLDER, file)) };
}
