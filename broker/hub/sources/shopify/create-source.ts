/** A Shopify shop as a source of everything it can give: what it takes to connect one. */
import type { SourceBundle } from '../bundle.ts';
import { GraphqlClient } from '../graphql/graphql-client.ts';
import { serverAddress } from '../graphql/server-address.ts';
import { PolledStock } from '../polled-stock.ts';
import type { Capability, SourceCard } from '../ports.ts';
import type { SourceContext } from '../source-kind.ts';
import { ShopifyCatalogue } from './catalogue.ts';
import { CustomerAccounts, type AccountsOptions } from './customer-accounts.ts';
import { skuOf } from './ids.ts';
import type { ShopifyOptions } from './options.ts';
import { ShopifyOrders } from './orders.ts';
import { ShopifyPeople } from './people.ts';
import { levelProducts, levelsOf } from './products.ts';
import { ShopifyLooks } from './stock.ts';
import { Storefront, storefrontHeaders, storefrontUrl } from './storefront.ts';
import { VariantIndex, type IndexedVariant } from './variant-index.ts';
import { Visitors } from './visitors.ts';
import { ShopifyWishlists, type ShopifyWishlistsOptions } from './wishlists.ts';

export interface ShopifyDeps extends Omit<SourceContext, 'parts'> {
  fetch: typeof fetch;
}

/** What has not been confirmed for so long is shown with its age. */
const STOCK_FRESH_SECONDS = 120;

/** @throws BrokerError TW_SETTING_INVALID when the address is none for a token */
export function createShopifySource(settings: ShopifyOptions, deps: ShopifyDeps): SourceBundle {
  const { name, every, folder } = deps;
  const shop = serverAddress(settings.url);
  const url = storefrontUrl(shop);
  const client = new GraphqlClient({
    ...deps,
    url: url.href,
    headers: () => storefrontHeaders(settings, { url, base: deps.base }),
  });
  const storefront = new Storefront({ ...deps, client, settings });
  const index = new VariantIndex({ folder, walk: () => allVariants(storefront) });
  const hasStores = Object.keys(settings.stores).length > 0;
  const card: SourceCard = {
    name,
    capabilities: capabilitiesOf(settings),
    freshness: { ...(every > 0 && { catalogue: every }), stock: STOCK_FRESH_SECONDS },
  };
  const common = { ...deps, card, storefront, stores: settings.stores };
  const stock = new PolledStock({
    ...common,
    every: settings.stockEvery,
    looks: () => new ShopifyLooks(common),
  });
  const visitors = new Visitors(deps.clock);
  const customers = createCustomers(settings.accounts, { ...common, index, visitors });
  return {
    card,
    catalogue: new ShopifyCatalogue({ ...common, url: shop, settings, index }),
    ...(hasStores && { stock }),
    ...customers,
    ...(settings.checkout && { orders: new ShopifyOrders({ ...common, url: shop, index }) }),
    stop: async () => {
      stock.stop();
      visitors.clear();
      client.stop();
    },
  };
}

function capabilitiesOf({ stores, accounts, checkout }: ShopifyOptions): Capability[] {
  const hasAccounts = accounts.url !== '';
  return [
    'catalogue',
    ...(Object.keys(stores).length > 0 ? (['stock'] as const) : []),
    ...(hasAccounts ? (['people'] as const) : []),
    ...(hasAccounts && accounts.wishlist !== '' ? (['wishlist'] as const) : []),
    ...(checkout ? (['orders'] as const) : []),
  ];
}

type Customers = Pick<SourceBundle, 'people' | 'wishlist'>;

function createCustomers(
  { url, tiers, wishlist: metafield }: ShopifyOptions['accounts'],
  deps: Omit<ShopifyWishlistsOptions, 'accounts' | 'metafield'> & Omit<AccountsOptions, 'url'>,
): Customers {
  if (url === '') return {};
  const accounts = new CustomerAccounts({ ...deps, url: serverAddress(url) });
  const people = new ShopifyPeople({ ...deps, accounts, tiers });
  if (metafield === '') return { people };
  return { people, wishlist: new ShopifyWishlists({ ...deps, accounts, metafield }) };
}

async function* allVariants(storefront: Storefront): AsyncGenerator<IndexedVariant> {
  for await (const product of levelProducts({ storefront }))
    for await (const variant of levelsOf(product, { storefront })) {
      const sku = skuOf(variant);
      if (sku !== undefined) yield { id: variant.id, sku };
    }
}
