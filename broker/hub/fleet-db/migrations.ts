/** Every step of the fleet's database, in the order of their names. Never change one that was released. */
import { identityTables } from '../identity/tables.ts';
import { intentSnags, intentTables } from '../intents/tables.ts';
import { erasureTables } from '../people/erase/tables.ts';
import { peopleTables } from '../people/tables.ts';
import { bindingRevisions } from './binding-revisions.ts';
import { firstTables } from './first-tables.ts';
import type { FleetMigrations } from './migrate.ts';
import type { FleetEngine } from './open.ts';

export function fleetMigrations(engine: FleetEngine): FleetMigrations {
  return {
    '0001-fleet': firstTables(engine),
    '0002-identities': identityTables,
    '0003-people': peopleTables(engine),
    '0004-intents': intentTables,
    '0005-binding-revisions': bindingRevisions(engine),
    '0006-intent-snags': intentSnags,
    '0007-erasure': erasureTables,
  };
}
