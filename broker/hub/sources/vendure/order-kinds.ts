/**
 * What a Vendure shop takes as an order, and what that sets aside. Vendure allocates stock when an order has a payment, and
 * an order by itself has none: without a payment to book at once, putting something aside would be a promise that the shop
 * does not keep.
 */
import type { OrderDraft } from '../ports.ts';
import type { VendureOptions } from './options.ts';

type Settings = VendureOptions['orders'];

/** Orders have a payment as soon as they are there. */
export function setsAside({ paymentMethod }: Settings): boolean {
  return paymentMethod !== '';
}

export function orderKinds(settings: Settings): OrderDraft['kind'][] {
  const { pickupShipping, shipShipping, guestEmail } = settings;
  return [
    // Nobody has to be known to have something put aside.
    ...(setsAside(settings) && pickupShipping !== '' && guestEmail !== '' ? (['reserve'] as const) : []),
    ...(pickupShipping === '' ? [] : (['pickup'] as const)),
    ...(shipShipping === '' ? [] : (['ship'] as const)),
  ];
}

/** For the console: what the team has to do because the shop does not. */
export function orderNotes(settings: Settings): string[] {
  const kinds = orderKinds(settings);
  if (kinds.length === 0) return [];
  const notes: string[] = [];
  if (!setsAside(settings))
    notes.push(
      'Orders wait at the shop for their payment, and until then nothing is set aside there: take the piece off the shelf at once. ' +
        'Name a manual payment in orders.paymentMethod to have stock set aside with the order.',
    );
  if (!kinds.includes('reserve'))
    notes.push(
      'What shoppers have put aside is kept by this hub and the team, and is no order at the shop: the online shop can still sell it. ' +
        RESERVE_NEEDS,
    );
  return notes;
}

const RESERVE_NEEDS =
  'It becomes one with orders.paymentMethod, orders.pickupShipping and orders.guestEmail.';
