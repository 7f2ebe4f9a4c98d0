import { BAGS_REVIEWS } from './bags.ts';
import { FOOTWEAR_REVIEWS } from './footwear.ts';
import { KNITWEAR_REVIEWS } from './knitwear.ts';
import { OUTERWEAR_REVIEWS } from './outerwear.ts';
import type { Reviews } from './types.ts';

export const REVIEWS: Reviews = { ...FOOTWEAR_REVIEWS, ...OUTERWEAR_REVIEWS, ...KNITWEAR_REVIEWS, ...BAGS_REVIEWS };
