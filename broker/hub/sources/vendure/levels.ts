/** Stock of a variant at one location, and what of it a shopper may count on. */
import { Type, type Static } from 'typebox';
import type { Availability } from '../../../contract/domain.ts';
import { availabilityOf } from '../../import/values.ts';
import type { OfferRow } from '../rows.ts';
import type { ShopFacts } from './shop.ts';

/** The fields of a variant that its stock depends on, in the words of the admin API. */
export const LEVEL_FIELDS = `id sku enabled trackInventory outOfStockThreshold useGlobalOutOfStockThreshold
  stockLevels { stockLocationId stockOnHand stockAllocated }`;

export const VariantLevels = Type.Object({
  id: Type.String(),
  sku: Type.String(),
  enabled: Type.Boolean(),
  trackInventory: Type.String(),
  outOfStockThreshold: Type.Integer(),
  useGlobalOutOfStockThreshold: Type.Boolean(),
  stockLevels: Type.Array(
    Type.Object({
      stockLocationId: Type.String(),
      stockOnHand: Type.Integer(),
      stockAllocated: Type.Integer(),
    }),
  ),
});
export type VariantLevels = Static<typeof VariantLevels>;

export interface Available {
  availability: Availability;
  /** Null: the shop does not count it. */
  quantity: number | null;
}

type Policy = Pick<ShopFacts, 'tracksInventory' | 'outOfStockThreshold'>;

/**
 * On hand, less what is promised to other orders, less what the shop holds back. With a negative threshold a shop sells
 * more than it has: that is on back order, and nobody finds it on a shelf.
 */
export function availableAt(
  variant: VariantLevels,
  level: { stockOnHand: number; stockAllocated: number },
  policy: Policy,
): Available {
  if (!variant.enabled) return { availability: 'out_of_stock', quantity: 0 };
  if (!isTracked(variant, policy)) return { availability: 'in_stock', quantity: null };
  const threshold = variant.useGlobalOutOfStockThreshold
    ? policy.outOfStockThreshold
    : variant.outOfStockThreshold;
  const there = level.stockOnHand - level.stockAllocated;
  const quantity = Math.max(0, there - Math.max(0, threshold));
  if (quantity === 0 && there > threshold) return { availability: 'backorder', quantity };
  return { availability: availabilityOf(quantity), quantity };
}

/** Over all locations, for whoever buys online. */
export function availableOnline(variant: VariantLevels, policy: Policy): Availability {
  const total = { stockOnHand: 0, stockAllocated: 0 };
  for (const { stockOnHand, stockAllocated } of variant.stockLevels) {
    total.stockOnHand += stockOnHand;
    total.stockAllocated += stockAllocated;
  }
  return availableAt(variant, total, policy).availability;
}

export interface OfferContext {
  /** Store code by the id of a stock location. Locations that are no stores are not in it. */
  stores: ReadonlyMap<string, string>;
  policy: Policy;
  /** Name of the source. */
  file: string;
  /** ISO 8601. */
  asOf: string;
}

/** One row for every store; a store where the shop has no level has none of it. */
export function offersOf(variant: VariantLevels, { stores, policy, file, asOf }: OfferContext): OfferRow[] {
  const levels = new Map(variant.stockLevels.map((level) => [level.stockLocationId, level]));
  return [...stores].map(([location, storeCode], index) => ({
    place: { file, line: index + 1, id: variant.sku },
    storeCode,
    sku: variant.sku,
    gtin: '',
    ...availableAt(variant, levels.get(location) ?? { stockOnHand: 0, stockAllocated: 0 }, policy),
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf,
  }));
}

function isTracked({ trackInventory }: VariantLevels, policy: Policy): boolean {
  return trackInventory === 'INHERIT' ? policy.tracksInventory : trackInventory === 'TRUE';
}
