/** The kiosk's search: an index in a thread of its own, with cards from the replica. */
import type { Product } from '../../broker/contract/domain.ts';
import type { FoundPage, RelatedPage, SearchPage } from '../../broker/contract/http.ts';
import type { ProductCard } from '../../broker/contract/screen.ts';
import type { SearchFilters } from '../../broker/contract/search.ts';
import type { Language } from '../../broker/contract/settings.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import { isKioskError } from '../errors.ts';
import type { Replica } from '../replica/replica.ts';
import { cardOf } from '../views/card.ts';
import { IndexKeeper } from './index-keeper.ts';
import { skuTyped } from './sku-typed.ts';
import type { IndexHit } from './query/request.ts';
import { SearchWorker } from './worker/search-worker.ts';
import type { SpawnThread } from './worker/spawn.ts';

export interface SearchDeskOptions {
  replica: Replica;
  /** What was brought from outside the range: it is not found, but has its like here. */
  outside?: { product(productId: string): Product | undefined };
  cataloguePath: string;
  indexPath: string;
  clock: Clock;
  logger: Logger;
  spawn?: SpawnThread;
}

export interface DeskQuery {
  query: string;
  filters: SearchFilters;
  offset: number;
  limit: number;
  wantsFacets: boolean;
  language?: Language;
  /** Whose newest question counts; any text. */
  screen: string;
}

/** `stamp` changes with everything that could make the answer another one. */
export interface Stamped<T> {
  page: T;
  stamp: string;
}

const START_MS = 1_500;
const RELATED = 6;
/** A look of fewer is filled up with what the catalogue itself relates. */
const LEAST_LOOK = 3;

export class SearchDesk {
  readonly #options: SearchDeskOptions;
  readonly #keeper: IndexKeeper;
  readonly #worker: SearchWorker;
  #unlisten: (() => void) | null = null;
  #later: { cancel(): void } | null = null;

