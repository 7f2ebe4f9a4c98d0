/** The desired document of each kiosk, as rows. */
import type { Message } from '../../contract/messages.ts';
import type { DesiredDisplays } from '../../contract/settings.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';

export type DesiredDocument = Message<'desired/config'> & { displays: DesiredDisplays };

interface Row {
  kiosk_id: string;
  version: number;
  hash: string;
  displays: string;
}

export class DesiredStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  all(): Map<string, DesiredDocument> {
    const rows = this.#database.prepare('SELECT * FROM desired').all() as Row[];
    return new Map(rows.map((row) => [row.kiosk_id, documentOf(row)]));
  }

  save(kioskId: string, document: DesiredDocument): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO desired VALUES (?, ?, ?, ?)')
      .run(kioskId, document.version, document.hash, JSON.stringify(document.displays));
  }
}

function documentOf(row: Row): DesiredDocument {
  return {
    version: row.version,
    hash: row.hash,
    displays: JSON.parse(row.displays) as DesiredDisplays,
  };
}
