/**
 * Looks for changed stock at a Shopify shop: first the products that were changed last, then a page further through all of
 * them, so that what changes no time is found too.
 */
import { BrokerError } from '../../../errors.ts';
import type { Clock } from '../../../ports.ts';
import type { StockLooks, VariantOffers } from '../polled-stock.ts';
import type { SourceCard } from '../ports.ts';
import { NO_STORES } from './catalogue.ts';
import { skuOf } from './ids.ts';
import { offersOf, type VariantLevels } from './levels.ts';
import { storeLocations, type LocationsOptions } from './locations.ts';
import type { LevelsProduct } from './product-page.ts';
import { LEVEL_PRODUCTS_AT_ONCE, levelProducts, levelsOf, storesOf } from './products.ts';
import { RecentProducts } from './recent-products.ts';

const LOCATIONS_KEPT_MS = 300_000;

export interface ShopifyLooksOptions extends LocationsOptions {
  card: SourceCard;
  clock: Clock;
}

type Tell = (found: readonly VariantOffers[]) => void;

export class ShopifyLooks implements StockLooks {
  variants = 0;
  readonly #options: ShopifyLooksOptions;
  readonly #recent: RecentProducts;
  #stores: { byLocation: ReadonlyMap<string, string>; until: number } | undefined;
  #walk: AsyncGenerator<LevelsProduct> | undefined;
  /** In this round so far. */
  #seen = 0;

  constructor(options: ShopifyLooksOptions) {
    this.#options = options;
    this.#recent = new RecentProducts(options);
  }

  async recent(tell: Tell, signal: AbortSignal): Promise<void> {
    await this.#assertAllowed(signal);
    for (const product of await this.#recent.next(signal)) tell(await this.#offers(product, signal));
  }

  async sweep(tell: Tell, signal: AbortSignal): Promise<void> {
    await this.#assertAllowed(signal);
    try {
      for (let products = 0; products < LEVEL_PRODUCTS_AT_ONCE; products += 1) {
        this.#walk ??= levelProducts({ storefront: this.#options.storefront, signal });
        const next = await this.#walk.next();
        if (next.done === true) return this.#round();
        const offers = await this.#offers(next.value, signal);
        this.#seen += offers.length;
        tell(offers);
      }
    } catch (error) {
      this.#walk = undefined;
      this.#seen = 0;
      throw error;
    }
  }

  #round(): void {
    this.variants = this.#seen;
    this.#seen = 0;
    this.#walk = undefined;
  }

  /** @throws BrokerError TW_SOURCE_REFUSED when the token lacks the scope */
  async #assertAllowed(signal: AbortSignal): Promise<void> {
    const { knowsStores } = await this.#options.storefront.facts(signal);
    if (!knowsStores) throw new BrokerError('TW_SOURCE_REFUSED', `Stock is not read: ${NO_STORES}.`);
  }

  async #offers(product: LevelsProduct, signal: AbortSignal): Promise<VariantOffers[]> {
    const { storefront } = this.#options;
    const found: VariantOffers[] = [];
    if (product.isGiftCard) return found;
    for await (const variant of levelsOf(product, { storefront, signal })) {
      const offers = await this.#offersOf(variant, signal);
      if (offers) found.push(offers);
    }
    return found;
  }

  async #offersOf(variant: VariantLevels, signal: AbortSignal): Promise<VariantOffers | undefined> {
    const { card, clock, storefront } = this.#options;
    const sku = skuOf(variant);
    if (sku === undefined) return undefined;
    const stores = await this.#storesByLocation(signal);
    const levels = await storesOf(variant, { storefront, signal });
    const asOf = new Date(clock.now()).toISOString();
    return { id: variant.id, offers: offersOf(variant, levels, { stores, sku, file: card.name, asOf }) };
  }

  async #storesByLocation(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const { clock, card } = this.#options;
    if (this.#stores && this.#stores.until > clock.now()) return this.#stores.byLocation;
    const found = await storeLocations(this.#options, { file: card.name, signal });
    const byLocation = new Map(found.map(({ id, storeCode }) => [id, storeCode]));
    this.#stores = { byLocation, until: clock.now() + LOCATIONS_KEPT_MS };
    return byLocation;
  }
}
