/** What the fleet's database holds of somebody, and its end: one transaction, after which nothing of it is there. */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { ErasedPerson } from '../../../contract/erased-person.ts';
import { BrokerError } from '../../../errors.ts';
import type { Clock, Random } from '../../../ports.ts';
import type { FleetEngine } from '../../fleet-db/open.ts';
import type { FleetTables } from '../../fleet-db/tables.ts';
import type { KeptIntent } from '../../intents/intent-row.ts';
import { releaseCustomer } from '../../intents/release.ts';
import type { IntentTables } from '../../intents/tables.ts';
import type { Erasures } from '../erasures.ts';
import type { PersonKey } from '../person-key.ts';
import type { PeopleTables } from '../tables.ts';
import { lockPeople } from './fence.ts';
import { rewriteTable } from './rewrite.ts';

type Tables = PeopleTables & IntentTables & Pick<FleetTables, 'tag_counters'>;
type Counts = Pick<ErasedPerson, 'wishes' | 'consents' | 'requests' | 'cards'>;

export interface PersonRowsOptions {
  db: Kysely<PeopleTables>;
  engine: FleetEngine;
  erasures: Pick<Erasures, 'hashOf'>;
  clock: Clock;
  random: Random;
}

/** Every table that anything of a person may stand in. */
const TABLES = ['people_wishes', 'people_consents', 'intents', 'tag_counters'] as const;

export class PersonRows {
  readonly #options: PersonRowsOptions;
  /** The same database: each part has a view of its own tables. */
  readonly #db: Kysely<Tables>;

  constructor(options: PersonRowsOptions) {
    this.#options = options;
    this.#db = options.db.withTables<Pick<Tables, 'intents' | 'intent_holds' | 'tag_counters'>>();
  }

  /** How much there is, by kind. */
  async count(key: PersonKey): Promise<Counts> {
    return this.#db.transaction().execute((trx) => this.#counts(trx, key));
  }

  /**
   * @param known They are somebody here beside what these tables hold.
   * @returns The receipt, the same one again, and the orders that nobody has any more.
   * @throws BrokerError TW_PERSON_UNKNOWN when there was nothing, and never was | TW_FLEET_UNAVAILABLE
   */
  async erase(
    key: PersonKey,
    known: boolean,
  ): Promise<{ receipt: Counts & Pick<ErasedPerson, 'proof' | 'at'>; released: KeptIntent[] }> {
    const { engine, erasures, clock } = this.#options;
    const done = await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx, { engine, alone: true });
      const counts = await this.#counts(trx, key);
      const before = await trx
        .selectFrom('people_erased')
        .select(['proof', 'at'])
        .where('person', '=', erasures.hashOf(key))
        .executeTakeFirst();
      const found = Object.values(counts).some((count) => count > 0);
      if (!before && !known && !found) throw new BrokerError('TW_PERSON_UNKNOWN');
      const released = await releaseCustomer(trx, key, clock);
      await this.#delete(trx, key);
      const { proof, at } = before ?? (await this.#note(trx, key, counts));
      if (engine === 'sqlite' && found) for (const table of TABLES) await rewriteTable(trx, table);
      return { receipt: { proof, at, ...counts }, released };
    });
    await this.#scrub();
    return done;
  }

  /** The log of SQLite holds pages as they were before; rows of PostgreSQL stay on their pages until they are vacuumed. */
  async #scrub(): Promise<void> {
    const { engine } = this.#options;
    if (engine === 'sqlite') await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(this.#db);
    else await sql`VACUUM people_wishes, people_consents, intents, tag_counters`.execute(this.#db);
  }

  async #delete(trx: Transaction<Tables>, { source, ref }: PersonKey): Promise<void> {
    const person = this.#options.erasures.hashOf({ source, ref });
    for (const table of ['people_wishes', 'people_consents'] as const)
      await trx.deleteFrom(table).where('source', '=', source).where('ref', '=', ref).execute();
    await trx.deleteFrom('tag_counters').where('person', '=', person).execute();
  }

  async #note(
    trx: Transaction<Tables>,
    key: PersonKey,
    counts: Counts,
  ): Promise<{ proof: string; at: string }> {
    const { erasures, random, clock } = this.#options;
    const proof = Buffer.from(random.bytes(16)).toString('hex');
    const at = new Date(clock.now()).toISOString();
    await trx
      .insertInto('people_erased')
      .values({ person: erasures.hashOf(key), proof, at, ...counts })
      .execute();
    return { proof, at };
  }

  async #counts(trx: Transaction<Tables>, { source, ref }: PersonKey): Promise<Counts> {
    const person = this.#options.erasures.hashOf({ source, ref });
    const { rows } = await sql<Counts>`
      SELECT (SELECT COUNT(*) FROM people_wishes WHERE source = ${source} AND ref = ${ref}) AS wishes,
        (SELECT COUNT(*) FROM people_consents WHERE source = ${source} AND ref = ${ref}) AS consents,
        (SELECT COUNT(*) FROM intents
          WHERE customer_ref = ${ref} AND (customer_source = ${source} OR customer_source IS NULL)) AS requests,
        (SELECT COUNT(*) FROM tag_counters WHERE person = ${person}) AS cards
    `.execute(trx);
    const [counts] = rows;
    if (counts === undefined) throw new BrokerError('TW_FLEET_UNAVAILABLE');
    return {
      wishes: counts.wishes,
      consents: counts.consents,
      requests: counts.requests,
      cards: counts.cards,
    };
  }
}
