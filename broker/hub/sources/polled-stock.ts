/**
 * Stock of a shop that does not call us: looked for again and again, told when it is other than what was told last. A shop
 * that answers slowly is asked less often, and one that is away is left alone for a while.
 */
import { isBrokerError } from '../../errors.ts';
import { fullJitter, type BackoffLimits } from '../../link/backoff.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import type { SourceCard, StockSource } from './ports.ts';
import type { OfferRow } from './rows.ts';

/** Offers of one variant in all stores. */
export interface VariantOffers {
  /** Of the variant at its shop. */
  id: string;
  offers: readonly OfferRow[];
}

type Tell = (found: readonly VariantOffers[]) => void;

/** One watch's way through a shop: two ways of looking that do not wait for each other. */
export interface StockLooks {
  /** Where something has probably changed: quick, and asked often. Tells what it found, changed or not. */
  recent(tell: Tell, signal: AbortSignal): Promise<void>;
  /** A piece further through everything. */
  sweep(tell: Tell, signal: AbortSignal): Promise<void>;
  /** How many variants the shop has, as far as it is known; 0: not yet. */
  readonly variants: number;
}

export interface PolledStockOptions {
  card: SourceCard;
  /** Milliseconds between two looks. */
  every: number;
  /** A new way through the shop, from its beginning. */
  looks: () => StockLooks;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** How much longer than a look took nothing is asked: a slow shop is swept for a tenth of its time at the most. */
const REST = { recent: 1, sweep: 9 } as const;
type Lane = keyof typeof REST;
const AWAY: BackoffLimits = { firstMs: 1_000, mostMs: 30_000 };

type Listener = Parameters<StockSource['watch']>[0];

export class PolledStock implements StockSource {
  readonly card: SourceCard;
  readonly #options: PolledStockOptions;
  readonly #watches = new Set<() => void>();

  constructor(options: PolledStockOptions) {
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
  readonly #options: PolledStockOptions;
  readonly #listener: Listener;
  readonly #looks: StockLooks;
  readonly #stopped = new AbortController();
  /** What was told last of a variant, by its id. */
  #told = new Map<string, string>();
  /** When a quick look brought a variant, by its id: what a sweep asked for before that is older. */
  readonly #brought = new Map<string, number>();
  readonly #lanes: Record<Lane, { failures: number; timer: { cancel(): void } | undefined }> = {
    recent: { failures: 0, timer: undefined },
    sweep: { failures: 0, timer: undefined },
  };

  constructor(options: PolledStockOptions, listener: Listener) {
    this.#options = options;
    this.#listener = listener;
    this.#looks = options.looks();
  }

  start(): void {
    this.#schedule('sweep', 0);
    this.#schedule('recent', 0);
  }

  stop(): void {
    this.#stopped.abort();
    for (const { timer } of Object.values(this.#lanes)) timer?.cancel();
  }

  #schedule(lane: Lane, ms: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#lanes[lane].timer = this.#options.clock.setTimer(ms, () => void this.#turn(lane));
  }

  async #turn(lane: Lane): Promise<void> {
    const { clock, every } = this.#options;
    const { signal } = this.#stopped;
    const began = clock.now();
    try {
      await this.#looks[lane]((found) => this.#toldBy(lane, found, began), signal);
      this.#wentWell(lane);
      this.#schedule(lane, Math.max(every, REST[lane] * (clock.now() - began)));
    } catch (error) {
      if (!signal.aborted) this.#failed(lane, error);
    }
  }

  #toldBy(lane: Lane, found: readonly VariantOffers[], asked: number): void {
    const now = this.#options.clock.now();
    if (lane === 'recent') {
      for (const { id } of found) this.#brought.set(id, now);
      this.#tell(found);
      return;
    }
    this.#tell(found.filter(({ id }) => (this.#brought.get(id) ?? Number.NEGATIVE_INFINITY) < asked));
    for (const [id, at] of this.#brought) if (at < asked) this.#brought.delete(id);
  }

  #tell(found: readonly VariantOffers[]): void {
    if (this.#stopped.signal.aborted) return;
    const changed: OfferRow[] = [];
    for (const { id, offers } of found) {
      const digest = offers
        .map((offer) => `${offer.storeCode}=${offer.availability}${offer.quantity}`)
        .join();
      if (this.#told.get(id) === digest) continue;
      this.#told.set(id, digest);
      changed.push(...offers);
    }
    if (changed.length > 0) this.#listener.changed(changed);
  }

  #wentWell(lane: Lane): void {
    const wasTroubled = this.#isTroubled;
    this.#lanes[lane].failures = 0;
    if (wasTroubled && !this.#isTroubled) this.#listener.onTrouble(null);
    const { variants } = this.#looks;
    // Everything is told once more after a great many have gone; so nothing has to be kept about them.
    if (variants > 0 && this.#told.size > 2 * variants + 100) this.#told = new Map();
  }

  #failed(lane: Lane, error: unknown): void {
    const { card, random, logger } = this.#options;
    if (!this.#isTroubled) {
      const said = isBrokerError(error) ? error.message : 'The stock could not be read.';
      logger.warn({ source: card.name, err: error }, 'stock is not read, and tried again');
      this.#listener.onTrouble(said);
    }
    const { failures } = this.#lanes[lane];
    this.#lanes[lane].failures = failures + 1;
    this.#schedule(lane, AWAY.firstMs + fullJitter(failures, random, AWAY));
  }

  get #isTroubled(): boolean {
    return Object.values(this.#lanes).some(({ failures }) => failures > 0);
  }
}
