/** Putting things on a wishlist and taking them off: the list is at its source, the screen shows what it answered. */
import type { SessionInput } from './input.ts';
import { showJoin } from './join.ts';
import { sendWish } from './send-wish.ts';
import type { Turn } from './turn.ts';

/** Whoever is not known yet is asked for their phone first, and the wish waits for them. */
export function changeWish(turn: Turn, sku: string, wanted: boolean): void {
  if (wanted && turn.items(sku).length === 0) return;
  if (turn.state.person !== null) sendWish(turn, sku, wanted);
  else if (wanted) showJoin(turn, sku);
}

/** What was taken off stays in sight until the list is closed, so that it can be put back. */
export function onWishChanged(
  turn: Turn,
  { requestId, skus }: Extract<SessionInput, { type: 'wish_changed' }>,
): void {
  const { wishes, person, wishlist } = turn.state;
  const wish = wishes.find((each) => each.requestId === requestId);
  if (wish === undefined || person === null) return;
  const { sku, wanted } = wish;
  turn.patch({
    wishes: wishes.map((each) => (each === wish ? { ...wish, status: 'done' as const } : each)),
    person: { ...person, wishlistCount: skus.length },
  });
  if (wanted && wishlist?.status === 'loaded' && !wishlist.skus.includes(sku))
    turn.patch({ wishlist: { ...wishlist, skus: [...wishlist.skus, sku] } });
  const data = { display: turn.context.display.id, items: turn.items(sku) };
  turn.emit(wanted ? 'add_to_wishlist' : 'remove_from_wishlist', data);
}

export function onWishFailed(
  turn: Turn,
  { requestId, reason }: Extract<SessionInput, { type: 'wish_failed' }>,
): void {
  const { wishes } = turn.state;
  turn.patch({
    wishes: wishes.map((each) => (each.requestId === requestId ? { ...each, status: reason } : each)),
  });
}
