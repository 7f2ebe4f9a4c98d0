/**
 * Products outside the range, in memory: the most recently looked at, within bounds. They do not outlive the service: stock of
 * yesterday helps nobody, and a product is asked for again with the next tap.
 */
import type { Product, Review, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { ReviewsPage } from '../../broker/contract/http.ts';
import type { FoundProduct } from '../../broker/contract/found-product.ts';
import type { Clock } from '../../broker/ports.ts';
import type { ReviewsQuery } from '../replica/reviews.ts';
import { atTime } from '../replica/sale.ts';
import type { ProductKey } from './product-key.ts';

/** More than shoppers bring along in an hour. */
const MOST_PRODUCTS = 64;
/** Of JSON; in memory about three times that. */
const MOST_BYTES = 24 * 1024 ** 2;

export interface ShelfEntry {
  found: FoundProduct;
  etag: string;
  bytes: number;
  /** When the hub last said so. Epoch milliseconds. */
  at: number;
}

export class ProductShelf {
  /** By product, the least recently looked at first. */
  readonly #entries = new Map<string, ShelfEntry>();
  readonly #productOfSku = new Map<string, string>();
  readonly #skuOfGtin = new Map<string, string>();
  readonly #clock: Pick<Clock, 'now'>;
  #bytes = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  get size(): { products: number; bytes: number } {
    return { products: this.#entries.size, bytes: this.#bytes };
  }

  productIds(): string[] {
    return [...this.#entries.keys()];
  }

  put(entry: ShelfEntry): void {
    const { product, variants } = entry.found;
    this.remove(product.productId);
    // A SKU that has moved to another product.
    for (const { sku } of variants) this.remove(this.#productOfSku.get(sku) ?? '');
    this.#entries.set(product.productId, entry);
    this.#bytes += entry.bytes;
    for (const { sku, gtins } of variants) {
      this.#productOfSku.set(sku, product.productId);
      for (const gtin of gtins) this.#skuOfGtin.set(gtin, sku);
    }
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= MOST_PRODUCTS && this.#bytes <= MOST_BYTES) return;
      this.remove(id);
    }
  }

  remove(productId: string): void {
    const entry = this.#entries.get(productId);
    if (entry === undefined) return;
    this.#entries.delete(productId);
    this.#bytes -= entry.bytes;
    for (const { sku, gtins } of entry.found.variants) {
      this.#productOfSku.delete(sku);
      for (const gtin of gtins) if (this.#skuOfGtin.get(gtin) === sku) this.#skuOfGtin.delete(gtin);
    }
  }

  skuOf(key: ProductKey): string | undefined {
    const sku = 'sku' in key ? key.sku : this.#skuOfGtin.get(key.gtin);
    return sku !== undefined && this.#productOfSku.has(sku) ? sku : undefined;
  }

  /** What is known of the product of a variant; it counts as looked at. */
  entryOf(sku: string): ShelfEntry | undefined {
    const id = this.#productOfSku.get(sku);
    return id === undefined ? undefined : this.#use(id);
  }

  has(productId: string): boolean {
    return this.#entries.has(productId);
  }

  product(productId: string): Product | undefined {
    return this.#use(productId)?.found.product;
  }

  variant(sku: string): Variant | undefined {
    const found = this.entryOf(sku)?.found.variants.find((variant) => variant.sku === sku);
    return found && atTime(found, this.#clock.now());
  }

  variants(productId: string): Variant[] {
    const { variants = [] } = this.#use(productId)?.found ?? {};
    const now = this.#clock.now();
    return variants
      .map((variant) => atTime(variant, now))
      .sort((a, b) => a.position - b.position || (a.sku < b.sku ? -1 : 1));
  }

  offers(sku: string): StoreOffer[] {
    return (this.entryOf(sku)?.found.offers ?? []).filter((offer) => offer.sku === sku);
  }

  offersOfProduct(productId: string): StoreOffer[] {
    return this.#use(productId)?.found.offers ?? [];
  }

  reviewsOf(productId: string): Review[] {
    return this.#use(productId)?.found.reviews ?? [];
  }

  reviewLanguages(productId: string): string[] {
    const counts = new Map<string, number>();
    for (const { lang } of this.reviewsOf(productId)) counts.set(lang, (counts.get(lang) ?? 0) + 1);
    return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([lang]) => lang);
  }

  /** Those in the language first; the hub sends the newest first. */
  reviews({ productId, lang, offset, limit }: ReviewsQuery): ReviewsPage {
    const all = this.reviewsOf(productId);
    const primary = (text: string): string => text.toLowerCase().split('-')[0] ?? '';
    const rank = (review: Review): number =>
      review.lang.toLowerCase() === lang.toLowerCase() ? 0 : primary(review.lang) === primary(lang) ? 1 : 2;
    const sorted = [...all].sort((a, b) => rank(a) - rank(b));
    return { productId, total: all.length, reviews: sorted.slice(offset, offset + limit) };
  }

  #use(productId: string): ShelfEntry | undefined {
    const entry = this.#entries.get(productId);
    if (entry === undefined) return undefined;
    this.#entries.delete(productId);
    this.#entries.set(productId, entry);
    return entry;
  }
}
