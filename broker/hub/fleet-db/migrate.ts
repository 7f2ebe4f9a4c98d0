/** Brings the fleet's database up to date. Several hubs may start at once: Kysely holds a lock meanwhile. */
import { Migrator, type Migration } from 'kysely';
import { BrokerError } from '../../errors.ts';
import type { FleetDatabase } from './open.ts';

/** By a name that sorts: `0001-events`. Never change one that was released. */
export type FleetMigrations = Readonly<Record<string, Migration>>;

/** @throws BrokerError TW_DATABASE_DAMAGED when it was written by a newer version, or a step failed */
export async function migrateFleet<Tables>(
  { db }: FleetDatabase<Tables>,
  migrations: FleetMigrations,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'fleet_migrations',
    migrationLockTableName: 'fleet_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new BrokerError('TW_DATABASE_DAMAGED', 'The fleet’s database cannot be brought up to date.', {
      cause: error,
    });
}
