/**
 * The prior price beside a reduced one: the lowest that was asked within the 30 days before the present price began
 * (Directive 98/6/EC article 6a, paragraphs 1 and 2). A reduction in steps is measured from its last step, which is never more
 * than the law allows; member states may allow more (paragraph 5).
 */
import type { Money } from '../../../contract/domain.ts';
import type { VariantNotes } from '../../store/document-keys.ts';

const PERIOD_MS = 30 * 86_400_000;

type Prices = VariantNotes['prices'];

/** The history with the price that is asked from `now` on; what no reduction can look back to any more is left out. */
export function withPrice(prices: Prices, { amountMinor, currency }: Money, now: number): Prices {
  const kept = prices.filter(([at, , of]) => at <= now && of === currency);
  const last = kept.at(-1);
  const list: Prices = last?.[1] === amountMinor ? kept : [...kept, [now, amountMinor, currency]];
  const began = list.at(-1)?.[0] ?? now;
  // The one that was in force when the period began counts too.
  const first = list.findLastIndex(([at]) => at <= began - PERIOD_MS);
  return list.slice(Math.max(0, first));
}

/** Null while it is not known what was asked in all of these 30 days: a price that was lower meanwhile would be hidden. */
export function priorPrice(prices: Prices): Money | null {
  const [began = 0] = prices.at(-1) ?? [];
  const before = prices.slice(0, -1);
  const [first] = before;
  if (first === undefined || first[0] > began - PERIOD_MS) return null;
  return { amountMinor: Math.min(...before.map(([, amount]) => amount)), currency: first[2] };
}
