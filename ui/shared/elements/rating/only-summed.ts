import type { Rating } from '../../../../broker/contract/domain.ts';

/** A shop may say how many stars there are, and not who gave how many: then there is no review to read. */
export function isOnlySummed({ count, histogram }: Rating): boolean {
  return count > 0 && histogram.every((stars) => stars === 0);
}
