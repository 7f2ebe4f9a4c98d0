/** Secrets come from files, never from flags: a command line is readable by every user of the machine. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { KioskError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';

const KEY_BYTES = 32;
const KEY = /^[0-9a-fA-F]{64}$/;

/**
 * The key that turns card UIDs into pseudonyms. `create` makes one where none is: a hub does, a kiosk alone does not,
 * because a key of its own would recognise nobody.
 * @throws KioskError TW_LOYALTY_KEY
 */
export function loyaltyKey(
  settings: Pick<Settings, 'data' | 'loyaltyKeyFile'>,
  create: boolean,
): Uint8Array | null {
  const path = settings.loyaltyKeyFile === '' ? join(settings.data, 'loyalty.key') : settings.loyaltyKeyFile;
  if (!existsSync(path)) {
    if (!create && settings.loyaltyKeyFile === '') return null;
    if (!create) throw new KioskError('TW_LOYALTY_KEY', `loyaltyKeyFile names ${path}, which is not there.`);
    makeFolder(dirname(path));
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600 });
  }
  const text = readKey(path);
  if (!KEY.test(text)) throw new KioskError('TW_LOYALTY_KEY', `${path} does not hold 64 hexadecimal digits.`);
  return Buffer.from(text, 'hex');
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new KioskError('TW_LOYALTY_KEY', `The loyalty key ${path} cannot be read.`, { cause: error });
  }
}

/** The text in a file named by a setting; null when the setting is empty. @throws KioskError TW_CONFIG_INVALID */
export function secretFrom(setting: string, path: string): string | null {
  if (path === '') return null;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new KioskError('TW_CONFIG_INVALID', `${setting} names ${path}, which cannot be read.`, {
      cause: error,
    });
  }
}
