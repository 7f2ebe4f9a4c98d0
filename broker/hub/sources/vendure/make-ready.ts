/** Takes a draft to where the shop waits for its payment, or has it. Each step may be done already. */
import { BrokerError } from '../../../errors.ts';
import type { Operation } from '../graphql/operation.ts';
import type { GraphqlClient } from '../graphql/graphql-client.ts';
import type { OrderDraft } from '../ports.ts';
import * as steps from './order-steps.ts';
import { refused } from '../order-refusals.ts';
import { refusalOf } from './refusals.ts';
import type { NamedVariant } from './variant-ids.ts';
import type { VendureOptions } from './options.ts';

export interface ReadyContext {
  client: Pick<GraphqlClient, 'ask'>;
  settings: VendureOptions['orders'];
  order: OrderDraft;
  /** Quantity by SKU. */
  lines: ReadonlyMap<string, number>;
  variants: ReadonlyMap<string, NamedVariant>;
}

type Step = Operation<{ outcome: { __typename: string; errorCode?: string } }>;

/** @throws BrokerError TW_ORDER_REFUSED */
export async function makeReady(draft: steps.ShopOrder, context: ReadyContext): Promise<steps.ShopOrder> {
  const { client, settings, order } = context;
  if (draft.state === 'Draft') {
    await fill(draft.id, context);
    await setCustomer(draft.id, context);
    await setShipping(draft.id, context);
    await take(client, steps.MoveOn, { id: draft.id, state: 'ArrangingPayment' });
  }
  if (settings.paymentMethod !== '') {
    const payment = { method: settings.paymentMethod, transaction: order.idempotencyKey };
    await take(client, steps.AddPayment, { id: draft.id, ...payment });
  }
  const { order: ready } = await client.ask(steps.OrderById, { id: draft.id });
  if (ready === null) throw new BrokerError('TW_SOURCE_ANSWER', 'The shop has lost an order.');
  return ready;
}

/** Adds what is missing: some lines may be there from an attempt that was cut off. */
async function fill(id: string, { client, lines, variants }: ReadyContext): Promise<void> {
  const { order } = await client.ask(steps.OrderById, { id });
  const there = new Map(order?.lines.map(({ quantity, productVariant }) => [productVariant.sku, quantity]));
  for (const [sku, wanted] of lines) {
    const quantity = wanted - (there.get(sku) ?? 0);
    const variant = variants.get(sku)?.id;
    if (variant === undefined) throw refused('unknown');
    if (quantity > 0) await take(client, steps.AddItem, { id, variant, quantity });
  }
}

async function setCustomer(id: string, { client, settings, order }: ReadyContext): Promise<void> {
  if (order.customerRef !== undefined)
    return take(client, steps.SetCustomer, { id, customer: order.customerRef });
  if (settings.guestEmail === '' || order.kind === 'ship') throw refused('customer');
  const guest = { firstName: 'Kiosk', lastName: 'Guest', emailAddress: settings.guestEmail };
  return take(client, steps.SetGuest, { id, guest });
}

async function setShipping(id: string, { client, settings, order }: ReadyContext): Promise<void> {
  const isShipped = order.kind === 'ship';
  if (isShipped) await setAddress(id, client, order.customerRef);
  const code = isShipped ? settings.shipShipping : settings.pickupShipping;
  if (code === '') throw refused('kind');
  const { eligibleShippingMethodsForDraftOrder: methods } = await client.ask(steps.ShippingMethods, { id });
  const method = methods.find((one) => one.code === code)?.id;
  if (method === undefined) throw refused('delivery');
  await take(client, steps.SetShipping, { id, method });
}

/** The one that the customer has chosen at the shop; the kiosk asks for none, and shows none. */
async function setAddress(
  id: string,
  client: ReadyContext['client'],
  customerRef: string | undefined,
): Promise<void> {
  const { customer } = await client.ask(steps.Addresses, { id: customerRef });
  const addresses = customer?.addresses ?? [];
  const chosen = addresses.find(({ defaultShippingAddress }) => defaultShippingAddress === true);
  const address = chosen ?? (addresses.length === 1 ? addresses[0] : undefined);
  if (address === undefined) throw refused('address');
  const { country, defaultShippingAddress: _, ...rest } = address;
  await client.ask(steps.SetAddress, { id, address: { ...rest, countryCode: country.code } });
}

async function take(
  client: ReadyContext['client'],
  step: Step,
  variables: Record<string, unknown>,
): Promise<void> {
  const refusal = refusalOf((await client.ask(step, variables)).outcome);
  if (refusal) throw refusal;
}
