/** The look-ups that screens are made from; a Replica has them. */
import type { Replica } from '../replica/replica.ts';

export type ShownCatalogue = Pick<
  Replica,
  | 'product'
  | 'variant'
  | 'variants'
  | 'bestVariant'
  | 'offers'
  | 'offersOfProduct'
  | 'reviewsOf'
  | 'reviewLanguages'
  | 'stores'
  | 'store'
  | 'createdAt'
  | 'attract'
> & {
  /** True of a product that this store does not sell; without it, everything is sold here. */
  isOutside?(productId: string): boolean;
  /** When all stock was last said, also what was the same before; empty when nobody says it so. ISO 8601. */
  stockAsOf?(): string;
};
