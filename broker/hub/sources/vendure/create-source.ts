/** A Vendure shop as a source of everything it can give: what it takes to connect one. */
import type { Clock, Logger, Random } from '../../../ports.ts';
import type { SourceBundle } from '../bundle.ts';
import { GraphqlClient } from '../graphql/graphql-client.ts';
import { readKey } from '../graphql/key.ts';
import { serverAddress } from '../graphql/server-address.ts';
import type { SourceCard } from '../ports.ts';
import { VendureCatalogue } from './catalogue.ts';
import { VendureOrders } from './orders.ts';
import { VendurePeople, VendureWishlists } from './people.ts';
import { Shop } from './shop.ts';
import { VendureStock } from './stock.ts';
import type { VendureOptions } from './options.ts';

export interface VendureDeps {
  /** Of the source, as in the settings. */
  name: string;
  /** Absolute folder that the key's file is relative to. */
  base: string;
  /** Seconds between two readings of the catalogue; 0: only when asked. */
  every: number;
  environment: Readonly<Record<string, string | undefined>>;
  fetch: typeof fetch;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** @throws BrokerError TW_SETTING_INVALID when the address is none for a key */
export function createVendureSource(settings: VendureOptions, deps: VendureDeps): SourceBundle {
  const { name, every, clock, random, logger } = deps;
  const url = serverAddress(settings.url);
  const client = new GraphqlClient({
    url: url.href,
    headers: () => headersOf(settings, deps),
    clock,
    random,
    fetch: deps.fetch,
  });
  const shop = new Shop({ client, clock });
  const card: SourceCard = {
    name,
    capabilities: ['catalogue', 'stock', 'people', 'wishlist', 'orders'],
    freshness: { ...(every > 0 && { catalogue: every }), stock: STOCK_FRESH_SECONDS },
  };
  const common = { card, client, shop, stores: settings.stores, clock, random, logger };
  const stock = new VendureStock({ ...common, every: settings.stockEvery });
  return {
    card,
    catalogue: new VendureCatalogue({ ...common, url, prices: settings.prices }),
    stock,
    people: new VendurePeople({ ...common, tiers: settings.tiers }),
    wishlist: new VendureWishlists({ ...common, tiers: settings.tiers }),
    orders: new VendureOrders({ ...common, settings: settings.orders }),
    stop: async () => {
      stock.stop();
      client.stop();
    },
  };
}

/** What has not been confirmed for so long is shown with its age. */
const STOCK_FRESH_SECONDS = 60;

async function headersOf(settings: VendureOptions, deps: VendureDeps): Promise<Record<string, string>> {
  const key = await readKey({
    ...(settings.keyFile !== undefined && { file: settings.keyFile }),
    ...(settings.keyVariable !== undefined && { variable: settings.keyVariable }),
    base: deps.base,
    environment: deps.environment,
  });
  return {
    'vendure-api-key': key,
    ...(settings.channel !== '' && { 'vendure-token': settings.channel }),
  };
}