  constructor(options: SearchDeskOptions) {
    const { replica, cataloguePath, indexPath, clock, logger, spawn } = options;
    const data = { cataloguePath, indexPath };
    const threads = spawn === undefined ? {} : { spawn };
    this.#options = options;
    this.#keeper = new IndexKeeper({
      data,
      version: () => replica.version(),
      tell: (message) => this.#worker.tell(message),
      clock,
      logger,
      ...threads,
    });
    this.#worker = new SearchWorker({
      data,
      clock,
      logger,
      heard: (message) => this.#keeper.heard(message),
      started: () => this.#keeper.threadStarted(),
      ...threads,
    });
  }

  /** After the replica has started. The thread follows a moment later, or with the first search: screens go first. */
  start(): void {
    const { replica, clock } = this.#options;
    this.#unlisten = replica.onChanged((changed) => {
      // A thread that does not run yet will look for itself.
      if (this.#worker.isRunning) this.#keeper.changed(changed);
    });
    this.#later = clock.setTimer(START_MS, () => this.#worker.start());
  }

  async stop(): Promise<void> {
    this.#unlisten?.();
    this.#later?.cancel();
    await Promise.all([this.#keeper.stop(), this.#worker.stop()]);
  }

  /** @throws KioskError TW_SEARCH_DROPPED when a newer search of the same screen took its place */
  async search(query: DeskQuery): Promise<Stamped<SearchPage>> {
    const sku = skuTyped(this.#options.replica, query.query);
    if (sku !== undefined) return this.#typed(sku, query);
    const { query: text, filters, offset, limit, wantsFacets } = query;
    try {
      const question = { type: 'search', query: { text, filters, offset, limit, wantsFacets } } as const;
      const { reply, stamp } = await this.#worker.ask(query.screen, question);
      if (reply.type === 'simple') return this.#simple(reply.page, stamp);
      if (reply.type !== 'found') return this.#simple(this.#options.replica.search(query), 'simple');
      const { total, hits, corrected, isPartial, facets, categories } = reply.answer;
      const cards = hits.flatMap((hit) => this.#card(hit, query.language));
      const currency = cards[0]?.price.now.currency ?? null;
      const page = { query: text, total, cards, categories, corrected, isPartial, facets, currency };
      return this.#stamped({ ...page, isIndexed: true }, stamp);
    } catch (error) {
      if (!isKioskError(error, 'TW_SEARCH_AWAY')) throw error;
      return this.#simple(this.#options.replica.search(query), 'simple');
    }
  }

  /** More of its kind, and what goes with it here; without an index what the catalogue itself relates. */
  async related(productId: string, language?: Language): Promise<Stamped<RelatedPage>> {
    const { replica } = this.#options;
    const own = replica.product(productId)?.relatedIds ?? [];
    const { similar, look, stamp } = await this.#ask(productId);
    const known = new Set([productId, ...look, ...similar]);
    const filled = look.length >= LEAST_LOOK ? look : [...look, ...own.filter((id) => !known.has(id))];
    const cards = (ids: readonly string[]): ProductCard[] =>
      ids.slice(0, RELATED).flatMap((id) => this.#bestCard(id, language));
    const page = { productId, similar: cards(this.#alike(productId, similar)), look: cards(filled) };
    return { page, stamp: this.#stamp(stamp) };
  }

  /** The index does not have what the store does not sell: its like is what stands in the same category. */
  #alike(productId: string, similar: readonly string[]): readonly string[] {
    const { replica, outside } = this.#options;
    const product = similar.length > 0 ? undefined : outside?.product(productId);
    return product === undefined ? similar : replica.ofCategory(product.categoryPath, RELATED);
  }

  async #ask(productId: string): Promise<{ similar: string[]; look: string[]; stamp: string }> {
    try {
      // Of no display: it must not take the place of what is typed.
      const question = { type: 'related', productId, limit: RELATED } as const;
      const { reply, stamp } = await this.#worker.ask(`related ${productId}`, question);
      if (reply.type === 'related') return { ...reply.answer, stamp };
    } catch (error) {
      if (!isKioskError(error, 'TW_SEARCH_AWAY') && !isKioskError(error, 'TW_SEARCH_DROPPED')) throw error;
    }
    return { similar: [], look: [], stamp: 'simple' };
  }

  #typed(sku: string, { query, language }: DeskQuery): Stamped<SearchPage> {
    const { replica } = this.#options;
    const variant = replica.variant(sku);
    const product = variant === undefined ? undefined : replica.product(variant.productId);
    const place =
      product === undefined ? -1 : replica.variants(product.productId).findIndex((one) => one.sku === sku);
    const isHere = replica
      .offers(sku)
      .some(
        ({ storeCode, availability }) =>
          storeCode === replica.storeCode() &&
          (availability === 'in_stock' || availability === 'limited_availability'),
      );
    const hit = { productId: product?.productId ?? '', variant: place, here: isHere };
    const cards = product === undefined ? [] : this.#card(hit, language);
    const categories = product === undefined ? [] : [product.categoryPath.join(' > ')];
    return this.#simple({ query, total: cards.length, cards, categories }, 'sku', true);
  }

  #simple(found: FoundPage, stamp: string, isIndexed = false): Stamped<SearchPage> {
    const page = { ...found, corrected: null, isPartial: false, facets: null, currency: null, isIndexed };
    return this.#stamped(page, stamp);
  }

  #stamped(page: Omit<SearchPage, 'asOf'>, stamp: string): Stamped<SearchPage> {
    const { replica } = this.#options;
    return { page: { ...page, asOf: replica.createdAt() }, stamp: this.#stamp(stamp) };
  }

  /** The catalogue, the prices that are asked of it by now, and the index. */
  #stamp(ofIndex: string): string {
    const { replica, clock } = this.#options;
    const since = replica.pricesSince(clock.now());
    return [replica.version(), ...(since === '' ? [] : [Date.parse(since)]), ofIndex].join('.');
  }

  /** Nothing for a product that the replica has no longer: the index follows a moment later. */
  #card({ productId, variant, here }: IndexHit, language?: Language): FoundPage['cards'] {
    const { replica } = this.#options;
    const product = replica.product(productId);
    const variants = product === undefined ? [] : replica.variants(productId);
    const shown = variants[variant] ?? variants[0];
    if (product === undefined || shown === undefined) return [];
    return [{ ...cardOf(product, shown, language), availableHere: here }];
  }

  #bestCard(productId: string, language?: Language): ProductCard[] {
    const { replica } = this.#options;
    const [product, variant] = [replica.product(productId), replica.bestVariant(productId)];
    return product === undefined || variant === undefined ? [] : [cardOf(product, variant, language)];
  }
}
