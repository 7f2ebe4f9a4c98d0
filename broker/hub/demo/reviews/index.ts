import { BAGS_REVIEWS } from './bags.ts';
import { BOOTS_REVIEWS } from './boots.ts';
import { CARDIGANS_REVIEWS } from './cardigans.ts';
import { COATS_REVIEWS } from './coats.ts';
import { JACKETS_REVIEWS } from './jackets.ts';
import { JUMPERS_REVIEWS } from './jumpers.ts';
import { SHOES_REVIEWS } from './shoes.ts';
import { SNEAKERS_REVIEWS } from './sneakers.ts';
import type { Reviews } from './types.ts';

export const REVIEWS: Reviews = {
  ...BAGS_REVIEWS,
  ...BOOTS_REVIEWS,
  ...CARDIGANS_REVIEWS,
  ...COATS_REVIEWS,
  ...JACKETS_REVIEWS,
  ...JUMPERS_REVIEWS,
  ...SHOES_REVIEWS,
  ...SNEAKERS_REVIEWS,
};
