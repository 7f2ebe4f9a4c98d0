/** Which pictures the present catalogue shows. */
import { join } from 'node:path';
import { openDatabase } from '../../sqlite/open.ts';
import { HUB_FILE } from '../store/schema.ts';

/** SHA-256 of each. @param dataDir The hub's own folder. */
export function usedPictures(dataDir: string): Set<string> {
  const database = openDatabase(join(dataDir, HUB_FILE), { readonly: true });
  try {
    const found = database
      .prepare(
        `SELECT DISTINCT json_extract(media.value, '$.sha256')
         FROM documents, json_each(documents.body, '$.media') AS media WHERE documents.kind = 'product'`,
      )
      .pluck()
      .all() as string[];
    return new Set(found);
  } finally {
    database.close();
  }
}
