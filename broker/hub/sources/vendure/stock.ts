/**
 * Looks for changed stock at a Vendure shop: first where something has probably changed, then one page further through
 * everything, so that what other programs write past the shop's own ways is found too.
 */
import type { Clock, Logger } from '../../../ports.ts';
import type { SourceCard } from '../ports.ts';
import type { StockLooks, VariantOffers } from '../polled-stock.ts';
import { LevelsPage, LEVELS_AT_ONCE } from './catalogue.ts';
import { offersOf, type VariantLevels } from './levels.ts';
import { storeLocations, type LocationsOptions } from './locations.ts';
import { RecentChanges } from './recent-changes.ts';

const LOCATIONS_KEPT_MS = 60_000;

export interface VendureLooksOptions extends LocationsOptions {
  card: SourceCard;
  clock: Clock;
  logger: Logger;
}

export class VendureLooks implements StockLooks {
  variants = 0;
  readonly #options: VendureLooksOptions;
  readonly #recent: RecentChanges;
  #stores: { byLocation: ReadonlyMap<string, string>; until: number } | undefined;
  #skip = 0;

  constructor(options: VendureLooksOptions) {
    this.#options = options;
    this.#recent = new RecentChanges(options);
  }

  async recent(tell: (found: readonly VariantOffers[]) => void, signal: AbortSignal): Promise<void> {
    const offered = await this.#offering(signal);
    tell((await this.#recent.next(signal)).map(offered));
  }

  async sweep(tell: (found: readonly VariantOffers[]) => void, signal: AbortSignal): Promise<void> {
    const offered = await this.#offering(signal);
    const page = { take: LEVELS_AT_ONCE, skip: this.#skip };
    const { productVariants } = await this.#options.client.ask(LevelsPage, page, signal);
    this.variants = productVariants.totalItems;
    tell(productVariants.items.map(offered));
    this.#skip = productVariants.items.length < LEVELS_AT_ONCE ? 0 : this.#skip + LEVELS_AT_ONCE;
  }

  /** How a variant is told, as of now. */
  async #offering(signal: AbortSignal): Promise<(variant: VariantLevels) => VariantOffers> {
    const { shop, card, clock } = this.#options;
    const policy = await shop.facts(signal);
    const stores = await this.#storesByLocation(signal);
    const asOf = new Date(clock.now()).toISOString();
    return (variant) => ({
      id: variant.id,
      offers: offersOf(variant, { stores, policy, file: card.name, asOf }),
    });
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
