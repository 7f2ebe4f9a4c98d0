/** The shop's catalogue as one reading: stores, variants, and what each store has of them. */
import { isLoopback } from '../../../loopback.ts';
import type { Clock, Logger } from '../../../ports.ts';
import { attempt, type Rejections } from '../../import/rejections.ts';
import type { CatalogueInput } from '../catalogue-input.ts';
import type { CatalogueSource, PictureAccess, SourceCard } from '../ports.ts';
import type { OfferRow, VariantRow } from '../rows.ts';
import { skuOf } from './ids.ts';
import { offersOf } from './levels.ts';
import { storeLocations, storeRows, type LocationsOptions } from './locations.ts';
import type { ShopifyOptions } from './options.ts';
import { NewestProduct, type ShopProduct } from './product-page.ts';
import { levelProducts, levelsOf, products, storesOf, textsOf, variantsOf } from './products.ts';
import type { VariantIndex } from './variant-index.ts';
import { variantRow, type ProductTexts } from './variant-row.ts';

/** Shopify's own picture hosts. */
const CDN = ['cdn.shopify.com'];
/** As many words as are asked for at once. */
const TEXTS_AT_ONCE = 20;

export interface ShopifyCatalogueOptions extends LocationsOptions {
  card: SourceCard;
  /** Of the shop. */
  url: URL;
  settings: ShopifyOptions;
  index: VariantIndex;
  clock: Clock;
  logger: Logger;
}

export class ShopifyCatalogue implements CatalogueSource {
  readonly card: SourceCard;
  readonly pictures: PictureAccess;
  readonly #options: ShopifyCatalogueOptions;

  constructor(options: ShopifyCatalogueOptions) {
    this.card = options.card;
    this.#options = options;
    const { hostname } = options.url;
    const internalHosts = isLoopback(hostname) ? [hostname] : [];
    // The token is not for pictures.
    this.pictures = {
      rules: { hosts: [hostname, ...CDN, ...options.settings.pictureHosts], internalHosts },
      secrets: async () => () => ({}),
    };
  }

  /** What is taken off sale changes no time: the hub reads everything once an hour all the same. */
  async stamp(signal: AbortSignal): Promise<string> {
    const { storefront } = this.#options;
    const facts = await storefront.facts(signal);
    const [newest] = (await storefront.askPlain(NewestProduct, signal)).products.nodes;
    return JSON.stringify([newest?.id, newest?.updatedAt, facts]);
  }

  async open(signal: AbortSignal): Promise<CatalogueInput> {
    const { card, storefront, url, stores, logger } = this.#options;
    // Tells at once when the shop is away or takes no token.
    const { knowsStores } = await storefront.facts(signal);
    const hasStores = Object.keys(stores).length > 0;
    if (hasStores && !knowsStores) logger.warn({ source: card.name }, NO_STORES);
    return {
      ...(hasStores &&
        knowsStores && {
          stores: (rejections: Rejections) =>
            storeRows(this.#options, { rejections, file: card.name, signal }),
          offers: () => this.#offers(signal),
        }),
      variants: (rejections) => this.#variants(rejections, signal),
      pictureBase: url.origin,
    };
  }

  async *#variants(rejections: Rejections, signal: AbortSignal): AsyncGenerator<VariantRow> {
    const kept = this.#options.index.keeping(this.#rows(rejections, signal));
    for await (const { row } of kept) yield row;
  }

  async *#rows(
    rejections: Rejections,
    signal: AbortSignal,
  ): AsyncGenerator<{ id: string; sku: string; row: VariantRow }> {
    const { card, settings, storefront } = this.#options;
    const facts = await storefront.facts(signal);
    let line = 0;
    for await (const { product, texts } of this.#withTexts(signal)) {
      for await (const variant of variantsOf(product, { storefront, signal })) {
        line += 1;
        const place = { file: card.name, line, id: (variant.sku ?? variant.id).slice(0, 200) };
        const context = { facts, settings, texts, file: card.name, line };
        const row = attempt(rejections, place, () => variantRow(product, variant, context));
        if (row) yield { id: variant.id, sku: row.sku, row };
      }
    }
  }

  /** Vouchers are not on a shelf. */
  async *#withTexts(
    signal: AbortSignal,
  ): AsyncGenerator<{ product: ShopProduct; texts: ReadonlyMap<string, ProductTexts> }> {
    const walk = { storefront: this.#options.storefront, signal };
    let some: ShopProduct[] = [];
    const withTexts = async () => {
      const texts = await textsOf(
        some.map(({ id }) => id),
        walk,
      );
      return some.map((product) => ({ product, texts: texts.get(product.id) ?? new Map() }));
    };
    for await (const product of products(walk)) {
      if (!product.isGiftCard) some.push(product);
      if (some.length < TEXTS_AT_ONCE) continue;
      yield* await withTexts();
      some = [];
    }
    if (some.length > 0) yield* await withTexts();
  }

  async *#offers(signal: AbortSignal): AsyncGenerator<OfferRow> {
    const { card, storefront, clock } = this.#options;
    const walk = { storefront, signal };
    const locations = await storeLocations(this.#options, { file: card.name, signal });
    const stores = new Map(locations.map(({ id, storeCode }) => [id, storeCode]));
    const asOf = new Date(clock.now()).toISOString();
    for await (const product of levelProducts(walk)) {
      if (product.isGiftCard) continue;
      for await (const variant of levelsOf(product, walk)) {
        const levels = await storesOf(variant, walk);
        const sku = skuOf(variant);
        if (sku !== undefined) yield* offersOf(variant, levels, { stores, sku, file: card.name, asOf });
      }
    }
  }
}

export const NO_STORES =
  'the token may not read which store has what: tick unauthenticated_read_product_pickup_locations';
