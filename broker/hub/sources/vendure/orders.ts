/** Orders at the shop: made as drafts, attributed to their kiosk and store, and moved on; the same key is the same order. */
import { BrokerError, isBrokerError } from '../../../errors.ts';
import type { Clock, Logger } from '../../../ports.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import type { OrderDraft, OrderSource, PlacedOrder, SourceCard } from '../ports.ts';
import { availableAt } from './levels.ts';
import { storeLocations, type LocationsOptions } from './locations.ts';
import { makeReady } from './make-ready.ts';
import { orderKinds, setsAside } from './order-kinds.ts';
import { findOrder, noteOf } from './order-key.ts';
import * as steps from './order-steps.ts';
import { refused } from '../order-refusals.ts';
import { refusalOf } from './refusals.ts';
import { MOST_SKUS, Variants, type NamedVariant } from './variant-ids.ts';
import type { VendureOptions } from './options.ts';

/** What one person carries home, or has sent. */
const MOST_LINES = 50;
const MOST_OF_ONE = 99;

export interface VendureOrdersOptions extends LocationsOptions {
  card: SourceCard;
  settings: VendureOptions['orders'];
  client: Pick<GraphqlClient, 'ask'>;
  clock: Clock;
  logger: Logger;
}

export class VendureOrders implements OrderSource {
  readonly card: SourceCard;
  readonly kinds: readonly OrderDraft['kind'][];
  readonly takesPlacedOff: boolean;
  readonly #options: VendureOrdersOptions;
  readonly #variants: Variants;
  /** By key: whoever asks twice at the same time gets one order. */
  readonly #placing = new Map<string, Promise<PlacedOrder>>();

  constructor(options: VendureOrdersOptions) {
    this.card = options.card;
    this.kinds = orderKinds(options.settings);
    this.takesPlacedOff = setsAside(options.settings) && options.settings.fromStore;
    this.#options = options;
    this.#variants = new Variants(options.client);
  }

  /** What may be promised in a store; null where the shop does not count; SKUs that are not for sale are left out. */
  async stockOf(storeCode: string, skus: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
    const location = await this.#locationOf(storeCode);
    const policy = await this.#options.shop.facts();
    const stock = new Map<string, number | null>();
    for (let from = 0; from < skus.length; from += MOST_SKUS) {
      const variants = await this.#variants.bySku(skus.slice(from, from + MOST_SKUS));
      for (const [sku, variant] of variants) {
        const level = variant.stockLevels.find(({ stockLocationId }) => stockLocationId === location);
        stock.set(sku, availableAt(variant, level ?? NOTHING, policy).quantity);
      }
    }
    return stock;
  }

  async place(order: OrderDraft): Promise<PlacedOrder> {
    const running = this.#placing.get(order.idempotencyKey);
    if (running) return running;
    const placing = this.#place(order).finally(() => this.#placing.delete(order.idempotencyKey));
    this.#placing.set(order.idempotencyKey, placing);
    return placing;
  }

  /** Of an order that is cancelled already: nothing. Money that was paid is given back by staff. */
  async cancel(externalRef: string): Promise<void> {
    const { client } = this.#options;
    const [order] = (await client.ask(steps.OrderByCode, { code: externalRef })).orders.items;
    if (order === undefined) throw new BrokerError('TW_NOT_FOUND', 'The shop has no such order.');
    if (order.state === 'Cancelled') return;
    const refusal = refusalOf((await client.ask(steps.Cancel, { id: order.id })).outcome);
    if (refusal) throw refusal;
  }

