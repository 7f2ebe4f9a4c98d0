/** The desired document of each kiosk, as rows. */
import type { Message } from '../../contract/messages.ts';
import type { DesiredDisplays } from '../../contract/settings.ts';
import type { FleetDatabase } from '../fleet-db/open.ts';
import type { DesiredTable, FleetTables } from '../fleet-db/tables.ts';

export type DesiredDocument = Message<'desired/config'> & { displays: DesiredDisplays };

export class DesiredStore {
  readonly #fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>;

  constructor(fleet: Pick<FleetDatabase<FleetTables>, 'db' | 'engine'>) {
    this.#fleet = fleet;
  }

  async all(): Promise<Map<string, DesiredDocument>> {
    const rows = await this.#fleet.db.selectFrom('desired').selectAll().execute();
    return new Map(rows.map((row) => [row.kiosk_id, documentOf(row)]));
  }

  /** What tells whether a document has changed, without the documents. */
  async hashes(): Promise<Map<string, string>> {
    const rows = await this.#fleet.db.selectFrom('desired').select(['kiosk_id', 'version', 'hash']).execute();
    return new Map(rows.map((row) => [row.kiosk_id, `${row.version} ${row.hash}`]));
  }

  /**
   * Puts what `next` makes of the document in its place. Nobody else changes it meanwhile, whichever hub they ask.
   * @returns The document that is in force then.
   */
  async change(
    kioskId: string,
    next: (before: DesiredDocument | undefined) => DesiredDocument,
  ): Promise<DesiredDocument> {
    const { db, engine } = this.#fleet;
    return db.transaction().execute(async (trx) => {
      const found = trx.selectFrom('desired').where('kiosk_id', '=', kioskId).selectAll();
      const row = await (engine === 'postgres' ? found.forUpdate() : found).executeTakeFirst();
      const document = next(row && documentOf(row));
      const values = {
        kiosk_id: kioskId,
        version: document.version,
        hash: document.hash,
        displays: JSON.stringify(document.displays),
      };
      await trx
        .insertInto('desired')
        .values(values)
        .onConflict((conflict) => conflict.column('kiosk_id').doUpdateSet(values))
        .execute();
      return document;
    });
  }
}

function documentOf(row: DesiredTable): DesiredDocument {
  return {
    version: row.version,
    hash: row.hash,
    displays: JSON.parse(row.displays) as DesiredDisplays,
  };
}
