import type { Speech } from '../../../shared/i18n/speech.ts';

/** A price range in words: "Under €80", "€80 to €120", "€200 and more". Whole amounts go without decimals. */
export function priceWords(
  speech: Speech,
  currency: string,
  { from, to }: { from: number; to: number | null },
): string {
  const { search } = speech;
  const price = (amountMinor: number): string =>
    speech.price({ amountMinor, currency }).replace(/[.,]00(?!\d)/u, '');
  if (to === null) return search.from(price(from));
  return from === 0 ? search.under(price(to)) : search.between(price(from), price(to));
}
