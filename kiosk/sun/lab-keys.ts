/** Keys of the lab's own signed tag: made for one machine that is hub and kiosk at once, and good for nothing else. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../broker/ports.ts';
import { isKioskError } from '../errors.ts';
import { loadSunKeys, SUN_KEYS_FILE } from './key-file.ts';

export interface LabTagKeys {
  metaKey: Uint8Array;
  fileKey: Uint8Array;
}

const LAB_SET = 'lab';
const KEY_BYTES = 16;
/** Where the lab's tag points; the host of the lab's other tags. */
export const LAB_HOST = 'id.example.com';

/** Makes the keys file of a hub that has none, with the lab's set in it. The data folder must be there. */
export function makeLabKeys(data: string, random: Random): void {
  const path = join(data, SUN_KEYS_FILE);
  if (existsSync(path)) return;
  const key = (): string => Buffer.from(random.bytes(KEY_BYTES)).toString('hex').toUpperCase();
  const set = { id: LAB_SET, purpose: 'product', hosts: [LAB_HOST], metaKey: key(), fileKeys: [key()] };
  writeFileSync(path, `${JSON.stringify({ keySets: [set] }, null, 2)}\n`, { mode: 0o600 });
}

/** The keys that the lab's tag holds, as a chip does; null on every machine but one that is its own hub. */
export function labTagKeys(data: string): LabTagKeys | null {
  const path = join(data, SUN_KEYS_FILE);
  if (!existsSync(path)) return null;
  try {
    const keys = loadSunKeys(path).find(({ id }) => id === LAB_SET)?.keys[0];
    if (keys?.metaKey === undefined || typeof keys.fileKey === 'function') return null;
    return { metaKey: keys.metaKey, fileKey: keys.fileKey };
  } catch (error) {
    // The file is the hub's; what is wrong with it, the hub says.
    if (isKioskError(error, 'TW_SUN_KEYS')) return null;
    throw error;
  }
}
