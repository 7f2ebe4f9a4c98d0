/** The name of a hub among those that share a fleet: drawn once, kept beside its catalogue. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../ports.ts';

const FILE = 'hub-id';
const SHAPE = /^[0-9a-f]{16}$/;

/** 16 hexadecimal digits. @param dataDir The hub's own folder. */
export function readHubId(dataDir: string, random: Random): string {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  const known = readIfThere(path);
  if (SHAPE.test(known)) return known;
  const id = Buffer.from(random.bytes(8)).toString('hex');
  writeFileSync(path, `${id}\n`);
  return id;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
