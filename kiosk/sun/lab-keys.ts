/** Keys of the lab's own signed tags: made for one machine that is hub and kiosk at once, and good for nothing else. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../broker/ports.ts';
import { isKioskError } from '../errors.ts';
import { loadSunKeys, SUN_KEYS_FILE } from './key-file.ts';
import type { KeySet } from './key-set.ts';

/** What a chip holds. */
export interface ChipKeys {
  metaKey: Uint8Array;
  fileKey: Uint8Array;
}

export interface LabTagKeys {
  product: ChipKeys;
  card: ChipKeys;
}

const SETS = { product: 'lab', card: 'lab-cards' } as const;
const KEY_BYTES = 16;
/** Where the lab's tags point. */
export const LAB_HOST = 'id.example.com';

/** Makes the keys file of a hub that has none, with the lab's sets in it. The data folder must be there. */
export function makeLabKeys(data: string, random: Random): void {
  const path = join(data, SUN_KEYS_FILE);
  if (existsSync(path)) return;
  const key = (): string => Buffer.from(random.bytes(KEY_BYTES)).toString('hex').toUpperCase();
  const keySets = Object.entries(SETS).map(([purpose, id]) => ({
    id,
    purpose,
    hosts: [LAB_HOST],
    metaKey: key(),
    fileKeys: [key()],
  }));
  writeFileSync(path, `${JSON.stringify({ keySets }, null, 2)}\n`, { mode: 0o600 });
}

/** The keys that the lab's tags hold, as chips do; null on every machine but one that is its own hub. */
export function labTagKeys(data: string): LabTagKeys | null {
  const path = join(data, SUN_KEYS_FILE);
  if (!existsSync(path)) return null;
  try {
    const sets = loadSunKeys(path);
    const product = chipKeys(sets, SETS.product);
    const card = chipKeys(sets, SETS.card);
    return product === undefined || card === undefined ? null : { product, card };
  } catch (error) {
    // The file is the hub's; what is wrong with it, the hub says.
    if (isKioskError(error, 'TW_SUN_KEYS')) return null;
    throw error;
  }
}

function chipKeys(sets: readonly KeySet[], id: string): ChipKeys | undefined {
  const keys = sets.find((set) => set.id === id)?.keys[0];
  if (keys?.metaKey === undefined || typeof keys.fileKey === 'function') return undefined;
  return { metaKey: keys.metaKey, fileKey: keys.fileKey };
}
