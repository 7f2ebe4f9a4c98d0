/** Answers to questions for consent, each with its words' version, language, time and way. The last one counts. */
import type { Kysely } from 'kysely';
import type { ConsentAnswer } from '../../../contract/visit.ts';
import type { FleetEngine } from '../../fleet-db/open.ts';
import { lockPeople } from '../erase/fence.ts';
import type { PersonKey } from '../person-key.ts';
import type { PeopleTables } from '../tables.ts';

export interface KeptConsent extends ConsentAnswer {
  /** ISO 8601. */
  at: string;
  method: string;
}

export class ConsentStore {
  readonly #db: Kysely<PeopleTables>;
  readonly #engine: FleetEngine;

  constructor({ db, engine }: { db: Kysely<PeopleTables>; engine: FleetEngine }) {
    this.#db = db;
    this.#engine = engine;
  }

  /** The latest answer of each purpose. */
  async of({ source, ref }: PersonKey): Promise<Map<string, KeptConsent>> {
    const rows = await this.#db
      .selectFrom('people_consents')
      .select(['purpose', 'version', 'lang', 'given', 'at', 'method'])
      .where('source', '=', source)
      .where('ref', '=', ref)
      .orderBy('row')
      .execute();
    return new Map(rows.map((row) => [row.purpose, { ...row, given: row.given === 1 }]));
  }

  /** @param assertStill Asked while nobody can be erased; what it throws keeps everything as it was. */
  async add(
    { source, ref }: PersonKey,
    consents: readonly KeptConsent[],
    assertStill: () => void,
  ): Promise<void> {
    if (consents.length === 0) return;
    const rows = consents.map((consent) => ({ source, ref, ...consent, given: consent.given ? 1 : 0 }));
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx, { engine: this.#engine, alone: false });
      assertStill();
      await trx.insertInto('people_consents').values(rows).execute();
    });
  }
}
