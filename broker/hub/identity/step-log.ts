/** Who did what to which identity, and when: kept in the fleet's database with the change itself. */
import type { Kysely } from 'kysely';
import type { PairingStep } from '../../contract/pairing.ts';
import type { Random } from '../../ports.ts';
import type { IdentityTables } from './tables.ts';

export type StepName =
  | 'begun'
  | 'approved'
  | 'denied'
  | 'granted'
  | 'renewed'
  | 'revoked'
  | 'replaced'
  | 'uncollected';

export interface Step {
  at: number;
  what: StepName;
  /** `{store}.{kiosk}`; empty before it is decided. */
  kioskId: string;
  serial: string;
  /** Network address of who asked. */
  from: string;
}

/** Years of a fleet; a stranger who begins pairings all day does not fill the disk. */
const MOST_STEPS = 20_000;
const PRUNE_ONE_IN = 64;

export class StepLog {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Inside the transaction of what it tells of. */
  async add(db: Kysely<IdentityTables>, { at, what, kioskId, serial, from }: Step): Promise<void> {
    const [pick = 0, ...tail] = this.#random.bytes(7);
    const id = `${String(at).padStart(15, '0')}-${Buffer.from(tail).toString('hex')}`;
    await db
      .insertInto('identity_steps')
      .values({ id, at, what, kiosk_id: kioskId, serial, from_address: from })
      .execute();
    if (pick % PRUNE_ONE_IN === 0) await this.#prune(db);
  }

  /** Newest first. */
  async last(db: Kysely<IdentityTables>, count: number): Promise<PairingStep[]> {
    const rows = await db
      .selectFrom('identity_steps')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(count)
      .execute();
    return rows.map((row) => ({
      at: new Date(row.at).toISOString(),
      what: row.what,
      kioskId: row.kiosk_id,
      serial: row.serial,
      from: row.from_address,
    }));
  }

  async #prune(db: Kysely<IdentityTables>): Promise<void> {
    const oldest = await db
      .selectFrom('identity_steps')
      .select('id')
      .orderBy('id', 'desc')
      .offset(MOST_STEPS)
      .limit(1)
      .executeTakeFirst();
    if (oldest) await db.deleteFrom('identity_steps').where('id', '<=', oldest.id).execute();
  }
}
