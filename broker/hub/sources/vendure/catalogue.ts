/** The shop's catalogue as one reading: stores, variants, and what each store has of them. */
import { Type } from 'typebox';
import { attempt, type Rejections } from '../../import/rejections.ts';
import { query } from '../graphql/operation.ts';
import type { Clock } from '../../../ports.ts';
import type { CatalogueInput } from '../catalogue-input.ts';
import { isLoopback } from '../../../loopback.ts';
import type { CatalogueSource, PictureAccess, SourceCard } from '../ports.ts';
import type { OfferRow, VariantRow } from '../rows.ts';
import { LEVEL_FIELDS, offersOf, VariantLevels } from './levels.ts';
import { storeLocations, storeRows, type LocationsOptions } from './locations.ts';
import { pagesOf } from './pages.ts';
import {
  moreVariants,
  productPage,
  VARIANTS_AT_ONCE,
  type ShopProduct,
  type ShopVariant,
} from './product-page.ts';
import { variantRow, type RowContext } from './variant-row.ts';
import type { VendureOptions } from './options.ts';

/** Some tens of queries of the shop's own for each product: small pages leave it time for its customers. */
const PRODUCTS_AT_ONCE = 25;
export const LEVELS_AT_ONCE = 100;

/** Levels of all variants, by id. Variables: `take`, `skip`. */
export const LevelsPage = query(
  `query Levels($take: Int!, $skip: Int!) {
    productVariants(options: { take: $take, skip: $skip, sort: { id: ASC } }) {
      totalItems
      items { ${LEVEL_FIELDS} }
    }
  }`,
  Type.Object({
    productVariants: Type.Object({ totalItems: Type.Integer(), items: Type.Array(VariantLevels) }),
  }),
);

export interface VendureCatalogueOptions extends LocationsOptions {
  card: SourceCard;
  /** Of the admin API. */
  url: URL;
  prices: VendureOptions['prices'];
  /** Beside the shop's own. */
  pictureHosts: readonly string[];
  clock: Clock;
}

export class VendureCatalogue implements CatalogueSource {
  readonly card: SourceCard;
  readonly pictures: PictureAccess;
  readonly #options: VendureCatalogueOptions;

  constructor(options: VendureCatalogueOptions) {
    this.card = options.card;
    this.#options = options;
    const { hostname } = options.url;
    const internalHosts = isLoopback(hostname) ? [hostname] : [];
    // The key is not for pictures.
    this.pictures = {
      rules: { hosts: [hostname, ...options.pictureHosts], internalHosts },
      secrets: async () => () => ({}),
    };
  }

  async open(signal: AbortSignal): Promise<CatalogueInput> {
    const { card, shop, url } = this.#options;
    // Tells at once when the shop is away or takes no key.
    await shop.facts(signal);
    return {
      stores: (rejections) => storeRows(this.#options, { rejections, file: card.name, signal }),
      variants: (rejections) => this.#variants(rejections, signal),
      offers: () => this.#offers(signal),
      pictureBase: url.origin,
    };
  }

  async *#variants(rejections: Rejections, signal: AbortSignal): AsyncGenerator<VariantRow> {
    const { card, client, shop, prices } = this.#options;
    const facts = await shop.facts(signal);
    const operation = productPage(facts);
    const products = pagesOf(
      PRODUCTS_AT_ONCE,
      async (page) => (await client.ask(operation, page, signal)).products,
    );
    let line = 0;
    for await (const product of products) {
      for await (const variant of this.#variantsOf(product, signal)) {
        if (!variant.enabled) continue;
        line += 1;
        const context: RowContext = { facts, prices, file: card.name, line };
        const place = { file: card.name, line, id: variant.sku };
        const row = attempt(rejections, place, () => variantRow(product, variant, context));
        if (row) yield row;
      }
    }
  }

  async *#variantsOf(product: ShopProduct, signal: AbortSignal): AsyncGenerator<ShopVariant> {
    const { client, shop } = this.#options;
    const { totalItems, items } = product.variantList;
    yield* items;
    if (totalItems <= items.length) return;
    const operation = moreVariants(await shop.facts(signal));
    const first = new Set(items.map(({ id }) => id));
    const all = pagesOf(VARIANTS_AT_ONCE, async (page) => {
      const { productVariants } = await client.ask(operation, { productId: product.id, ...page }, signal);
      return productVariants;
    });
    for await (const variant of all) if (!first.has(variant.id)) yield variant;
  }

  async *#offers(signal: AbortSignal): AsyncGenerator<OfferRow> {
    const { card, client, shop, clock } = this.#options;
    const policy = await shop.facts(signal);
    const locations = await storeLocations(this.#options, { file: card.name, signal });
    const stores = new Map(locations.map(({ id, storeCode }) => [id, storeCode]));
    const asOf = new Date(clock.now()).toISOString();
    const variants = pagesOf(
      LEVELS_AT_ONCE,
      async (page) => (await client.ask(LevelsPage, page, signal)).productVariants,
    );
    for await (const variant of variants)
      if (variant.enabled) yield* offersOf(variant, { stores, policy, file: card.name, asOf });
  }
}
