/**
 * Keeps what is under way from outliving an erasure: whoever begins to write about somebody holds a mark, and writes only
 * when nobody was erased since. Erasures are few, so it does not matter whose it was: a screen asks once more.
 */
import { sql, type Transaction } from 'kysely';
import { BrokerError } from '../../../errors.ts';
import type { FleetEngine } from '../../fleet-db/open.ts';

/** Any number; of all advisory locks of the fleet only this one. */
const LOCK = 7_301_017;

export class Fence {
  #erasures = 0;

  /** Call before somebody is forgotten. */
  raise(): void {
    this.#erasures += 1;
  }

  /** @returns What throws BrokerError TW_PEOPLE_AWAY once somebody was erased after this call. */
  mark(): () => void {
    const before = this.#erasures;
    return () => {
      if (this.#erasures !== before) throw new BrokerError('TW_PEOPLE_AWAY');
    };
  }
}

/**
 * SQLite has one writer. PostgreSQL has many: those who write about people hold the lock together, and whoever erases waits
 * for them and keeps them out.
 */
export async function lockPeople<Tables>(
  trx: Transaction<Tables>,
  { engine, alone }: { engine: FleetEngine; alone: boolean },
): Promise<void> {
  if (engine !== 'postgres') return;
  await (
    alone ? sql`SELECT pg_advisory_xact_lock(${LOCK})` : sql`SELECT pg_advisory_xact_lock_shared(${LOCK})`
  ).execute(trx);
}
