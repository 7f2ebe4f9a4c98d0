/** A tap on something that this store does not sell: the platform is asked while the shopper waits. */
import type { IdentifiedSought } from '../identify/identified.ts';
import type { SessionInput } from './input.ts';
import type { Turn } from './turn.ts';

type TagInput = Extract<SessionInput, { type: 'tag' }>;

export function seek(turn: Turn, { tap, device }: TagInput, sought: IdentifiedSought): void {
  turn.begin('tag');
  const requestId = turn.context.newId;
  turn.patch({ seeking: { requestId, tap, device } });
  turn.effects.push({ type: 'seek_product', requestId, sought });
  const here = turn.standing();
  turn.patch({ place: here.name === 'attract' ? { name: 'seeking' } : here });
}

/** Nobody waits for the answer any more. */
export function dropSeeking(turn: Turn): void {
  if (turn.state.seeking !== null) turn.patch({ seeking: null });
  if (turn.state.place.name === 'seeking') turn.patch({ place: turn.base() });
}
