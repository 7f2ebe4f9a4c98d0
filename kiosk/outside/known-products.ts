/** Everything a screen can show: the range of the store first, then what was brought from outside it. */
import type { Product, Review, Store, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { ReviewsPage } from '../../broker/contract/http.ts';
import type { Replica } from '../replica/replica.ts';
import type { ReviewsQuery } from '../replica/reviews.ts';
import type { ShownCatalogue } from '../views/shown-catalogue.ts';
import type { ProductShelf } from './product-shelf.ts';

export class KnownProducts implements ShownCatalogue {
  readonly #range: Replica;
  readonly #shelf: ProductShelf;
  #stockAsOf = '';

  constructor(range: Replica, shelf: ProductShelf) {
    this.#range = range;
    this.#shelf = shelf;
  }

  /** True of a product that this store does not sell. */
  isOutside(productId: string): boolean {
    return this.#shelf.has(productId) && this.#range.product(productId) === undefined;
  }

  /** What a list of the product's follows from. */
  version(productId: string): string {
    const version = this.#range.version();
    if (!this.isOutside(productId)) return version;
    const sku = this.#shelf.variants(productId)[0]?.sku ?? '';
    return `${version}.${this.#shelf.entryOf(sku)?.at ?? 0}`;
  }

  product(productId: string): Product | undefined {
    return this.#range.product(productId) ?? this.#shelf.product(productId);
  }

  variant(sku: string): Variant | undefined {
    return this.#range.variant(sku) ?? this.#shelf.variant(sku);
  }

  variants(productId: string): Variant[] {
    return this.#of(productId).variants(productId);
  }

  /** Of what the store sells: only that stands beside another product. */
  bestVariant(productId: string): Variant | undefined {
    return this.#range.bestVariant(productId);
  }

  offers(sku: string): StoreOffer[] {
    return this.#range.variant(sku) === undefined ? this.#shelf.offers(sku) : this.#range.offers(sku);
  }

  offersOfProduct(productId: string): StoreOffer[] {
    return this.#of(productId).offersOfProduct(productId);
  }

  reviewsOf(productId: string): Review[] {
    return this.#of(productId).reviewsOf(productId);
  }

  reviewLanguages(productId: string): string[] {
    return this.#of(productId).reviewLanguages(productId);
  }

  reviews(query: ReviewsQuery): ReviewsPage {
    return this.#of(query.productId).reviews(query);
  }

  stores(): Store[] {
    return this.#range.stores();
  }

  store(storeCode: string): Store | undefined {
    return this.#range.store(storeCode);
  }

  /** All stock was said then. False when that was known. Not kept: a kiosk that starts without its hub says when stock last changed. */
  stockSaid(asOf: string): boolean {
    const isNews = asOf !== this.#stockAsOf;
    this.#stockAsOf = asOf;
    return isNews;
  }

  stockAsOf(): string {
    return this.#stockAsOf;
  }

  createdAt(): string {
    return this.#range.createdAt();
  }

  attract(limit: number): string[] {
    return this.#range.attract(limit);
  }

  #of(productId: string): Replica | ProductShelf {
    return this.isOutside(productId) ? this.#shelf : this.#range;
  }
}
