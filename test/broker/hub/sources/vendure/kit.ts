/** A shop with a little stock, and a source that is connected to it. */
import { createVendureSource } from '../../../../../broker/hub/sources/vendure/create-source.ts';
import { VendureOptions } from '../../../../../broker/hub/sources/vendure/options.ts';
import type { SourceBundle } from '../../../../../broker/hub/sources/bundle.ts';
import { Value } from 'typebox/value';
import type { TestContext } from '../../../../harness/suite.ts';
import { QuietLogger } from '../../../../support/quiet-logger.ts';
import { SeededRandom } from '../../../../support/seeded-random.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { FakeShop, type FakeProduct, type FakeVariant } from './fake-shop.ts';

/** Where the source finds its key. */
export const VARIABLE = 'TAPWALL_TEST_SHOP_KEY';

export interface Connected {
  shop: FakeShop;
  source: Required<SourceBundle>;
  clock: VirtualClock;
  logger: QuietLogger;
}

export function connected(t: TestContext, settings: object = {}, shop: FakeShop = new FakeShop()): Connected {
  const clock = new VirtualClock(shop.now);
  const logger = new QuietLogger();
  process.env[VARIABLE] = shop.key;
  const options = Value.Default(VendureOptions, {
    url: 'https://shop.example/admin-api',
    keyVariable: VARIABLE,
    ...settings,
  }) as VendureOptions;
  const source = createVendureSource(options, {
    name: 'shop',
    base: '/nowhere',
    every: 600,
    fetch: shop.fetch,
    clock,
    random: new SeededRandom(7),
    logger,
  }) as Required<SourceBundle>;
  t.after(() => source.stop());
  return { shop, source, clock, logger };
}

let ids = 0;

/** @param levels Stock on hand by location. */
export function variant(sku: string, levels: Record<string, number> = {}): FakeVariant {
  ids += 1;
  return {
    id: String(ids),
    sku,
    name: sku,
    enabled: true,
    price: 1_000,
    gtin: null,
    options: [],
    trackInventory: 'INHERIT',
    threshold: undefined,
    updatedAt: Date.UTC(2026, 10, 1),
    levels: new Map(
      Object.entries(levels).map(([id, stockOnHand]) => [id, { stockOnHand, stockAllocated: 0 }]),
    ),
  };
}

export function product(name: string, variants: FakeVariant[]): FakeProduct {
  ids += 1;
  return { id: `p${ids}`, name, enabled: true, facetValues: [], collections: [], variants };
}

export async function all<Item>(items: AsyncIterable<Item> | undefined): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items ?? []) found.push(item);
  return found;
}
