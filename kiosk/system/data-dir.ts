/** The data folder must be there and writable before anything starts. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { KioskError } from '../errors.ts';

/** @throws KioskError TW_DATA_DIR */
export function prepareDataDir(path: string): string {
  const dir = resolve(path);
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new KioskError('TW_DATA_DIR', `The data folder ${dir} cannot be written.`, { cause: error });
  }
  return dir;
}
