/** The identities of a fleet, read where its hub keeps them, also while the hub runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrateFleet } from '../../../broker/hub/fleet-db/migrate.ts';
import { fleetMigrations } from '../../../broker/hub/fleet-db/migrations.ts';
import { openFleet } from '../../../broker/hub/fleet-db/open.ts';
import { createIdentity, type IdentityParts } from '../../../broker/hub/identity/identity-parts.ts';
import type { IdentityTables } from '../../../broker/hub/identity/tables.ts';
import { FLEET_FILE } from '../../../broker/hub/parts.ts';
import type { Logger } from '../../../broker/ports.ts';
import type { Settings } from '../../config/settings.ts';
import { KioskError } from '../../errors.ts';
import { systemClock, systemRandom } from '../../system/clock.ts';
import { fleetUrl } from '../commands/fleet-url.ts';

type FleetSettings = Pick<
  Settings,
  'data' | 'root' | 'tenant' | 'certificateDays' | 'fleetDatabase' | 'fleetDatabaseFile'
>;

/** @throws KioskError TW_CONFIG_INVALID when no hub has worked here yet */
export async function withIdentities<T>(
  values: FleetSettings,
  logger: Logger,
  use: (identity: IdentityParts) => Promise<T>,
): Promise<T> {
  const url = fleetUrl(values);
  const dataDir = join(values.data, 'hub');
  const path = join(dataDir, FLEET_FILE);
  if (url === null && !existsSync(path))
    throw new KioskError('TW_CONFIG_INVALID', `${path} is not there: no hub has worked in this data folder.`);
  const fleet = openFleet<IdentityTables>(
    url === null ? { engine: 'sqlite', path } : { engine: 'postgres', url, connections: 1 },
  );
  try {
    await migrateFleet(fleet, fleetMigrations(fleet.engine));
    const identity = createIdentity({
      db: fleet.db,
      engine: fleet.engine,
      dataDir,
      facts: {
        root: values.root,
        tenant: values.tenant,
        loyaltyKey: '',
        broker: () => '',
        storeName: async () => null,
      },
      clientDays: values.certificateDays,
      clock: systemClock,
      random: systemRandom,
      logger,
    });
    await identity.start();
    try {
      return await use(identity);
    } finally {
      identity.stop();
    }
  } finally {
    await fleet.close();
  }
}
