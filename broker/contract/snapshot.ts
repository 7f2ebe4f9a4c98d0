/**
 * The catalogue snapshot a kiosk fetches from its hub: `GET /api/replica/{storeCode}` as a file of gzip NDJSON, whole or the rest of one.
 * First line is the header, then one line per record. A body whose last line is not `end` is incomplete.
 */
import { Type, type Static } from 'typebox';
import { Product, Review, Store, StoreOffer, Variant } from './domain.ts';

export const SnapshotLine = Type.Union([
  Type.Object({
    kind: Type.Literal('header'),
    version: Type.String(),
    storeCode: Type.String(),
    createdAt: Type.String(),
  }),
  Type.Object({ kind: Type.Literal('store'), store: Store }),
  Type.Object({ kind: Type.Literal('product'), product: Product }),
  Type.Object({ kind: Type.Literal('variant'), variant: Variant }),
  Type.Object({ kind: Type.Literal('offer'), offer: StoreOffer }),
  Type.Object({ kind: Type.Literal('review'), review: Review }),
  Type.Object({ kind: Type.Literal('binding'), uid: Type.String(), sku: Type.String() }),
  Type.Object({ kind: Type.Literal('end'), lines: Type.Integer() }),
]);
export type SnapshotLine = Static<typeof SnapshotLine>;