  async #place(order: OrderDraft): Promise<PlacedOrder> {
    const { client, shop } = this.#options;
    await shop.need('Order.kioskId');
    const known = await findOrder(this.#options, order);
    if (known && known.state !== 'Draft' && known.state !== 'ArrangingPayment') return placedOf(known);
    const lines = wantedLines(order);
    const variants = await this.#variants.bySku([...lines.keys()]);
    if (known?.state !== 'ArrangingPayment') await this.#checkStock(order, lines, variants);
    const draft = known ?? (await this.#begin(order));
    try {
      const ready = { client, settings: this.#options.settings, order, lines, variants };
      return placedOf(await makeReady(draft, ready));
    } catch (error) {
      if (isBrokerError(error, 'TW_ORDER_REFUSED')) await this.#giveUp(draft);
      throw error;
    }
  }

  /** Until the note is written nothing finds the draft again; until then it changes nothing either. */
  async #begin(order: OrderDraft): Promise<steps.ShopOrder> {
    const { client, shop } = this.#options;
    const facts = await shop.facts();
    const draft = (await client.ask(steps.CreateDraft)).createDraftOrder;
    const fields = {
      kioskId: order.kioskId,
      ...(facts.has('Order.storeCode') && { storeCode: order.storeCode }),
      ...(facts.has('Order.pickupMethod') && { pickupMethod: order.kind }),
    };
    await client.ask(steps.SetAttribution, { id: draft.id, fields });
    await client.ask(steps.AddNote, { id: draft.id, note: noteOf(order.idempotencyKey) });
    return draft;
  }

  async #giveUp(draft: steps.ShopOrder): Promise<void> {
    try {
      await this.#options.client.ask(steps.Cancel, { id: draft.id });
    } catch (error) {
      this.#options.logger.info({ order: draft.code, err: error }, 'a draft was left in the shop');
    }
  }

  /** What is collected must lie in its store; what is sent may come from anywhere. */
  async #checkStock(
    { kind, storeCode }: OrderDraft,
    lines: ReadonlyMap<string, number>,
    variants: ReadonlyMap<string, NamedVariant>,
  ): Promise<void> {
    const policy = await this.#options.shop.facts();
    const location = kind === 'ship' ? undefined : await this.#locationOf(storeCode);
    for (const [sku, quantity] of lines) {
      const variant = variants.get(sku);
      if (variant === undefined) throw refused('unknown');
      const levels = variant.stockLevels.filter(
        ({ stockLocationId }) => location === undefined || stockLocationId === location,
      );
      const total = levels.reduce(
        (sum, level) => ({
          stockOnHand: sum.stockOnHand + level.stockOnHand,
          stockAllocated: sum.stockAllocated + level.stockAllocated,
        }),
        NOTHING,
      );
      const { quantity: left, availability } = availableAt(variant, total, policy);
      const canWait = kind === 'ship' && availability === 'backorder';
      if (left !== null && left < quantity && !canWait) throw refused('soldOut');
    }
  }

  async #locationOf(storeCode: string): Promise<string> {
    const locations = await storeLocations(this.#options, { file: this.card.name });
    const found = locations.find((location) => location.storeCode === storeCode);
    if (found === undefined) throw new BrokerError('TW_STORE_UNKNOWN');
    return found.id;
  }
}

const NOTHING = { stockOnHand: 0, stockAllocated: 0 };

/** Quantity by SKU. @throws BrokerError TW_ORDER_REFUSED */
function wantedLines({ kind, lines }: OrderDraft): Map<string, number> {
  if (kind === 'handover') throw refused('kind');
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const quantities = [...wanted.values()];
  if (wanted.size > MOST_LINES || quantities.some((quantity) => quantity > MOST_OF_ONE))
    throw refused('tooMany');
  if (wanted.size === 0 || quantities.some((quantity) => !Number.isInteger(quantity) || quantity < 1))
    throw refused('unknown');
  return wanted;
}

const NOT_PAID = new Set(['Draft', 'AddingItems', 'ArrangingPayment', 'PaymentAuthorized']);

function placedOf({ code, state }: steps.ShopOrder): PlacedOrder {
  if (state === 'Cancelled') return { externalRef: code, state: 'cancelled' };
  return { externalRef: code, state: NOT_PAID.has(state) ? 'placed' : 'paid' };
}
