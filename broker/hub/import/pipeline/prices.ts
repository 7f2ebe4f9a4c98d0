/**
 * The prior price beside a reduced one: the lowest that was asked within the 30 days before the reduction was first applied
 * (Directive 98/6/EC article 6a, paragraphs 1 and 2). A reduction that only grows is one reduction and is measured from its
 * first step (paragraph 5).
 */
import type { Money } from '../../../contract/domain.ts';
import type { VariantNotes } from '../../store/document-keys.ts';

const PERIOD_MS = 30 * 86_400_000;

/** A price that alters every few minutes must not fill the disk. What is forgotten is not known, and no reduction is shown. */
const MOST_PRICES = 256;

type Prices = VariantNotes['prices'];

export interface Asked {
  money: Money;
  /** Announced as a reduction: a price that is only lower is no reduction. */
  reduced: boolean;
}

/** The history with the price that is asked from `now` on; what no reduction can look back to any more is left out. */
export function withPrice(prices: Prices, { money, reduced }: Asked, now: number): Prices {
  const { amountMinor, currency } = money;
  const kept = prices.filter(([at, , of]) => at <= now && of === currency);
  const last = kept.at(-1);
  const goesOn = last?.[1] === amountMinor && (last[3] ?? reduced) === reduced;
  const [began] = goesOn ? last : [now];
  const list: Prices = [...(goesOn ? kept.slice(0, -1) : kept), [began, amountMinor, currency, reduced]];
  const [applied = now] = list[firstStep(list)] ?? [];
  // The one that was in force when the period began counts too.
  const first = list.findLastIndex(([at]) => at <= applied - PERIOD_MS);
  return list.slice(Math.max(0, first)).slice(-MOST_PRICES);
}

/** Null while it is not known what was asked in all of these 30 days: a price that was lower meanwhile would be hidden. */
export function priorPrice(prices: Prices): Money | null {
  const step = firstStep(prices);
  const [applied = 0] = prices[step] ?? [];
  const before = prices.slice(0, step);
  const [first] = before;
  if (first === undefined || first[0] > applied - PERIOD_MS) return null;
  const from = before.findLastIndex(([at]) => at <= applied - PERIOD_MS);
  return { amountMinor: Math.min(...before.slice(from).map(([, amount]) => amount)), currency: first[2] };
}

/** Where the reduction in force was first applied: back over reductions that were smaller, each directly before the next. */
function firstStep(prices: Prices): number {
  let step = prices.length - 1;
  for (;;) {
    const [, amount = 0, , reduced] = prices[step] ?? [];
    const before = prices[step - 1];
    if (reduced !== true || before === undefined || before[3] !== true || before[1] <= amount) return step;
    step -= 1;
  }
}
