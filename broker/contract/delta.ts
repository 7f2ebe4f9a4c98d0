/**
 * What has changed in the catalogue of a store since a version: `GET /api/replica/{storeCode}/changes?from=VERSION` as a
 * file of gzip NDJSON. First the header, then one line per record as it is now, or per record that is gone, in any order
 * of kinds; the last line is `end`. All of it is applied, or nothing.
 */
import { Type, type Static } from 'typebox';
import { Product, Review, Store, StoreOffer, Variant } from './domain.ts';

/** Products of which any variant has an offer in the store; everything, when the store has no offer at all. */
export const StoreRange = Type.Union([Type.Literal('store'), Type.Literal('all')]);
export type StoreRange = Static<typeof StoreRange>;

export const DeltaLine = Type.Union([
  Type.Object({
    kind: Type.Literal('delta'),
    /** The version that the kiosk has. */
    from: Type.String(),
    /** The version it has afterwards. */
    version: Type.String(),
    storeCode: Type.String(),
    /** ISO 8601: when the catalogue was last imported. */
    createdAt: Type.String(),
    range: StoreRange,
  }),
  Type.Object({ kind: Type.Literal('store'), store: Store }),
  Type.Object({ kind: Type.Literal('product'), product: Product }),
  Type.Object({ kind: Type.Literal('variant'), variant: Variant }),
  Type.Object({ kind: Type.Literal('offer'), offer: StoreOffer }),
  Type.Object({ kind: Type.Literal('review'), review: Review }),
  Type.Object({ kind: Type.Literal('binding'), uid: Type.String(), sku: Type.String() }),
  /** A product goes with its variants, and a variant with its offers. What the kiosk does not have is gone already. */
  Type.Object({
    kind: Type.Literal('gone'),
    what: Type.Union([
      Type.Literal('store'),
      Type.Literal('product'),
      Type.Literal('variant'),
      Type.Literal('review'),
      Type.Literal('binding'),
    ]),
    id: Type.String(),
  }),
  Type.Object({ kind: Type.Literal('no_offer'), sku: Type.String(), storeCode: Type.String() }),
  Type.Object({ kind: Type.Literal('end'), lines: Type.Integer() }),
]);
export type DeltaLine = Static<typeof DeltaLine>;
