/**
 * Products that the store does not sell and a shopper asks for all the same: the hub is asked for one at a time, for as long
 * as somebody waits in front of a screen, and what it says is kept for a while.
 */
import { Pace } from '../../device/pace.ts';
import { Listeners } from '../../broker/link/listeners.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import { isKioskError } from '../errors.ts';
import type { Identified, IdentifiedProduct, IdentifiedUnknown } from '../identify/identified.ts';
import type { ChangedProducts } from '../replica/changes.ts';
import { fetchProduct } from './fetch-product.ts';
import { lackedBy, nameOf, type Lacked, type ProductKey } from './product-key.ts';
import type { ProductShelf } from './product-shelf.ts';
import { Refusals } from './refusals.ts';

export interface OutsideProductsOptions {
  hub: { hub: string; fetch?: typeof fetch };
  storeCode: string;
  /** Where they are kept. */
  shelf: ProductShelf;
  /** True while the platform can be reached. */
  isOnline: () => boolean;
  /** The range of the store: what it has is not asked for. */
  inRange: (sku: string) => boolean;
  clock: Clock;
  logger: Logger;
}

/** Longer than this and a shopper thinks that nothing happened. */
const PATIENCE_MS = 1_500;
/** Until then nobody asks again. */
const FRESH_MS = 300_000;
/** Until then it is shown at once, and asked for meanwhile; after that it is as if it were not here. */
const USEFUL_MS = 3_600_000;
const LARGEST = 8 * 1024 ** 2;
const AT_A_TIME = 4;
/** Hands are slower; a scanner whose trigger sticks is not. */
const TAPS = { atOnce: 12, perSecond: 0.5 } as const;
/** Of lists, which nobody taps for. */
const LISTED = { atOnce: 24, perSecond: 0.2 } as const;
const MOST_LISTED = 24;

type Urgency = 'tapped' | 'listed';

export class OutsideProducts {
  readonly shelf: ProductShelf;
  readonly #options: OutsideProductsOptions;
  readonly #refusals: Refusals;
  readonly #paces: Record<Urgency, Pace>;
  readonly #changed: Listeners<[]>;
  readonly #underway = new Map<string, Promise<string | undefined>>();
  readonly #abort = new AbortController();
  #listed: string[] = [];
  #gathering = false;

  constructor(options: OutsideProductsOptions) {
    const { shelf, clock, logger } = options;
    this.shelf = shelf;
    this.#options = options;
    this.#refusals = new Refusals(clock);
    this.#paces = { tapped: new Pace({ clock, ...TAPS }), listed: new Pace({ clock, ...LISTED }) };
    this.#changed = new Listeners(logger);
  }

