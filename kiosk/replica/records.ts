/** Puts records into the tables of a replica and takes them out, and remembers which products that touched. */
import type { Product, Review, Store, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { SqliteDatabase } from '../../broker/sqlite/open.ts';

/** Inside the caller's transaction. */
export class Records {
  readonly #run: ReturnType<typeof prepare>;
  readonly #isEmpty: boolean;
  readonly #touched = new Set<string>();

  /** @param isEmpty There is nothing yet that a record could replace: nothing is looked up, and nothing remembered. */
  constructor(database: SqliteDatabase, { isEmpty = false } = {}) {
    this.#run = prepare(database);
    this.#isEmpty = isEmpty;
  }

  /** Products with anything that was put or removed. */
  get touched(): ReadonlySet<string> {
    return this.#touched;
  }

  putStore(store: Store): void {
    this.#run.putStore.run(store.storeCode, JSON.stringify(store));
  }

  putProduct(product: Product): void {
    this.#touch(product.productId);
    this.#run.putProduct.run({
      id: product.productId,
      json: JSON.stringify(product),
      category: product.categoryPath.join(' > '),
      rating: standing(product.rating.average, product.rating.count),
      pictured: product.media.length > 0 ? 1 : 0,
    });
  }

  putVariant(variant: Variant): void {
    const { sku, productId, position, gtins, saleWindow } = variant;
    const { from = null, until = null } = saleWindow ?? {};
    this.#touchProductOf(sku);
    this.#touch(productId);
    if (!this.#isEmpty) this.#run.removeGtins.run(sku);
    this.#run.putVariant.run(sku, productId, position, from, until, JSON.stringify(variant));
    for (const gtin of gtins) this.#run.putGtin.run(gtin, sku);
  }

  putOffer(offer: StoreOffer): void {
    this.#touchProductOf(offer.sku);
    const isBuyable = offer.availability === 'in_stock' || offer.availability === 'limited_availability';
    this.#run.putOffer.run(offer.sku, offer.storeCode, isBuyable ? 1 : 0, JSON.stringify(offer));
  }

  putReview(review: Review): void {
    this.#forgetReview(review.id);
    this.#run.putReview.run(review.id, review.lang, review.createdAt, JSON.stringify(review));
    for (const product of review.productIds) {
      this.#touch(product);
      this.#run.putReviewOf.run(product, review.id);
    }
  }

  putBinding(uid: string, sku: string): void {
    this.#run.putBinding.run(uid.toUpperCase(), sku);
  }

  removeStore(code: string): void {
    this.#run.removeStore.run(code);
  }

  /** With its variants, their offers, and reviews that are of no other product. */
  removeProduct(id: string): void {
    this.#touched.add(id);
    for (const sku of this.#run.skusOf.all(id) as string[]) this.removeVariant(sku);
    const reviews = this.#run.reviewsOf.all(id) as string[];
    this.#run.removeReviewsOf.run(id);
    this.#run.removeProduct.run(id);
    for (const review of reviews)
      if (this.#run.isReviewHere.get(review) === undefined) this.removeReview(review);
  }

  removeVariant(sku: string): void {
    this.#touchProductOf(sku);
    this.#run.removeGtins.run(sku);
    this.#run.removeOffers.run(sku);
    this.#run.removeVariant.run(sku);
  }

  removeOffer(sku: string, storeCode: string): void {
    this.#touchProductOf(sku);
    this.#run.removeOffer.run(sku, storeCode);
  }

  removeReview(id: string): void {
    this.#forgetReview(id);
    this.#run.removeReview.run(id);
  }

  removeBinding(uid: string): void {
    this.#run.removeBinding.run(uid.toUpperCase());
  }

  #touchProductOf(sku: string): void {
    if (this.#isEmpty) return;
    const product = this.#run.productOf.get(sku) as string | undefined;
    if (product !== undefined) this.#touched.add(product);
  }

  #touch(product: string): void {
    if (!this.#isEmpty) this.#touched.add(product);
  }

  #forgetReview(id: string): void {
    if (this.#isEmpty) return;
    for (const product of this.#run.productsOf.all(id) as string[]) this.#touched.add(product);
    this.#run.removeReviewOf.run(id);
  }
}

/** A rating that counts: ten reviews of the shop's usual 3.8 are added, so that one perfect review does not win. */
function standing(average: number, count: number): number {
  return (average * count + 38) / (count + 10);
}

function prepare(database: SqliteDatabase) {
  return {
    putStore: database.prepare('INSERT OR REPLACE INTO store VALUES (?, ?)'),
    // An upsert, because a replacement would be another row, and the words of the product are found by its row.
    putProduct: database.prepare(
      `INSERT INTO product (id, json, category, rating, pictured) VALUES (@id, @json, @category, @rating, @pictured)
       ON CONFLICT (id) DO UPDATE SET json = @json, category = @category, rating = @rating, pictured = @pictured`,
    ),
    putVariant: database.prepare('INSERT OR REPLACE INTO variant VALUES (?, ?, ?, ?, ?, ?)'),
    putGtin: database.prepare('INSERT OR REPLACE INTO gtin VALUES (?, ?)'),
    putBinding: database.prepare('INSERT OR REPLACE INTO binding VALUES (?, ?)'),
    putOffer: database.prepare('INSERT OR REPLACE INTO offer VALUES (?, ?, ?, ?)'),
    putReview: database.prepare('INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?)'),
    putReviewOf: database.prepare('INSERT OR IGNORE INTO review_of VALUES (?, ?)'),
    removeStore: database.prepare('DELETE FROM store WHERE code = ?'),
    removeProduct: database.prepare('DELETE FROM product WHERE id = ?'),
    removeVariant: database.prepare('DELETE FROM variant WHERE sku = ?'),
    removeGtins: database.prepare('DELETE FROM gtin WHERE sku = ?'),
    removeBinding: database.prepare('DELETE FROM binding WHERE uid = ?'),
    removeOffer: database.prepare('DELETE FROM offer WHERE sku = ? AND store = ?'),
    removeOffers: database.prepare('DELETE FROM offer WHERE sku = ?'),
    removeReview: database.prepare('DELETE FROM review WHERE id = ?'),
    removeReviewOf: database.prepare('DELETE FROM review_of WHERE review = ?'),
    removeReviewsOf: database.prepare('DELETE FROM review_of WHERE product = ?'),
    productOf: database.prepare('SELECT product FROM variant WHERE sku = ?').pluck(),
    skusOf: database.prepare('SELECT sku FROM variant WHERE product = ?').pluck(),
    reviewsOf: database.prepare('SELECT review FROM review_of WHERE product = ?').pluck(),
    isReviewHere: database
      .prepare('SELECT 1 FROM review_of JOIN product ON product.id = review_of.product WHERE review = ?')
      .pluck(),
    productsOf: database.prepare('SELECT product FROM review_of WHERE review = ?').pluck(),
  };
}
