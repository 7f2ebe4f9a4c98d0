/** What a store has of a variant, in the words of the Storefront API. */
import { Type, type Static, type TSchema } from 'typebox';
import type { Availability } from '../../../contract/domain.ts';
import { availabilityOf } from '../../import/values.ts';
import type { OfferRow } from '../rows.ts';
import { connection, PAGE_INFO } from './pages.ts';
import type { ShopFacts } from './storefront.ts';

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

const StoreLevel = Type.Object({
  available: Type.Boolean(),
  quantityAvailable: Type.Optional(Type.Integer()),
  location: Type.Object({ id: Type.String() }),
});
export type StoreLevel = Static<typeof StoreLevel>;
export const StoreLevels = connection(StoreLevel);

export const VariantLevels = Type.Object({
  id: Type.String(),
  sku: Nullable(Type.String()),
  availableForSale: Type.Boolean(),
  currentlyNotInStock: Type.Boolean(),
  quantityAvailable: Type.Optional(Nullable(Type.Integer())),
  storeAvailability: Type.Optional(StoreLevels),
});
export type VariantLevels = Static<typeof VariantLevels>;

type Scopes = Pick<ShopFacts, 'countsStock' | 'knowsStores'>;

/** Fields of a variant, as far as the token may read them. */
export function levelFields(scopes: Scopes): string {
  return `id sku availableForSale currentlyNotInStock
    ${scopes.countsStock ? 'quantityAvailable' : ''}
    ${scopes.knowsStores ? `storeAvailability(first: $stores) { ${storeFields(scopes)} }` : ''}`;
}

export function storeFields({ countsStock }: Scopes): string {
  return `${PAGE_INFO} nodes { available ${countsStock ? 'quantityAvailable' : ''} location { id } }`;
}

export interface Available {
  availability: Availability;
  /** Null: the shop does not count it, or does not say. */
  quantity: number | null;
}

const NOTHING: Available = { availability: 'out_of_stock', quantity: 0 };

/**
 * In one store. "Available" is also what comes from another location first, what is sold beyond the stock, and what nobody
 * counts (shopify.dev, StoreAvailability.available): only the last of these is on the shelf.
 */
export function availableAt(variant: VariantLevels, level: StoreLevel | undefined): Available {
  if (level === undefined || !level.available) return NOTHING;
  const { quantityAvailable: here } = level;
  if (here === undefined) return { availability: 'in_stock', quantity: null };
  if (here > 0) return { availability: availabilityOf(here), quantity: here };
  const isElsewhere = variant.currentlyNotInStock || (variant.quantityAvailable ?? 0) > 0;
  return isElsewhere
    ? { availability: 'backorder', quantity: 0 }
    : { availability: 'in_stock', quantity: null };
}

/** For whoever buys online. */
export function availableOnline(variant: VariantLevels): Availability {
  if (!variant.availableForSale) return 'out_of_stock';
  if (variant.currentlyNotInStock) return 'backorder';
  const { quantityAvailable: left } = variant;
  return typeof left === 'number' && left > 0 ? availabilityOf(left) : 'in_stock';
}

export interface OfferContext {
  /** Store code by the id of a location. Locations that are no stores are not in it. */
  stores: ReadonlyMap<string, string>;
  sku: string;
  /** Name of the source. */
  file: string;
  /** ISO 8601. */
  asOf: string;
}

/** One row for every store; a store of which the shop says nothing has none of it. */
export function offersOf(
  variant: VariantLevels,
  levels: readonly StoreLevel[],
  { stores, sku, file, asOf }: OfferContext,
): OfferRow[] {
  const byLocation = new Map(levels.map((level) => [level.location.id, level]));
  return [...stores].map(([location, storeCode], index) => ({
    place: { file, line: index + 1, id: sku },
    storeCode,
    sku,
    gtin: '',
    ...availableAt(variant, byLocation.get(location)),
    pickupMethod: '',
    pickupSla: '',
    shelfLocation: '',
    asOf,
  }));
}
