/** Brings the fleet's database up to date. Several hubs may start at once: Kysely holds a lock meanwhile. */
import { Migrator, sql, type Migration } from 'kysely';
import { BrokerError, isBrokerError } from '../../errors.ts';
import { codeOfFault } from './faults.ts';
import type { FleetDatabase } from './open.ts';

/** By a name that sorts: `0001-events`. Never change one that was released. */
export type FleetMigrations = Readonly<Record<string, Migration>>;

/**
 * @throws BrokerError TW_FLEET_UNAVAILABLE when the server does not answer | TW_DATABASE_FULL
 * @throws BrokerError TW_DATABASE_DAMAGED when it was written by a newer version, or a step failed
 */
export async function migrateFleet<Tables>(
  fleet: FleetDatabase<Tables>,
  migrations: FleetMigrations,
): Promise<void> {
  const migrator = new Migrator({
    db: fleet.db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'fleet_migrations',
    migrationLockTableName: 'fleet_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw await faultOf(fleet, error);
}

/** A server that goes away in the middle says it in words of its own; whether it still answers tells more. */
async function faultOf<Tables>({ db }: FleetDatabase<Tables>, cause: unknown): Promise<BrokerError> {
  if (isBrokerError(cause)) return cause;
  const code = codeOfFault(cause);
  const answers = await sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  );
  if (code === 'TW_DATABASE_FULL' || !answers)
    return new BrokerError(answers ? code : 'TW_FLEET_UNAVAILABLE', undefined, { cause });
  return new BrokerError('TW_DATABASE_DAMAGED', 'The fleet’s database cannot be brought up to date.', {
    cause,
  });
}