  /** Hears when something is here that was not, or is other than it was. The answer stops that. */
  onChanged(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Gives up what is being asked. */
  stop(): void {
    this.#listed = [];
    this.#abort.abort();
  }

  /**
   * What a tag means with what is known outside the range: the product if it is here; a question, if it may be asked now; else
   * what it meant before.
   */
  seen(identified: Identified): Identified {
    const lacked = lackedBy(identified, this.#options.inRange);
    if (lacked === undefined) return identified;
    const sku = this.#kept(lacked.key);
    if (sku !== undefined) return productOf(lacked, sku);
    return this.#mayAsk(lacked.key) ? { kind: 'sought', ...lacked } : lacked.otherwise;
  }

  /** Answers within the patience of a shopper, and never throws. */
  async seek(lacked: Lacked): Promise<IdentifiedProduct | IdentifiedUnknown> {
    const sku = await this.#ask(lacked.key, 'tapped');
    return sku === undefined ? lacked.otherwise : productOf(lacked, sku);
  }

  /** Fetches those of a list that the range lacks, one after the other; the newest list comes first. */
  gather(skus: readonly string[]): void {
    const lacking = skus.filter((sku) => !this.#options.inRange(sku) && this.#kept({ sku }) === undefined);
    this.#listed = [...new Set([...lacking, ...this.#listed])].slice(0, MOST_LISTED);
    void this.#gather();
  }

  /** What has come into the range is no longer outside. */
  rangeChanged(changed: ChangedProducts): void {
    for (const id of this.shelf.productIds())
      if ((changed === 'all' || changed.has(id)) && this.#isInRange(id)) this.shelf.remove(id);
  }

  #isInRange(productId: string): boolean {
    return this.shelf.variants(productId).some(({ sku }) => this.#options.inRange(sku));
  }

  async #gather(): Promise<void> {
    if (this.#gathering) return;
    this.#gathering = true;
    for (let sku = this.#listed.shift(); sku !== undefined; sku = this.#listed.shift())
      if (this.#mayAsk({ sku })) await this.#ask({ sku }, 'listed');
    this.#gathering = false;
  }

  /** Its SKU, when it is here and of use; what is no longer fresh is asked for meanwhile. */
  #kept(key: ProductKey): string | undefined {
    const sku = this.shelf.skuOf(key);
    const entry = sku === undefined ? undefined : this.shelf.entryOf(sku);
    if (entry === undefined) return undefined;
    const age = this.#options.clock.now() - entry.at;
    if (age > USEFUL_MS) return undefined;
    if (age > FRESH_MS && this.#mayAsk(key)) void this.#ask(key, 'tapped');
    return sku;
  }

  #mayAsk(key: ProductKey): boolean {
    return this.#options.isOnline() && !this.#abort.signal.aborted && !this.#refusals.stands(nameOf(key));
  }

  #ask(key: ProductKey, urgency: Urgency): Promise<string | undefined> {
    const name = nameOf(key);
    const running = this.#underway.get(name);
    if (running !== undefined) return running;
    if (this.#underway.size >= AT_A_TIME || !this.#paces[urgency].takes()) return Promise.resolve(undefined);
    const asked = this.#fetch(key).finally(() => this.#underway.delete(name));
    this.#underway.set(name, asked);
    return asked;
  }

  async #fetch(key: ProductKey): Promise<string | undefined> {
    const { clock, hub, storeCode } = this.#options;
    const known = this.shelf.entryOf(this.shelf.skuOf(key) ?? '');
    const patience = new AbortController();
    const timer = clock.setTimer(PATIENCE_MS, () => patience.abort());
    const signal = AbortSignal.any([patience.signal, this.#abort.signal]);
    try {
      const question = { ...hub, storeCode, key, etag: known?.etag, largest: LARGEST, signal };
      const answer = await fetchProduct(question);
      if (answer.kind === 'unknown') return this.#unknown(key);
      if (answer.kind === 'unchanged') {
        if (known !== undefined) known.at = clock.now();
        return this.shelf.skuOf(key);
      }
      this.shelf.put({ ...answer, at: clock.now() });
      this.#changed.emit();
      return answer.found.sku;
    } catch (error) {
      return this.#failed(key, error);
    } finally {
      timer.cancel();
    }
  }

  #unknown(key: ProductKey): undefined {
    this.#refusals.unknown(nameOf(key));
    const sku = this.shelf.skuOf(key);
    if (sku === undefined) return;
    // It was sold until a moment ago.
    this.shelf.remove(this.shelf.variant(sku)?.productId ?? '');
    this.#changed.emit();
  }

  #failed(key: ProductKey, error: unknown): undefined {
    if (this.#abort.signal.aborted) return;
    if (isKioskError(error, 'TW_PRODUCT_INVALID')) this.#refusals.unknown(nameOf(key));
    else this.#refusals.away();
    const code = isKioskError(error) ? error.code : 'unknown';
    this.#options.logger.info({ code, err: error }, 'a product outside the range could not be asked for');
  }
}

function productOf({ gtin, sun }: Lacked, sku: string): IdentifiedProduct {
  return {
    kind: 'product',
    sku,
    ...(gtin === undefined ? {} : { gtin }),
    ...(sun === undefined ? {} : { sun }),
  };
}
