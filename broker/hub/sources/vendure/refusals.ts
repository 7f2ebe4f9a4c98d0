/** What Vendure says when it does not take an order. */
import type { BrokerError } from '../../../errors.ts';
import { refused, type Refusal } from '../order-refusals.ts';

const OF_THE_SHOP: Readonly<Record<string, Refusal>> = {
  INSUFFICIENT_STOCK_ERROR: 'soldOut',
  ORDER_LIMIT_ERROR: 'tooMany',
  NEGATIVE_QUANTITY_ERROR: 'tooMany',
  INELIGIBLE_SHIPPING_METHOD_ERROR: 'delivery',
  EMAIL_ADDRESS_CONFLICT_ERROR: 'customer',
  GUEST_CHECKOUT_ERROR: 'customer',
};

/** Of an answer that is no order: Vendure's error results, by their code. */
export function refusalOf(outcome: { __typename: string; errorCode?: string }): BrokerError | undefined {
  if (outcome.errorCode === undefined && outcome.__typename === 'Order') return undefined;
  const code = outcome.errorCode ?? outcome.__typename;
  return refused(OF_THE_SHOP[code] ?? 'shop', code);
}
