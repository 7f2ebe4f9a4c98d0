/**
 * One product, whoever sells it: `GET /api/replica/{storeCode}/products?gtin=` (8 to 14 digits) or `?sku=`. A kiosk holds the
 * range of its store; this is what it asks when somebody brings a product that is not in it.
 */
import { Type, type Static } from 'typebox';
import { Product, Review, StoreOffer, Variant } from './domain.ts';

export const FoundProduct = Type.Object({
  /** Of the catalogue that it is from. */
  version: Type.String({ minLength: 1, maxLength: 128 }),
  /** When that was last imported, ISO 8601; each offer has a time of its own. */
  asOf: Type.String({ maxLength: 64 }),
  /** The variant that was asked for. */
  sku: Type.String({ minLength: 1, maxLength: 64 }),
  product: Product,
  /** All of them. */
  variants: Type.Array(Variant),
  /** Of all variants in all stores. */
  offers: Type.Array(StoreOffer),
  /** The newest, at most 100; `product.rating` counts all. */
  reviews: Type.Array(Review, { maxItems: 100 }),
});
export type FoundProduct = Static<typeof FoundProduct>;
