/** A shop's own system that counts: so many pieces in each store, one order for each key, no more than there is. */
import { BrokerError } from '../../../broker/errors.ts';
import type { PeopleBundle } from '../../../broker/hub/people/people-parts.ts';
import type { OrderDraft, OrderSource, PlacedOrder, SourceCard } from '../../../broker/hub/sources/ports.ts';

interface Order extends PlacedOrder {
  draft: OrderDraft;
}

export class CountingShop implements OrderSource {
  readonly card: SourceCard = { name: 'shop', capabilities: ['orders', 'people'], freshness: {} };
  readonly takesPlacedOff = true;
  readonly orders = new Map<string, Order>();
  /** Pieces that lie there, by `{store} {sku}`; what is ordered is taken off. */
  readonly stock = new Map<string, number>();
  /** Said instead of placing an order. */
  refusal: string | null = null;
  /** Said instead of cancelling one. */
  keeps: string | null = null;
  isAway = false;
  /** Times that an order was asked for, by key. */
  readonly asked = new Map<string, number>();

  /** Everybody who holds up a card. */
  readonly people: PeopleBundle = {
    people: {
      card: this.card,
      byCard: async () => ({ ref: 'c-1', displayName: 'Ada', tier: '', locale: 'en' }),
      byLoyaltyId: async () => undefined,
      bySubject: async () => undefined,
    },
  };

  get standing(): Order[] {
    return [...this.orders.values()].filter(({ state }) => state !== 'cancelled');
  }

  async stockOf(storeCode: string, skus: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
    this.#answer();
    return new Map(skus.map((sku) => [sku, this.#left(storeCode, sku)]));
  }

  async place(draft: OrderDraft): Promise<PlacedOrder> {
    this.asked.set(draft.idempotencyKey, (this.asked.get(draft.idempotencyKey) ?? 0) + 1);
    this.#answer();
    const known = this.orders.get(draft.idempotencyKey);
    if (known) return known;
    if (this.refusal !== null) throw new BrokerError('TW_ORDER_REFUSED', this.refusal);
    if (
      draft.kind !== 'ship' &&
      draft.lines.some(({ sku, quantity }) => this.#left(draft.storeCode, sku) < quantity)
    )
      throw new BrokerError('TW_ORDER_REFUSED', 'Sold out.');
    const order: Order = { externalRef: `T-${1001 + this.orders.size}`, state: 'placed', draft };
    this.orders.set(draft.idempotencyKey, order);
    return order;
  }

  async cancel(externalRef: string): Promise<void> {
    this.#answer();
    if (this.keeps !== null) throw new BrokerError('TW_ORDER_REFUSED', this.keeps);
    for (const order of this.orders.values())
      if (order.externalRef === externalRef) order.state = 'cancelled';
  }

  #left(storeCode: string, sku: string): number {
    const taken = this.standing
      .filter(({ draft }) => draft.storeCode === storeCode && draft.kind !== 'ship')
      .flatMap(({ draft }) => draft.lines)
      .reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
    return (this.stock.get(`${storeCode} ${sku}`) ?? 0) - taken;
  }

  #answer(): void {
    if (this.isAway) throw new BrokerError('TW_SOURCE_UNREACHABLE');
  }
}
