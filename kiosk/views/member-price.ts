/**
 * What a signed-in member pays. Others are not told: a price for members is no reduction of theirs, and beside it the law would
 * want the lowest price of 30 days (Directive 98/6/EC, article 6a), which nobody keeps for a tier.
 */
import type { Variant } from '../../broker/contract/domain.ts';
import type { Price } from '../../broker/contract/screen.ts';

/** @param now Milliseconds since 1970. */
export function withMemberPrice(
  price: Price,
  variant: Pick<Variant, 'memberPrices'> | undefined,
  { tier, now }: { tier: string; now: number },
): Price {
  const mine = (variant?.memberPrices ?? [])
    .filter((each) => isOfTier(each.tier, tier) && isAsked(each.window, now))
    .filter(
      ({ price: { currency, amountMinor } }) =>
        currency === price.now.currency && amountMinor < price.now.amountMinor,
    )
    .sort((one, other) => one.price.amountMinor - other.price.amountMinor);
  const [best] = mine;
  return best === undefined ? price : { ...price, member: { now: best.price, tier: best.tier } };
}

/** Whoever has no tier is a customer, and no member of a programme that anybody here knows of. */
function isOfTier(asked: string, own: string): boolean {
  const [one, other] = [asked, own].map((text) => text.trim().toLowerCase());
  return other !== '' && (one === '' || one === other);
}

function isAsked(window: { from: string | null; until: string | null } | undefined, now: number): boolean {
  if (window === undefined) return true;
  const { from, until } = window;
  return (from === null || Date.parse(from) <= now) && (until === null || Date.parse(until) > now);
}
