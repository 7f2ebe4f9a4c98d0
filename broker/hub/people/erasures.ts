/** Who was erased. Kept as a keyed hash, so that the next import brings nobody back and nobody can be read from it. */
import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PersonKey } from './person-key.ts';
import type { PeopleTables } from './tables.ts';

/** Keeps these pseudonyms apart from those of cards, which have the same key. */
const DOMAIN = 'erased person\0';

export class Erasures {
  readonly #db: Kysely<PeopleTables>;
  readonly #key: Uint8Array;

  constructor(options: { db: Kysely<PeopleTables>; loyaltyKey: Uint8Array }) {
    this.#db = options.db;
    this.#key = options.loyaltyKey;
  }

  /** @param db A transaction that it has to be true in. */
  async has(key: PersonKey, db: Kysely<PeopleTables> = this.#db): Promise<boolean> {
    const found = await db
      .selectFrom('people_erased')
      .select('proof')
      .where('person', '=', this.hashOf(key))
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Keyed hashes of everybody who was erased. */
  async all(): Promise<ReadonlySet<string>> {
    const rows = await this.#db.selectFrom('people_erased').select('person').execute();
    return new Set(rows.map(({ person }) => person));
  }

  /** The keyed hash that stands for a person. */
  hashOf({ source, ref }: PersonKey): string {
    return createHmac('sha256', this.#key).update(DOMAIN).update(`${source}\0${ref}`).digest('hex');
  }
}
