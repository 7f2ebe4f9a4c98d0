/** A wish of somebody who is known, on its way to the source of their list. */
import type { Turn } from './turn.ts';

/** As many as somebody touches in a visit and looks at again. */
const MOST_WISHES = 24;

/** One at a time for each variant. */
export function sendWish(turn: Turn, sku: string, wanted: boolean): void {
  const { person, wishes } = turn.state;
  if (person === null || !person.wishes) return;
  if (wishes.some((wish) => wish.sku === sku && wish.status === 'sending')) return;
  const requestId = turn.context.newId;
  const wish = { requestId, sku, wanted, status: 'sending' } as const;
  turn.patch({ wishes: [...wishes.filter((each) => each.sku !== sku), wish].slice(-MOST_WISHES) });
  turn.effects.push({ type: 'change_wishlist', token: person.token, sku, wanted, requestId });
}
