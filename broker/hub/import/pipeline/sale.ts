/** What is asked for a variant when: its sale price begins and ends by the clock, not with a reading of the feed. */
import type { Money, SaleWindow } from '../../../contract/domain.ts';
import type { VariantNotes } from '../../store/document-keys.ts';
import { priorPrice, withPrice, type Asked } from './prices.ts';

/** Of a variant row. */
export interface Sale {
  price: Money;
  salePrice: Money | null;
  saleWindow?: SaleWindow;
}

export interface SaleAt {
  /** What was asked since when, up to now. */
  prices: VariantNotes['prices'];
  /** The lowest price of the 30 days before the sale price is asked; null when it is not known, or there is no sale. */
  prior: Money | null;
  /** As the document says it: without what has passed. */
  shown: Pick<Sale, 'salePrice' | 'saleWindow'>;
}

/** @param prices What is known of before. @param now Milliseconds since 1970. */
export function saleAt(sale: Sale, prices: VariantNotes['prices'], now: number): SaleAt {
  const { price, salePrice, saleWindow } = sale;
  const full: Asked = { money: price, reduced: false };
  if (salePrice === null)
    return { prices: withPrice(prices, full, now), prior: null, shown: { salePrice: null } };
  const reduced: Asked = { money: salePrice, reduced: true };
  const [from, until] = [timeOf(saleWindow?.from), timeOf(saleWindow?.until)];
  if (until !== null && until <= now)
    return {
      prices: withPrice(prices, full, since(prices, until, now)),
      prior: null,
      shown: { salePrice: null },
    };
  const shown = { salePrice, ...(saleWindow && { saleWindow }) };
  if (from !== null && from > now) {
    const before = withPrice(prices, full, now);
    return { prices: before, prior: priorPrice(withPrice(before, reduced, from)), shown };
  }
  const during = withPrice(prices, reduced, since(prices, from ?? now, now));
  return { prices: during, prior: priorPrice(during), shown };
}

/** When it was first asked: not before what is known of earlier prices, which the shop may well have asked. */
function since(prices: VariantNotes['prices'], at: number, now: number): number {
  const [last = now] = prices.at(-1) ?? [];
  return Math.min(now, Math.max(at, last));
}

function timeOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Date.parse(text);
}
