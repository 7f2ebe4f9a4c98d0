/** Changes of the sample catalogue, as a hub would send them. */
import type { DeltaLine, StoreRange } from '../../broker/contract/delta.ts';
import type { Product, Review, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { SAMPLE_STORE, SAMPLE_VERSION, sampleLines } from './sample-catalogue.ts';

export interface SampleDelta {
  from?: string;
  version?: string;
  storeCode?: string;
  range?: StoreRange;
}

/** With header and end. */
export function sampleDelta(body: readonly DeltaLine[], about: SampleDelta = {}): DeltaLine[] {
  const header = {
    kind: 'delta',
    from: SAMPLE_VERSION,
    version: 'sample-2',
    storeCode: SAMPLE_STORE,
    createdAt: '2026-11-23T09:00:00+01:00',
    range: 'all',
    ...about,
  } as const;
  return [header, ...body, { kind: 'end', lines: body.length + 2 }];
}

/** A record of the sample, with something else in it. */
export const changedProduct = (id: string, change: Partial<Product>): DeltaLine => ({
  kind: 'product',
  product: { ...first('product', ({ product }) => product.productId === id).product, ...change },
});

export const changedVariant = (sku: string, change: Partial<Variant>): DeltaLine => ({
  kind: 'variant',
  variant: { ...first('variant', ({ variant }) => variant.sku === sku).variant, ...change },
});

export const changedOffer = (sku: string, change: Partial<StoreOffer>): DeltaLine => ({
  kind: 'offer',
  offer: {
    ...first('offer', ({ offer }) => offer.sku === sku && offer.storeCode === SAMPLE_STORE).offer,
    ...change,
  },
});

export const changedReview = (id: string, change: Partial<Review>): DeltaLine => ({
  kind: 'review',
  review: { ...first('review', ({ review }) => review.id === id).review, ...change },
});

type Line<K extends SnapshotLine['kind']> = Extract<SnapshotLine, { kind: K }>;

function first<K extends SnapshotLine['kind']>(kind: K, isWanted: (line: Line<K>) => boolean): Line<K> {
  const found = sampleLines().find(
    (line): line is Line<K> => line.kind === kind && isWanted(line as Line<K>),
  );
  if (found === undefined) throw new TypeError(`the sample has no such ${kind}`);
  return found;
}
