/** Why an order is not taken, for the person in front of the screen. */
import { BrokerError } from '../../errors.ts';

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
