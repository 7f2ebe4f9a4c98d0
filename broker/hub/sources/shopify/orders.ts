/**
 * What a display may have of the shop's checkout: a cart that the shopper takes along on their phone. The Storefront API takes
 * no orders and sets nothing aside, so none is offered: Shopify has an order when somebody has paid.
 */
import { Type } from 'typebox';
import { BrokerError } from '../../../errors.ts';
import { isLoopback } from '../../../loopback.ts';
import { mutation } from '../graphql/operation.ts';
import { refused } from '../order-refusals.ts';
import type { OrderDraft, OrderSource, PlacedOrder, SourceCard } from '../ports.ts';
import { numberOf } from './ids.ts';
import { availableAt, VariantLevels } from './levels.ts';
import { storeLocations, type LocationsOptions, type StoreLocation } from './locations.ts';
import { someLevels } from './product-page.ts';
import { storesOf, STORES_AT_ONCE } from './products.ts';
import { Value } from 'typebox/value';
import type { VariantIndex } from './variant-index.ts';

export const CreateCart = mutation(
  `mutation CreateCart($input: CartInput!) {
    cartCreate(input: $input) {
      cart { id checkoutUrl totalQuantity }
      userErrors { code }
      warnings { code }
    }
  }`,
  Type.Object({
    cartCreate: Type.Union([
      Type.Object({
        cart: Type.Union([
          Type.Object({ checkoutUrl: Type.String({ maxLength: 1_000 }), totalQuantity: Type.Integer() }),
          Type.Null(),
        ]),
        userErrors: Type.Array(Type.Object({ code: Type.Union([Type.String(), Type.Null()]) })),
        warnings: Type.Array(Type.Object({ code: Type.String() })),
      }),
      Type.Null(),
    ]),
  }),
);

const SOLD_OUT = new Set(['MERCHANDISE_NOT_ENOUGH_STOCK', 'MERCHANDISE_OUT_OF_STOCK']);
/** At the most at once. */
const MOST_SKUS = 100;

export interface ShopifyOrdersOptions extends LocationsOptions {
  card: SourceCard;
  /** Of the shop. */
  url: URL;
  index: VariantIndex;
}

export class ShopifyOrders implements OrderSource {
  readonly card: SourceCard;
  readonly kinds: readonly [] = [];
  readonly #options: ShopifyOrdersOptions;

  constructor(options: ShopifyOrdersOptions) {
    this.card = options.card;
    this.#options = options;
  }

  /** What may be promised in a store; null where the shop does not count; SKUs that are not for sale are left out. */
  async stockOf(storeCode: string, skus: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
    const { storefront } = this.#options;
    if (!(await storefront.facts()).knowsStores)
      throw new BrokerError('TW_SOURCE_REFUSED', 'The token may not read which store has what.');
    const location = await this.#locationOf(storeCode);
    const stock = new Map<string, number | null>();
    for (const [sku, variant] of await this.#variants(skus)) {
      const levels = await storesOf(variant, { storefront });
      const here = levels.find((level) => level.location.id === location.id);
      stock.set(sku, availableAt(variant, here).quantity);
    }
    return stock;
  }

  async place(): Promise<PlacedOrder> {
    throw refused('kind');
  }

  /** Nothing was ordered. */
  async cancel(): Promise<void> {
    return undefined;
  }

  /** Nobody's cart: whoever stands by the screen may read its address, too. */
  async handOver(order: OrderDraft): Promise<{ url: string }> {
    const { storefront } = this.#options;
    const variants = await this.#variants(order.lines.map(({ sku }) => sku));
    const lines = order.lines.map(({ sku, quantity }) => {
      const variant = variants.get(sku);
      if (variant === undefined) throw refused('unknown');
      if (!variant.availableForSale) throw refused('soldOut');
      return { merchandiseId: variant.id, quantity };
    });
    const { context } = await storefront.facts();
    const delivery = await this.#delivery(order);
    const buyerIdentity = { countryCode: context.country, ...(delivery && { preferences: { delivery } }) };
    const input = { lines, buyerIdentity, attributes: attributesOf(order) };
    const { cartCreate } = await storefront.askOnce(CreateCart, { input });
    const { cart, userErrors, warnings } = cartCreate ?? { cart: null, userErrors: [], warnings: [] };
    if (warnings.some(({ code }) => SOLD_OUT.has(code))) throw refused('soldOut');
    if (cart === null || userErrors.length > 0) throw refused('shop', userErrors[0]?.code ?? undefined);
    return { url: await this.#checked(cart.checkoutUrl) };
  }

  /** Collecting it in this store is proposed where all of it is there; the shopper decides at the checkout. */
  async #delivery({ storeCode, lines }: OrderDraft): Promise<object | undefined> {
    const { storefront, stores } = this.#options;
    const isStore = Object.values(stores).includes(storeCode);
    if (!isStore || !(await storefront.facts()).knowsStores) return undefined;
    const stock = await this.stockOf(
      storeCode,
      lines.map(({ sku }) => sku),
    );
    const isHere = lines.every(({ sku, quantity }) => {
      const there = stock.get(sku);
      return there === null || (there ?? 0) >= quantity;
    });
    const number = numberOf((await this.#locationOf(storeCode)).id, 'Location');
    if (!isHere || number === undefined) return undefined;
    return { deliveryMethod: ['PICK_UP', 'SHIPPING'], pickupHandle: [number] };
  }

  /** A screen shows no address but the shop's own. */
  async #checked(text: string): Promise<string> {
    const { storefront, url } = this.#options;
    const checkout = URL.canParse(text) ? new URL(text) : undefined;
    const { host } = await storefront.facts();
    const isOwn = checkout?.protocol === 'https:' && [host, url.host].includes(checkout.host);
    const isHere = checkout !== undefined && isLoopback(url.hostname) && checkout.host === url.host;
    if (checkout && (isOwn || isHere)) return checkout.href;
    throw new BrokerError('TW_SOURCE_ANSWER', 'The checkout of the cart is not at the shop.');
  }

  async #variants(skus: readonly string[]): Promise<Map<string, VariantLevels>> {
    const { storefront, index } = this.#options;
    const found = new Map<string, VariantLevels>();
    const facts = await storefront.facts();
    const ids = await index.find([...new Set(skus)].slice(0, MOST_SKUS));
    if (ids.size === 0) return found;
    const stores = facts.knowsStores ? { stores: STORES_AT_ONCE } : {};
    const { nodes } = await storefront.ask(someLevels(facts), { ids: [...ids.values()], ...stores });
    const byId = new Map(
      nodes.flatMap((node) => (Value.Check(VariantLevels, node) ? [[node.id, node]] : [])),
    );
    for (const [sku, id] of ids) {
      const variant = byId.get(id);
      if (variant !== undefined) found.set(sku, variant);
    }
    return found;
  }

  async #locationOf(storeCode: string): Promise<StoreLocation> {
    const locations = await storeLocations(this.#options, { file: this.card.name });
    const found = locations.find((location) => location.storeCode === storeCode);
    if (found === undefined) throw new BrokerError('TW_STORE_UNKNOWN');
    return found;
  }
}

/** The shop's order has them, once there is one: where it began. */
function attributesOf({ kioskId, storeCode, idempotencyKey }: OrderDraft): { key: string; value: string }[] {
  return [
    { key: 'tapwall_kiosk', value: kioskId },
    { key: 'tapwall_store', value: storeCode },
    { key: 'tapwall_key', value: idempotencyKey },
  ];
}
