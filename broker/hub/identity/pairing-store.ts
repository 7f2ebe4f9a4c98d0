/** Kiosks that show a code and wait, on disk. */
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { IdentityTables, PairingsTable } from './tables.ts';

export type PairingRow = Selectable<PairingsTable>;
export type NewPairing = Insertable<PairingsTable>;

export class PairingStore {
  readonly #db: Kysely<IdentityTables>;

  constructor(db: Kysely<IdentityTables>) {
    this.#db = db;
  }

  /** False when its user code is one that stands on another kiosk. */
  async insert(pairing: NewPairing): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('pairings')
      .values(pairing)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async byDevice(deviceHash: string): Promise<PairingRow | undefined> {
    return this.#db
      .selectFrom('pairings')
      .selectAll()
      .where('device_hash', '=', deviceHash)
      .executeTakeFirst();
  }

  async waitingByCode(userCode: string, now: number): Promise<PairingRow | undefined> {
    return this.#db
      .selectFrom('pairings')
      .selectAll()
      .where('user_code', '=', userCode)
      .where('state', '=', 'waiting')
      .where('expires_at', '>', now)
      .executeTakeFirst();
  }

  /** Newest first. */
  async waiting(now: number): Promise<PairingRow[]> {
    return this.#db
      .selectFrom('pairings')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('expires_at', '>', now)
      .orderBy('begun_at', 'desc')
      .execute();
  }

  async notePoll(deviceHash: string, poll: { at: number; intervalMs: number; check: string }): Promise<void> {
    await this.#db
      .updateTable('pairings')
      .set({ polled_at: poll.at, interval_ms: poll.intervalMs, check_number: poll.check })
      .where('device_hash', '=', deviceHash)
      .execute();
  }

  /** Those whose time is over. */
  async over(before: number): Promise<PairingRow[]> {
    return this.#db.selectFrom('pairings').selectAll().where('expires_at', '<=', before).execute();
  }

  async forget(deviceHashes: readonly string[]): Promise<void> {
    if (deviceHashes.length === 0) return;
    await this.#db
      .deleteFrom('pairings')
      .where('device_hash', 'in', [...deviceHashes])
      .execute();
  }
}
