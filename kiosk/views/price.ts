/** What a screen says about a price: the one place that decides whether it may speak of a reduction. */
import type { Variant } from '../../broker/contract/domain.ts';
import type { Price } from '../../broker/contract/screen.ts';

type Priced = Pick<Variant, 'price' | 'salePrice' | 'lowestPrice30d'>;

/**
 * Whoever announces a reduction must say the lowest price of the 30 days before it (Directive 98/6/EC, article 6a), and measure the
 * reduction from it (Court of Justice, C-330/23). So when that price is not known, or what is paid is no less than it, screens show
 * only what is paid. The shop's regular price alone never makes a reduction.
 */
export function priceOf({ price, salePrice, lowestPrice30d }: Priced): Price {
  const isReduced = salePrice !== null && salePrice.amountMinor < price.amountMinor;
  if (!isReduced) return { now: price, was: null, regular: null };
  const { amountMinor, currency } = salePrice;
  const isKnown = lowestPrice30d?.currency === currency && lowestPrice30d.amountMinor > amountMinor;
  if (!isKnown) return { now: salePrice, was: null, regular: null };
  return {
    now: salePrice,
    was: lowestPrice30d,
    regular: price.currency === currency && price.amountMinor > lowestPrice30d.amountMinor ? price : null,
  };
}
