/** Orders of the shop that stands in for Vendure. */
import type { FakeShop } from './fake-shop.ts';

export interface FakeOrder {
  id: string;
  code: string;
  state: string;
  createdAt: number;
  updatedAt: number;
  fields: Record<string, string>;
  notes: string[];
  /** Quantity by SKU. */
  lines: Map<string, number>;
  customer: string;
  address: object | undefined;
  shipping: string;
}

type Variables = Record<string, unknown>;

const METHODS = [
  { id: '1', code: 'pick-up' },
  { id: '2', code: 'standard-shipping' },
];

export class FakeOrders {
  readonly all: FakeOrder[] = [];
  readonly #shop: FakeShop;

  constructor(shop: FakeShop) {
    this.#shop = shop;
  }

  get answers(): Record<string, (variables: Variables) => unknown> {
    return {
      CreateDraft: () => ({ createDraftOrder: shown(this.#create()) }),
      SetAttribution: ({ id, fields }) => {
        Object.assign(this.#of(id).fields, fields);
        return { setDraftOrderCustomFields: { id } };
      },
      AddNote: ({ id, note }) => {
        this.#of(id).notes.push(String(note));
        return { addNoteToOrder: { id } };
      },
      OrdersOfKiosk: ({ kioskId, after, take, skip }) => ({
        orders: {
          items: this.all
            .filter(({ fields }) => fields['kioskId'] === kioskId)
            .filter(({ createdAt }) => createdAt > Date.parse(String(after)))
            .reverse()
            .slice(Number(skip), Number(skip) + Number(take))
            .map((order) => ({
              ...shown(order),
              history: { items: order.notes.map((note) => ({ data: { note } })) },
            })),
        },
      }),
      OrderById: ({ id }) => ({
        order: {
          ...shown(this.#of(id)),
          lines: [...this.#of(id).lines].map(([sku, quantity]) => ({ quantity, productVariant: { sku } })),
        },
      }),
      OrderByCode: ({ code }) => ({
        orders: { items: this.all.filter((order) => order.code === code).map(shown) },
      }),
      AddItem: ({ id, variant, quantity }) => this.#add(this.#of(id), String(variant), Number(quantity)),
      SetCustomer: ({ id, customer }) => this.#set(id, { customer: String(customer) }),
      SetGuest: ({ id, guest }) =>
        this.#set(id, { customer: (guest as { emailAddress: string }).emailAddress }),
      SetAddress: ({ id, address }) => {
        this.#of(id).address = address as object;
        return { setDraftOrderShippingAddress: { id } };
      },
      ShippingMethods: () => ({ eligibleShippingMethodsForDraftOrder: METHODS }),
      SetShipping: ({ id, method }) => this.#set(id, { shipping: String(method) }),
      MoveOn: ({ id, state }) => this.#move(this.#of(id), String(state)),
      AddPayment: ({ id }) => this.#pay(this.#of(id)),
      Cancel: ({ id }) => this.#cancel(this.#of(id)),
    };
  }

  #create(): FakeOrder {
    const id = String(this.all.length + 1);
    const order: FakeOrder = {
      id,
      code: `ORDER${id}`,
      state: 'Draft',
      createdAt: this.#shop.now,
      updatedAt: this.#shop.now,
      fields: {},
      notes: [],
      lines: new Map(),
      customer: '',
      address: undefined,
      shipping: '',
    };
    this.all.push(order);
    return order;
  }

  #of(id: unknown): FakeOrder {
    const order = this.all.find((one) => one.id === id);
    if (!order) throw new TypeError(`no order ${String(id)}`);
    order.updatedAt = this.#shop.now;
    return order;
  }

  #set(id: unknown, change: Partial<FakeOrder>): object {
    Object.assign(this.#of(id), change);
    return OK;
  }

  /** Vendure looks at all locations, adds what there is, and says that it was too much. */
  #add(order: FakeOrder, id: string, quantity: number): object {
    const variant = this.#shop.products.flatMap(({ variants }) => variants).find((one) => one.id === id);
    if (!variant) return failure('InsufficientStockError', 'INSUFFICIENT_STOCK_ERROR');
    const levels = [...variant.levels.values()];
    const left = levels.reduce((sum, level) => sum + level.stockOnHand - level.stockAllocated, 0);
    const there = order.lines.get(variant.sku) ?? 0;
    order.lines.set(variant.sku, Math.min(left, there + quantity));
    if (there + quantity <= left) return OK;
    return failure('InsufficientStockError', 'INSUFFICIENT_STOCK_ERROR');
  }

  #move(order: FakeOrder, state: string): object {
    if (order.customer === '' || order.shipping === '' || order.lines.size === 0)
      return failure('OrderStateTransitionError', 'ORDER_STATE_TRANSITION_ERROR');
    order.state = state;
    return OK;
  }

  /** Sets stock aside; the variants' own times stay as they are. */
  #pay(order: FakeOrder): object {
    if (order.state !== 'ArrangingPayment')
      return failure('ManualPaymentStateError', 'MANUAL_PAYMENT_STATE_ERROR');
    order.state = 'PaymentSettled';
    for (const [sku, quantity] of order.lines) {
      const level = [...this.#shop.variant(sku).levels.values()].find(({ stockOnHand }) => stockOnHand > 0);
      if (level) level.stockAllocated += quantity;
    }
    return OK;
  }

  #cancel(order: FakeOrder): object {
    if (order.state === 'Cancelled')
      return failure('OrderStateTransitionError', 'ORDER_STATE_TRANSITION_ERROR');
    order.state = 'Cancelled';
    return OK;
  }
}

const OK = { outcome: { __typename: 'Order' } };

function failure(__typename: string, errorCode: string): object {
  return { outcome: { __typename, errorCode } };
}

function shown({ id, code, state }: FakeOrder): object {
  return { id, code, state };
}
