/** The stores of the catalogue, for whoever has no database open. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../contract/domain.ts';
import { CatalogueStore } from './catalogue-store.ts';
import { HUB_FILE, openHubDatabase } from './schema.ts';

/** @param dataDir The hub's own folder. @throws BrokerError TW_DATABASE_DAMAGED */
export function storesOf(dataDir: string): Store[] {
  const path = join(dataDir, HUB_FILE);
  if (!existsSync(path)) return [];
  const database = openHubDatabase(path);
  try {
    return new CatalogueStore(database).stores();
  } finally {
    database.close();
  }
}
