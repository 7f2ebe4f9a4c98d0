/**
 * The kiosk's own copy of the catalogue: everything a screen shows comes from here, so that it works without a network.
 *
 * A new snapshot is written into a file beside and takes the old one's place in one step, or not at all.
 */
import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Product, Review, Store, StoreOffer, Variant } from '../../broker/contract/domain.ts';
import type { FoundPage, ReviewsPage } from '../../broker/contract/http.ts';
import type { DeltaLine } from '../../broker/contract/delta.ts';
import type { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { Listeners } from '../../broker/link/listeners.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import { isDamage, type SqliteDatabase } from '../../broker/sqlite/open.ts';
import { KioskError } from '../errors.ts';
import { applyDelta } from './apply-delta.ts';
import { attractSkus } from './attract.ts';
import type { ChangedProducts, ReplicaListener } from './changes.ts';
import { openReplicaFile, removeDatabase, removeLeftovers, setAside } from './file.ts';
import { reviewsOf, reviewsPage, type ReviewsQuery } from './reviews.ts';
import { readVariant } from './sale.ts';
import { lastSaleEdge, nextSaleEdge, productsWithSaleEdge } from './sale-edges.ts';
import { ofCategory, searchPage, type SearchQuery } from './search.ts';
import { Statements } from './statements.ts';
import { writeSnapshot } from './writer.ts';

export interface ReplicaOptions {
  /** The database file; its folder is created. */
  path: string;
  clock: Pick<Clock, 'now'>;
  logger: Logger;
}

/** Of more it is as quick to look at everything again. */
const MOST_NAMED = 1_000;

export class Replica {
  readonly #options: ReplicaOptions;
  readonly #changed: Listeners<[ChangedProducts]>;
  #database: SqliteDatabase | null = null;
  #statements: Statements | null = null;
  #isStarted = false;
  #loads = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#changed = new Listeners(options.logger);
  }

  /** Opens the file. A missing, outdated or damaged one leaves the replica empty: it is fetched again. */
  start(): void {
    const { path, logger } = this.#options;
    mkdirSync(dirname(path), { recursive: true });
    removeLeftovers(path);
    this.#isStarted = true;
    this.#open();
    logger.info({ version: this.version() }, 'catalogue opened');
  }

  /** Closes the file. A load that is under way ends without effect. */
  stop(): void {
    this.#isStarted = false;
    this.#close();
  }

  /**
   * Hears of every change, once it can be read here; not of what `start` finds. The answer stops that.
   */
  onChanged(listener: ReplicaListener): () => void {
    return this.#changed.add(listener);
  }

  /**
   * Takes over a whole snapshot. Look-ups go on meanwhile, on the old one.
   * @throws KioskError TW_SNAPSHOT_INCOMPLETE | TW_SNAPSHOT_INVALID | TW_SNAPSHOT_TOO_LARGE | TW_REPLICA_CLOSED, and
   * whatever `lines` throws; the old catalogue stays then.
   */
  load(lines: AsyncIterable<SnapshotLine>): Promise<void> {
    return this.#inTurn(() => this.#load(lines));
  }

  /**
   * Applies what has changed since the version that is here. Look-ups go on meanwhile, on the old one.
   * @throws KioskError TW_CHANGES_MISFIT | TW_CHANGES_INVALID | TW_CHANGES_INCOMPLETE | TW_REPLICA_CLOSED, and whatever
   * `lines` throws; the old catalogue stays then.
   */
  apply(lines: AsyncIterable<DeltaLine>): Promise<void> {
    return this.#inTurn(() => this.#apply(lines));
  }

  /** Two that write would be in each other's way. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#writing.then(work, work);
    this.#writing = turn;
    return turn;
  }

  async #apply(lines: AsyncIterable<DeltaLine>): Promise<void> {
    const { path, logger } = this.#options;
    if (this.#database === null) throw new KioskError('TW_CHANGES_MISFIT');
    const { version, changed } = await applyDelta({ path, isWanted: () => this.#isStarted }, lines);
    logger.debug({ version }, 'changes of the catalogue applied');
    this.#changed.emit(changed);
  }

  async #load(lines: AsyncIterable<SnapshotLine>): Promise<void> {
    const { path, logger } = this.#options;
    this.#loads += 1;
    const next = `${path}.next-${this.#loads}`;
    removeDatabase(next);
    try {
      const version = await writeSnapshot(next, lines);
      if (!this.#isStarted) throw new KioskError('TW_REPLICA_CLOSED');
      this.#swap(next);
      logger.info({ version }, 'catalogue taken over');
      this.#changed.emit('all');
    } finally {
      removeDatabase(next);
    }
  }

  /** Version of the catalogue; empty when there is none. */
  version(): string {
    return this.#meta('version');
  }

  /** The store this catalogue was made for; empty when there is none. */
  storeCode(): string {
    return this.#meta('storeCode');
  }

  /** When the catalogue was made, ISO 8601; empty when there is none. */
  createdAt(): string {
    return this.#meta('createdAt');
  }

  skuOfGtin(gtin14: string): string | undefined {
    return this.#read((db) => db.text('SELECT sku FROM gtin WHERE gtin = ?', gtin14), undefined);
  }

  /** @param uid Hexadecimal in any case. */
  skuOfBinding(uid: string): string | undefined {
    const sql = 'SELECT sku FROM binding WHERE uid = ?';
    return this.#read((db) => db.text(sql, uid.toUpperCase()), undefined);
  }

  product(productId: string): Product | undefined {
    return this.#json<Product>('SELECT json FROM product WHERE id = ?', productId)[0];
  }

  variant(sku: string): Variant | undefined {
    return this.#variants('SELECT json FROM variant WHERE sku = ?', sku)[0];
  }

  /** All variants of a product, in their order. */
  variants(productId: string): Variant[] {
    return this.#variants('SELECT json FROM variant WHERE product = ? ORDER BY position, sku', productId);
  }

  /** The variant that stands for a product: the first that is in this store, else the first. */
  bestVariant(productId: string): Variant | undefined {
    return this.#variants(
      `SELECT variant.json FROM variant LEFT JOIN offer ON offer.sku = variant.sku AND offer.store = ?
       WHERE product = ? ORDER BY coalesce(buyable, 0) DESC, position, variant.sku LIMIT 1`,
      this.storeCode(),
      productId,
    )[0];
  }

  /** All products, the best rated first. */
  productIds(): string[] {
    return this.#read((db) => db.texts('SELECT id FROM product ORDER BY rating DESC, id'), []);
  }

  /** Products of exactly that category: those that are in this store first, the best rated first. */
  ofCategory(path: readonly string[], limit: number): string[] {
    return this.#read((db) => ofCategory(db, path, limit), []);
  }

  stores(): Store[] {
    return this.#json<Store>('SELECT json FROM store ORDER BY code');
  }

  /** False where nothing is known of any stock. */
  hasStock(): boolean {
    return this.#read((db) => db.text('SELECT sku FROM offer LIMIT 1'), undefined) !== undefined;
  }

  store(storeCode: string): Store | undefined {
    return this.#json<Store>('SELECT json FROM store WHERE code = ?', storeCode)[0];
  }

  /** Offers of one variant in every store. */
  offers(sku: string): StoreOffer[] {
    return this.#json<StoreOffer>('SELECT json FROM offer WHERE sku = ?', sku);
  }

  /** Offers of all variants of a product in every store. */
  offersOfProduct(productId: string): StoreOffer[] {
    return this.#json<StoreOffer>(
      'SELECT offer.json FROM variant JOIN offer ON offer.sku = variant.sku WHERE variant.product = ?',
      productId,
    );
  }

  /** The newest reviews of a product, at most 200: what a quote is chosen from. */
  reviewsOf(productId: string): Review[] {
    return this.#read((db) => reviewsOf(db, productId), []);
  }

  /** Languages that a product has reviews in, the most frequent first. */
  reviewLanguages(productId: string): string[] {
    return this.#read(
      (db) =>
        db.texts(
          `SELECT lang FROM review_of JOIN review ON review.id = review_of.review
           WHERE product = ? GROUP BY lang ORDER BY count(*) DESC, lang`,
          productId,
        ),
      [],
    );
  }

  /** Reviews in `lang` first, then the newest. */
  reviews(query: ReviewsQuery): ReviewsPage {
    const empty = { productId: query.productId, total: 0, reviews: [] };
    return this.#read((db) => reviewsPage(db, query), empty);
  }

  /** As-you-type search. Any text is a valid query. */
  search(query: SearchQuery): FoundPage {
    return this.#read((db) => searchPage(db, query, this.#options.clock.now()), {
      query: query.query,
      total: 0,
      cards: [],
      categories: [],
    });
  }

  /** SKUs that invite: here, pictured, well rated, of mixed categories; others every day. */
  attract(limit: number): string[] {
    return this.#read((db) => attractSkus(db, { now: this.#options.clock.now(), limit }), []);
  }

  /** When the next sale price begins or ends after `now`, milliseconds since 1970; null: none does. */
  nextSaleEdge(now: number): number | null {
    return this.#read((db) => nextSaleEdge(db, now), null);
  }

  /** When the last one began or ended up to `now`, ISO 8601; empty: none did. What is asked is the same since. */
  pricesSince(now: number): string {
    return this.#read((db) => lastSaleEdge(db, now), '');
  }

  /** Tells whoever listens of the products whose sale prices have begun or ended since; what they cost now is read as ever. */
  announceSales({ after, until }: { after: number; until: number }): void {
    const ids = this.#read((db) => productsWithSaleEdge(db, { after, until }), []);
    if (ids.length > 0) this.#changed.emit(ids.length > MOST_NAMED ? 'all' : new Set(ids));
  }

  /** Without an await in between, so that nobody finds the catalogue missing. */
  #swap(next: string): void {
    const { path } = this.#options;
    // Closing folds the write-ahead log into the file; a log left beside it would be replayed into the new one.
    this.#close();
    removeDatabase(path);
    renameSync(next, path);
    this.#open(true);
  }

  #close(): void {
    this.#database?.close();
    this.#database = null;
    this.#statements = null;
  }

  #open(isNew = false): void {
    const { path, logger } = this.#options;
    const { database, found } = openReplicaFile(path, isNew);
    if (found === 'damaged') logger.error({ path }, 'catalogue file damaged, set aside');
    if (found === 'outdated') logger.info({ path }, 'catalogue file of another version, removed');
    this.#database = database;
    this.#statements = database === null ? null : new Statements(database);
  }

  #meta(name: string): string {
    return this.#read((db) => db.text('SELECT value FROM meta WHERE name = ?', name), undefined) ?? '';
  }

  #json<T>(sql: string, ...parameters: unknown[]): T[] {
    return this.#read((db) => db.texts(sql, ...parameters).map((json) => JSON.parse(json) as T), []);
  }

  /** With the prices that are asked now. */
  #variants(sql: string, ...parameters: unknown[]): Variant[] {
    const now = this.#options.clock.now();
    return this.#read((db) => db.texts(sql, ...parameters).map((json) => readVariant(json, now)), []);
  }

  /** Reads, or answers `otherwise` when there is no catalogue. Damage met while reading empties the replica. */
  #read<T>(look: (statements: Statements) => T, otherwise: T): T {
    if (this.#statements === null) return otherwise;
    try {
      return look(this.#statements);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const { path, logger } = this.#options;
      this.#close();
      setAside(path, 'damaged');
      logger.error({ path, err: error }, 'catalogue file damaged, set aside');
      // Whoever is reading ends first.
      queueMicrotask(() => this.#changed.emit('all'));
      return otherwise;
    }
  }
}
