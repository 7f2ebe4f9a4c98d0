/** Everything of the hub that is about intents. Nothing begins here. */
import type { Kysely } from 'kysely';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { FleetEngine } from '../fleet-db/open.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { OrderSource } from '../sources/ports.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { VariantSearch } from '../tags/variant-search.ts';
import { Expiry } from './expiry.ts';
import { Intents, type IntentsOptions } from './intents.ts';
import { Placer } from './placer.ts';
import type { IntentLives } from './rules.ts';
import { StockCheck } from './stock-check.ts';
import { IntentStore } from './store.ts';
import type { IntentTables } from './tables.ts';

export interface IntentPartsOptions {
  db: Kysely<IntentTables>;
  engine: FleetEngine;
  catalogue: Pick<CatalogueStore, 'body'>;
  /** The shop's own system; undefined: nothing can be ordered. */
  orders: () => OrderSource | undefined;
  variants: Pick<VariantSearch, 'of'>;
  ownership: Ownership;
  personOf: IntentsOptions['personOf'];
  fence: IntentsOptions['fence'];
  lives: IntentLives;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export interface IntentParts {
  store: IntentStore;
  intents: Intents;
  placer: Placer;
  expiry: Expiry;
}

export function createIntents(options: IntentPartsOptions): IntentParts {
  const store = new IntentStore(options);
  const intents: Intents = new Intents({
    ...options,
    store,
    stock: new StockCheck(options),
    placer: () => placer,
    expiry: () => expiry,
  });
  const placer = new Placer({ ...options, store, changed: intents.changed });
  const expiry = new Expiry({ ...options, store, changed: intents.changed });
  return { store, intents, placer, expiry };
}
