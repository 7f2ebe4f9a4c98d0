/** What a hub with a source for everything says. */
import type { Services } from '../../broker/contract/services.ts';

export const ALL_SERVICES: Services = {
  stock: true,
  reviews: true,
  people: true,
  phones: true,
  wishlist: true,
  intents: ['room', 'reserve', 'handover', 'pickup', 'ship'],
};

/** A hub that has nothing but products. */
export const PRODUCTS_ONLY: Services = {
  stock: false,
  reviews: false,
  people: false,
  phones: false,
  wishlist: false,
  intents: ['handover'],
};
