/**
 * Looks for changed stock: first where something has probably changed, then one page further through everything, so that
 * what other programs write past the shop's own ways is found too. A shop that answers slowly is asked less often.
 */
import { isBrokerError } from '../../../errors.ts';
import { fullJitter, type BackoffLimits } from '../../../link/backoff.ts';
import type { Clock, Logger, Random } from '../../../ports.ts';
import type { SourceCard, StockSource } from '../ports.ts';
import type { OfferRow } from '../rows.ts';
import { LevelsPage, LEVELS_AT_ONCE } from './catalogue.ts';
import { offersOf, type VariantLevels } from './levels.ts';
import { storeLocations, type LocationsOptions } from './locations.ts';
import { RecentChanges } from './recent-changes.ts';

/** The shop works for us at most a third of the time. */
const REST = 2;
const AWAY: BackoffLimits = { firstMs: 1_000, mostMs: 30_000 };
const LOCATIONS_KEPT_MS = 60_000;

type Listener = Parameters<StockSource['watch']>[0];

export interface VendureStockOptions extends LocationsOptions {
  card: SourceCard;
  /** Milliseconds between two looks. */
  every: number;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export class VendureStock implements StockSource {
  readonly card: SourceCard;
  readonly #options: VendureStockOptions;
  readonly #watches = new Set<() => void>();

  constructor(options: VendureStockOptions) {
    this.card = options.card;
    this.#options = options;
  }

  watch(listener: Listener): () => void {
    const watch = new StockWatch(this.#options, listener);
    const stop = (): void => {
      watch.stop();
      this.#watches.delete(stop);
    };
    this.#watches.add(stop);
    watch.start();
    return stop;
  }

  stop(): void {
    for (const stop of this.#watches) stop();
  }
}

class StockWatch {
  readonly #options: VendureStockOptions;
  readonly #listener: Listener;
  readonly #stopped = new AbortController();
  readonly #recent: RecentChanges;
  /** What was told last of a variant, by its id. */
  #told = new Map<string, string>();
  #stores: { byLocation: ReadonlyMap<string, string>; until: number } | undefined;
  #skip = 0;
  #failures = 0;
  #timer: { cancel(): void } | undefined;

  constructor(options: VendureStockOptions, listener: Listener) {
    this.#options = options;
    this.#listener = listener;
    this.#recent = new RecentChanges(options);
  }

  start(): void {
    this.#schedule(0);
  }

  stop(): void {
    this.#stopped.abort();
    this.#timer?.cancel();
  }

  #schedule(ms: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#timer = this.#options.clock.setTimer(ms, () => void this.#turn());
  }

  async #turn(): Promise<void> {
    const { clock, every } = this.#options;
    const began = clock.now();
    try {
      await this.#look();
      this.#wentWell();
      this.#schedule(Math.max(every, REST * (clock.now() - began)));
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#failed(error);
    }
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopped;
    const stores = await this.#storesByLocation();
    const asOf = new Date(this.#options.clock.now()).toISOString();
    await this.#tell(await this.#recent.next(signal), { stores, asOf });
    const page = { take: LEVELS_AT_ONCE, skip: this.#skip };
    const { productVariants } = await this.#options.client.ask(LevelsPage, page, signal);
    await this.#tell(productVariants.items, { stores, asOf });
    const isLast = productVariants.items.length < LEVELS_AT_ONCE;
    this.#skip = isLast ? 0 : this.#skip + LEVELS_AT_ONCE;
    if (isLast) this.#forgetDeleted(productVariants.totalItems);
  }

  async #tell(
    variants: readonly VariantLevels[],
    { stores, asOf }: { stores: ReadonlyMap<string, string>; asOf: string },
  ): Promise<void> {
    const { card, shop } = this.#options;
    const policy = await shop.facts(this.#stopped.signal);
    const changed: OfferRow[] = [];
    for (const variant of variants) {
      const offers = offersOf(variant, { stores, policy, file: card.name, asOf });
      const digest = offers
        .map((offer) => `${offer.storeCode}=${offer.availability}${offer.quantity}`)
        .join();
      if (this.#told.get(variant.id) === digest) continue;
      this.#told.set(variant.id, digest);
      changed.push(...offers);
    }
    if (changed.length > 0 && !this.#stopped.signal.aborted) this.#listener.changed(changed);
  }

  async #storesByLocation(): Promise<ReadonlyMap<string, string>> {
    const { clock, card } = this.#options;
    if (this.#stores && this.#stores.until > clock.now()) return this.#stores.byLocation;
    const found = await storeLocations(this.#options, { file: card.name, signal: this.#stopped.signal });
    const byLocation = new Map(found.map(({ id, storeCode }) => [id, storeCode]));
    this.#stores = { byLocation, until: clock.now() + LOCATIONS_KEPT_MS };
    return byLocation;
  }

  /** Everything is told once more after a great many variants have gone; so nothing has to be kept about them. */
  #forgetDeleted(total: number): void {
    if (this.#told.size > 2 * total + LEVELS_AT_ONCE) this.#told = new Map();
  }

  #wentWell(): void {
    if (this.#failures > 0) this.#listener.onTrouble(null);
    this.#failures = 0;
  }

  #failed(error: unknown): void {
    const { card, random, logger } = this.#options;
    if (this.#failures === 0) {
      const said = isBrokerError(error) ? error.message : 'The stock could not be read.';
      logger.warn({ source: card.name, err: error }, 'stock is not read, and tried again');
      this.#listener.onTrouble(said);
    }
    this.#schedule(AWAY.firstMs + fullJitter(this.#failures, random, AWAY));
    this.#failures += 1;
  }
}
