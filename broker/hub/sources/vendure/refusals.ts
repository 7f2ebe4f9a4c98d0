/** Why an order is not taken, for the person in front of the screen. */
import { BrokerError } from '../../../errors.ts';

const REASONS = {
  soldOut: 'Not enough of this is left.',
  unknown: 'This article is not for sale any more.',
  tooMany: 'That is more than one order may have.',
  delivery: 'This cannot be delivered this way.',
  address: 'The shop needs an address that it does not have.',
  customer: 'The shop takes orders of customers alone; please sign in first.',
  kind: 'The shop does not take orders of this kind.',
  shop: 'The shop does not take this order; please ask somebody of the staff.',
} as const;

export type Refusal = keyof typeof REASONS;

/** @param cause The shop's own code, for the log */
export function refused(why: Refusal, cause?: string): BrokerError {
  return new BrokerError('TW_ORDER_REFUSED', REASONS[why], { cause });
}

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
