/** The data folder must be there and writable before anything starts. */
import { mkdtempSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KioskError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';

/** @throws KioskError TW_DATA_DIR */
export function prepareDataDir(path: string): string {
  const dir = resolve(path);
  try {
    makeFolder(dir);
    // Permissions say too little: root passes them all, and a file system may be read-only.
    rmdirSync(mkdtempSync(join(dir, '.writable-')));
  } catch (error) {
    throw new KioskError('TW_DATA_DIR', `The data folder ${dir} cannot be written.`, { cause: error });
  }
  return dir;
}
