/**
 * Erases somebody on request (GDPR article 17): what was imported, what they wished and agreed to here, and that they stand
 * anywhere. Events name nobody, so there is no link of theirs to cut. What remains proves it without saying who it was.
 */
import type { Kysely, Transaction } from 'kysely';
import type { ErasedPerson } from '../../../contract/erased-person.ts';
import { BrokerError } from '../../../errors.ts';
import type { Clock, Logger, Random } from '../../../ports.ts';
import type { CustomerStore } from '../../store/customer-store.ts';
import type { Directory } from '../directory.ts';
import type { Erasures } from '../erasures.ts';
import { IMPORTED } from '../imported-people.ts';
import type { PersonKey } from '../person-key.ts';
import type { Recognitions } from '../recognitions.ts';
import type { PeopleTables } from '../tables.ts';
import type { Visits } from '../visits/visits.ts';

export interface EraseOptions {
  db: Kysely<PeopleTables>;
  erasures: Erasures;
  customers: Pick<CustomerStore, 'all' | 'byRef' | 'remove'>;
  recognitions: Pick<Recognitions, 'forget'>;
  visits: Pick<Visits, 'forget'>;
  directory: Pick<Directory, 'forgetAll'>;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export class Erase {
  readonly #options: EraseOptions;

  constructor(options: EraseOptions) {
    this.#options = options;
  }

  /** The same again answers the same proof. @throws BrokerError TW_PERSON_UNKNOWN | TW_FLEET_UNAVAILABLE */
  async person(key: PersonKey): Promise<ErasedPerson> {
    const { db, recognitions, visits, directory, logger } = this.#options;
    const customer = this.#forgetImported(key, false);
    const kept = await db.transaction().execute((trx) => this.#rows(trx, key, customer));
    this.#forgetImported(key, true);
    const ended = recognitions.forget(key) + visits.forget(key);
    directory.forgetAll();
    logger.info({ proof: kept.proof }, 'a customer was erased');
    return { ...kept, customer, recognitions: ended };
  }

  /** What another hub has erased, or a new import has brought back. */
  async sweep(): Promise<void> {
    const { erasures, customers } = this.#options;
    const erased = await erasures.all();
    if (erased.size === 0) return;
    for (const { ref } of customers.all())
      if (erased.has(erasures.hashOf({ source: IMPORTED, ref }))) customers.remove(ref);
  }

  #forgetImported({ source, ref }: PersonKey, now: boolean): boolean {
    const { customers } = this.#options;
    if (source !== IMPORTED) return false;
    if (now) customers.remove(ref);
    return customers.byRef(ref) !== undefined;
  }

  async #rows(
    trx: Transaction<PeopleTables>,
    { source, ref }: PersonKey,
    customer: boolean,
  ): Promise<Omit<ErasedPerson, 'customer' | 'recognitions'>> {
    const { erasures, random, clock } = this.#options;
    const person = erasures.hashOf({ source, ref });
    const before = await trx
      .selectFrom('people_erased')
      .selectAll()
      .where('person', '=', person)
      .executeTakeFirst();
    const counts = { wishes: 0, consents: 0 };
    for (const name of ['wishes', 'consents'] as const) {
      const { numDeletedRows } = await trx
        .deleteFrom(`people_${name}`)
        .where('source', '=', source)
        .where('ref', '=', ref)
        .executeTakeFirstOrThrow();
      counts[name] = Number(numDeletedRows);
    }
    if (before) return { proof: before.proof, at: before.at, ...counts };
    if (!customer && counts.wishes + counts.consents === 0) throw new BrokerError('TW_PERSON_UNKNOWN');
    const proof = Buffer.from(random.bytes(16)).toString('hex');
    const at = new Date(clock.now()).toISOString();
    await trx
      .insertInto('people_erased')
      .values({ person, proof, at, ...counts })
      .execute();
    return { proof, at, ...counts };
  }
}
