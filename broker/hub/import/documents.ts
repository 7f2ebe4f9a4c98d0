/** The catalogue as documents, and the version that stands for their content. */
import { createHash } from 'node:crypto';
import type { Product, Review, Store, StoreOffer, Variant } from '../../contract/domain.ts';
import type { CatalogueDocument } from '../store/catalogue-store.ts';
import { canonicalJson } from '../twin/canonical-json.ts';

export interface Catalogue {
  stores: readonly Store[];
  products: readonly Product[];
  variants: readonly Variant[];
  offers: readonly StoreOffer[];
  reviews: readonly Review[];
}

export function documentsOf({ stores, products, variants, offers, reviews }: Catalogue): CatalogueDocument[] {
  return [
    ...stores.map((store) => document('store', store.storeCode, store)),
    ...products.map((product) => document('product', product.productId, product)),
    ...variants.map((variant) => document('variant', variant.sku, variant)),
    ...offers.map((offer) => document('offer', `${offer.sku}\n${offer.storeCode}`, offer)),
    ...reviews.map((review) => document('review', review.id, review)),
  ];
}

/** 16 hex digits over the content. How old the stock is does not count, or every import would be a new version. */
export function versionOf(catalogue: Catalogue): string {
  const offers = catalogue.offers.map((offer) => ({ ...offer, asOf: '' }));
  const documents = documentsOf({ ...catalogue, offers });
  const lines = documents.map(({ kind, id, body }) => `${kind}\n${id}\n${body}\n`).sort();
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex').slice(0, 16);
}

function document(kind: CatalogueDocument['kind'], id: string, value: object): CatalogueDocument {
  return { kind, id, body: canonicalJson(value) };
}
