/** A Vendure shop as a source of everything it can give: what it takes to connect one. */
import type { Clock, Logger, Random } from '../../../ports.ts';
import { readSecretHeaders } from '../../fetch/secret-headers.ts';
import type { SourceBundle } from '../bundle.ts';
import { GraphqlClient } from '../graphql/graphql-client.ts';
import { serverAddress } from '../graphql/server-address.ts';
import { PolledStock } from '../polled-stock.ts';
import type { SourceCard } from '../ports.ts';
import { VendureCatalogue } from './catalogue.ts';
import { VendureOrders } from './orders.ts';
import { VendurePeople, VendureWishlists } from './people.ts';
import { Shop } from './shop.ts';
import { VendureLooks } from './stock.ts';
import type { VendureOptions } from './options.ts';

export interface VendureDeps {
  /** Of the source, as in the settings. */
  name: string;
  /** Absolute folder that the key's file is relative to. */
  base: string;
  /** Seconds between two readings of the catalogue; 0: only when asked. */
  every: number;
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
    headers: () => headersOf(settings, { url, base: deps.base }),
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
  const stock = new PolledStock({
    ...common,
    every: settings.stockEvery,
    looks: () => new VendureLooks(common),
  });
  return {
    card,
    catalogue: new VendureCatalogue({
      ...common,
      url,
      prices: settings.prices,
      pictureHosts: settings.pictureHosts,
    }),
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

async function headersOf(
  { keyFile: file, keyVariable: variable, channel }: VendureOptions,
  { url, base }: { url: URL; base: string },
): Promise<Record<string, string>> {
  const key = {
    host: url.host,
    name: 'vendure-api-key',
    ...(file !== undefined && { file }),
    ...(variable !== undefined && { variable }),
  };
  const secrets = await readSecretHeaders([key], base);
  return { ...secrets(url), ...(channel !== '' && { 'vendure-token': channel }) };
}
