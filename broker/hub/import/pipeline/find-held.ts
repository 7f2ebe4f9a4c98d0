/** Held imports, for whoever has no database open. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BrokerError } from '../../../errors.ts';
import { HUB_FILE, openHubDatabase } from '../../store/schema.ts';
import { HeldImports } from './held.ts';

/** @param dataDir The hub's own folder. */
export function isHeld(dataDir: string, source: string): boolean {
  return withHeld(dataDir, (held) => held.list().some((one) => one.source === source)) ?? false;
}

/** Lets in what comes next of this source. @throws BrokerError TW_NOT_FOUND when nothing of it is held */
export function approveHeld(dataDir: string, source: string, now: number): void {
  const approved = withHeld(dataDir, (held) => {
    held.approve(source, now);
    return true;
  });
  if (approved === undefined) throw new BrokerError('TW_NOT_FOUND', `No import of ${source} is held.`);
}

function withHeld<T>(dataDir: string, run: (held: HeldImports) => T): T | undefined {
  const path = join(dataDir, HUB_FILE);
  if (!existsSync(path)) return undefined;
  const database = openHubDatabase(path);
  try {
    return run(new HeldImports(database));
  } finally {
    database.close();
  }
}
