/** Wishes of the shop floor, for lists whose source cannot be written to. */
import type { Kysely } from 'kysely';
import type { WishlistItem } from '../../contract/domain.ts';
import { BrokerError } from '../../errors.ts';
import type { FleetEngine } from '../fleet-db/open.ts';
import { lockPeople } from './erase/fence.ts';
import type { Erasures } from './erasures.ts';
import type { PersonKey } from './person-key.ts';
import type { PeopleTables } from './tables.ts';

export interface Wish {
  sku: string;
  wanted: boolean;
  /** ISO 8601. */
  at: string;
}

export interface WishStoreOptions {
  db: Kysely<PeopleTables>;
  engine: FleetEngine;
  erasures: Pick<Erasures, 'has'>;
}

export class WishStore {
  readonly #db: Kysely<PeopleTables>;
  readonly #engine: FleetEngine;
  readonly #erasures: Pick<Erasures, 'has'>;

  constructor({ db, engine, erasures }: WishStoreOptions) {
    this.#db = db;
    this.#engine = engine;
    this.#erasures = erasures;
  }

  async of({ source, ref }: PersonKey): Promise<Wish[]> {
    const rows = await this.#db
      .selectFrom('people_wishes')
      .select(['sku', 'wanted', 'at'])
      .where('source', '=', source)
      .where('ref', '=', ref)
      .orderBy('at')
      .orderBy('sku')
      .execute();
    return rows.map(({ sku, wanted, at }) => ({ sku, wanted: wanted === 1, at }));
  }

  /** The last word about a SKU counts. @throws BrokerError TW_PERSON_UNKNOWN when they were erased meanwhile */
  async set(key: PersonKey, { sku, wanted, at }: Wish): Promise<void> {
    const values = { wanted: wanted ? 1 : 0, at };
    const { source, ref } = key;
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx, { engine: this.#engine, alone: false });
      if (await this.#erasures.has(key, trx)) throw new BrokerError('TW_PERSON_UNKNOWN');
      await trx
        .insertInto('people_wishes')
        .values({ source, ref, sku, ...values })
        .onConflict((conflict) => conflict.columns(['source', 'ref', 'sku']).doUpdateSet(values))
        .execute();
    });
  }
}

/** A list as it was imported, with what was changed since at displays. */
export function withWishes(imported: readonly WishlistItem[], wishes: readonly Wish[]): WishlistItem[] {
  const changed = new Map(wishes.map((wish) => [wish.sku, wish.wanted]));
  const listed = new Set(imported.map(({ sku }) => sku));
  const kept = imported.filter(({ sku }) => changed.get(sku) !== false);
  const added = wishes.filter(({ sku, wanted }) => wanted && !listed.has(sku));
  return [...kept, ...added.map(({ sku, at }) => ({ sku, addedAt: at }))];
}
