/** Everything of the fleet's identities, on the fleet's database. Nothing begins before `start`. */
import type { Kysely } from 'kysely';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { FleetEngine } from '../fleet-db/open.ts';
import { Authority } from './authority.ts';
import { AuthorityFiles, AuthorityRow } from './authority-keeper.ts';
import type { FleetFacts } from './fleet-places.ts';
import { Identities } from './identities.ts';
import { IdentityStore } from './identity-store.ts';
import { Pairing } from './pairing.ts';
import { PairingStore } from './pairing-store.ts';
import { StepLog } from './step-log.ts';
import type { IdentityTables } from './tables.ts';

export interface IdentityOptions {
  db: Kysely<IdentityTables>;
  engine: FleetEngine;
  /** Where one hub keeps its authority. */
  dataDir: string;
  facts: FleetFacts;
  /** Days a kiosk's certificate lives. */
  clientDays: number;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export type IdentityParts = ReturnType<typeof createIdentity>;

export function createIdentity(options: IdentityOptions) {
  const { db, engine, dataDir, facts, clientDays, clock, random, logger } = options;
  const keeper = engine === 'sqlite' ? new AuthorityFiles(dataDir) : new AuthorityRow(db);
  const authority = new Authority({ keeper, clock, random, tenant: facts.tenant, clientDays });
  const steps = new StepLog(random);
  const store = new IdentityStore(db, steps);
  const identities = new Identities({ store, authority, facts, clock, logger });
  const pairings = new PairingStore(db);
  const pairing = new Pairing({ ...options, pairings, store, steps, identities, authority });
  return {
    authority,
    identities,
    pairing,
    start: async (): Promise<void> => {
      await authority.start();
      await identities.start();
    },
    stop: (): void => identities.stop(),
  };
}
