/**
 * What there is when somebody asks for it: the shop's own system is asked once more, because what a screen shows is not a
 * promise; while it does not answer, the catalogue is what is known.
 */
import type { StoreOffer } from '../../contract/domain.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { OrderSource } from '../sources/ports.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { inTime } from '../people/in-time.ts';
import type { StockFacts } from './store.ts';

/** Somebody stands in front of the screen. */
const PATIENCE_MS = 2_000;

export interface StockCheckOptions {
  catalogue: Pick<CatalogueStore, 'body'>;
  orders: () => OrderSource | undefined;
  clock: Clock;
  logger: Logger;
}

export class StockCheck {
  readonly #options: StockCheckOptions;

  constructor(options: StockCheckOptions) {
    this.#options = options;
  }

  async of(storeCode: string, skus: readonly string[]): Promise<StockFacts> {
    const orders = this.#options.orders();
    const askedAt = new Date(this.#options.clock.now()).toISOString();
    const counted = orders === undefined ? undefined : await this.#ask(orders, storeCode, skus);
    return {
      quantityOf: (sku) => {
        const quantity = counted?.get(sku);
        return quantity === undefined ? this.#inCatalogue(storeCode, sku) : quantity;
      },
      withoutPlacedBy: counted !== undefined && orders?.takesPlacedOff === true ? askedAt : null,
    };
  }

  async #ask(
    orders: OrderSource,
    storeCode: string,
    skus: readonly string[],
  ): Promise<ReadonlyMap<string, number | null> | undefined> {
    const { clock, logger } = this.#options;
    try {
      return await inTime(clock, PATIENCE_MS, () => orders.stockOf(storeCode, skus));
    } catch (error) {
      logger.info({ source: orders.card.name, err: error }, 'stock was not counted; the catalogue is asked');
      return undefined;
    }
  }

  /** Null: it is there, and nobody counts it. */
  #inCatalogue(storeCode: string, sku: string): number | null {
    const body = this.#options.catalogue.body('offer', `${sku}\n${storeCode}`);
    if (body === undefined) return 0;
    const { availability, quantity } = JSON.parse(body) as StoreOffer;
    const isThere = availability === 'in_stock' || availability === 'limited_availability';
    return isThere ? quantity : 0;
  }
}
