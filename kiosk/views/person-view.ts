/** What a screen shows of whoever was recognised, or may be. */
import type { JoinView, WishView } from '../../broker/contract/screen.ts';
import type { Services } from '../../broker/contract/services.ts';
import type { SessionState } from '../session/state.ts';

export const NOT_THERE: WishView = { on: false, state: 'ready' };

interface Around {
  display: { kind: 'wall' | 'room' };
  services: Pick<Services, 'phones' | 'wishlist'>;
  now: number;
}

/** A fitting room has a reader for cards and nobody else's eyes on it. */
export function canJoin(
  { person }: SessionState,
  { display, services }: Pick<Around, 'display' | 'services'>,
): boolean {
  return services.phones && person === null && display.kind === 'wall';
}

export function joinView({ join }: SessionState, { now }: Pick<Around, 'now'>): JoinView {
  const { status = 'asking', code = '', uri = '', until = 0 } = join ?? {};
  return { status, code, uri, secondsLeft: Math.max(0, Math.ceil((until - now) / 1000)) };
}

/**
 * Null where there is no list, nor a way to one. Before a shopper has opened their list it does not tell what is on it, but for
 * what they put there themselves just now.
 */
export function wishOf(
  state: SessionState,
  sku: string,
  around: Pick<Around, 'display' | 'services'>,
): WishView | null {
  const { person, wishes, wishlist } = state;
  if (!around.services.wishlist) return null;
  if (person === null) return canJoin(state, around) ? NOT_THERE : null;
  if (!person.wishes) return null;
  const wish = wishes.find((each) => each.sku === sku);
  const listed = wishlist?.status === 'loaded' && wishlist.skus.includes(sku);
  if (wish === undefined) return { on: listed, state: 'ready' };
  const { wanted, status } = wish;
  if (status === 'sending') return { on: wanted, state: 'sending' };
  return status === 'done' ? { on: wanted, state: 'ready' } : { on: !wanted, state: status };
}
