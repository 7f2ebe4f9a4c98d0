/** A shop with a few products, and a source that is connected to it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import type { SourceBundle } from '../../../../../broker/hub/sources/bundle.ts';
import { createShopifySource } from '../../../../../broker/hub/sources/shopify/create-source.ts';
import { ShopifyOptions } from '../../../../../broker/hub/sources/shopify/options.ts';
import type { TestContext } from '../../../../harness/suite.ts';
import { QuietLogger } from '../../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../../support/seeded-random.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { FakeAccounts } from './fake-accounts.ts';
import { FakeShop, type FakeProduct, type FakeVariant } from './fake-shop.ts';

export { all } from '../vendure/kit.ts';

/** Where the source finds its token. */
export const VARIABLE = 'TAPWALL_TEST_SHOPIFY_TOKEN';
export const BERLIN = 'gid://shopify/Location/1';
export const HAMBURG = 'gid://shopify/Location/2';

export interface Connected {
  shop: FakeShop;
  accounts: FakeAccounts;
  source: Required<SourceBundle>;
  clock: VirtualClock;
  logger: QuietLogger;
}

export async function connected(
  t: TestContext,
  settings: object = {},
  shop: FakeShop = new FakeShop(),
): Promise<Connected> {
  const clock = new VirtualClock(shop.now);
  const logger = new QuietLogger();
  const folder = await mkdtemp(join(tmpdir(), 'tapwall-shopify-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const accounts = new FakeAccounts(shop);
  process.env[VARIABLE] = shop.token;
  const options = Value.Default(ShopifyOptions, {
    url: 'https://nordlys.myshopify.example',
    tokenVariable: VARIABLE,
    stores: { 'Berlin Mitte': 'BER-01', '2': 'HAM-01' },
    ...settings,
  }) as ShopifyOptions;
  const source = createShopifySource(options, {
    name: 'shop',
    base: '/nowhere',
    folder,
    every: 600,
    fetch: accounts.fetch,
    clock,
    random: new SeededRandom(7),
    logger,
  }) as Required<SourceBundle>;
  t.after(() => source.stop());
  return { shop, accounts, source, clock, logger };
}

let ids = 100;

/** @param levels How many there are, by location. */
export function variant(sku: string, levels: Record<string, number> = {}): FakeVariant {
  ids += 1;
  const counts = Object.entries(levels);
  const total = counts.reduce((sum, [, quantity]) => sum + quantity, 0);
  return {
    id: `gid://shopify/ProductVariant/${ids}`,
    sku,
    barcode: null,
    price: { amount: '10.00', currencyCode: 'EUR' },
    compareAtPrice: null,
    selectedOptions: [{ name: 'Title', value: 'Default Title' }],
    image: null,
    availableForSale: true,
    currentlyNotInStock: false,
    quantityAvailable: total,
    levels: new Map(
      counts.map(([id, quantityAvailable]) => [id, { available: quantityAvailable > 0, quantityAvailable }]),
    ),
  };
}

export function product(
  title: string,
  variants: FakeVariant[],
  change: Partial<FakeProduct> = {},
): FakeProduct {
  ids += 1;
  return {
    id: `gid://shopify/Product/${ids}`,
    title,
    descriptionHtml: `<p>Über <b>${title}</b></p>`,
    vendor: 'Nordlys',
    productType: '',
    isGiftCard: false,
    category: null,
    collections: [],
    rating: null,
    ratingCount: null,
    images: [],
    updatedAt: Date.UTC(2026, 10, 1),
    variants,
    translations: {},
    ...change,
  };
}

/** Turns the clock until it is done. */
export async function turning<T>(clock: VirtualClock, doing: Promise<T>): Promise<T> {
  const settled = Promise.allSettled([doing]);
  while ((await Promise.race([settled, clock.advance(50)])) === undefined);
  return doing;
}
