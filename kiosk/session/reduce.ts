/**
 * The session of a display as a pure function: (state, input) → (state, effects).
 *
 * No I/O, no clock, no randomness: time, ids, settings and the catalogue come in by the context.
 */
import type { Effect, Reduction, SessionContext, SessionInput } from './input.ts';
import { onVisitBegun, onVisitFailed, onVisitStep } from './join.ts';
import {
  onNotRecognised,
  onRecognised,
  onRecognitionFailed,
  onWishlistFailed,
  onWishlistLoaded,
} from './people.ts';
import { onGarment, onPresence } from './room.ts';
import { onTagChecked } from './signed-tags.ts';
import { sameScreen, type SessionState } from './state.ts';
import { onSought, onTag } from './tags.ts';
import { nextDeadline, onTimer } from './timing.ts';
import { onTouch } from './touches.ts';
import { onWishChanged, onWishFailed } from './wishes.ts';
import { Turn } from './turn.ts';
import { onFailed, onReport } from './wanted.ts';

/**
 * Works out what one input does to a display.
 * Effects are in order; carry out the `event` effects before the new state is shown.
 */
export function reduce(before: SessionState, input: SessionInput, context: SessionContext): Reduction {
  const turn = new Turn(before, context);
  handle(turn, input);
  nameTap(turn, before, input);
  return { state: turn.state, effects: [...turn.effects, ...timerEffects(before, input, turn)] };
}

function handle(turn: Turn, input: SessionInput): void {
  switch (input.type) {
    case 'tag':
      onTag(turn, input);
      return;
    case 'recognised':
      onRecognised(turn, input.requestId, input.customer);
      return;
    case 'not_recognised':
      onNotRecognised(turn, input);
      return;
    case 'recognition_failed':
      onRecognitionFailed(turn, input.requestId);
      return;
    case 'tag_checked':
      onTagChecked(turn, input);
      return;
    case 'sought':
      onSought(turn, input);
      return;
    case 'wishlist_loaded':
      onWishlistLoaded(turn, input.requestId, input.skus);
      return;
    case 'wishlist_failed':
      onWishlistFailed(turn, input.requestId);
      return;
    case 'visit_begun':
      onVisitBegun(turn, input);
      return;
    case 'visit_failed':
      onVisitFailed(turn, input);
      return;
    case 'visit_step':
      onVisitStep(turn, input);
      return;
    case 'wish_changed':
      onWishChanged(turn, input);
      return;
    case 'wish_failed':
      onWishFailed(turn, input);
      return;
    case 'touch':
      onTouch(turn, input.touch);
      return;
    case 'searched':
      onSearched(turn, input.term, input.results);
      return;
    case 'timer':
      onTimer(turn);
      return;
    case 'presence':
      onPresence(turn, input);
      return;
    case 'garment':
      onGarment(turn, input);
      return;
    case 'request_acknowledged':
      onRequestAcknowledged(turn, input.requestId);
      return;
    case 'intent':
      onReport(turn, input.report);
      return;
    case 'intent_failed':
      onFailed(turn, input.key, input.refusal);
      return;
    case 'catalogue_changed':
      onCatalogueChanged(turn);
      return;
    case 'restart':
      turn.end('restarted');
      return;
    case 'tag_removed':
    case 'settings_changed':
      return;
  }
}

function onSearched(turn: Turn, term: string, results: number): void {
  if (turn.state.session === null) return;
  turn.activity();
  turn.emit('search', { display: turn.context.display.id, search_term: term.slice(0, 100), results });
}

function onRequestAcknowledged(turn: Turn, requestId: string): void {
  const { request } = turn.state;
  if (request?.requestId === requestId) turn.patch({ request: { ...request, state: 'sent' } });
}

/** What the new catalogue does not have cannot stay on a screen. */
function onCatalogueChanged(turn: Turn): void {
  const has = (sku: string): boolean => turn.context.item(sku) !== undefined;
  const garments = turn.state.garments.filter(({ tag, shown }) => has(tag) && has(shown));
  const focus = garments.find(({ tag }) => tag === turn.state.focus) ?? garments.at(-1);
  const trail = turn.state.trail.filter((page) => page.name !== 'product' || has(page.sku));
  const here = turn.standing();
  if (turn.state.session !== null) turn.patch({ garments, focus: focus?.tag ?? null, trail });
  if (here.name === 'product' && !has(here.sku)) turn.back('finished');
}

/** Notes which tap the screen answers to, so that the time from tap to paint can be measured. */
function nameTap(turn: Turn, before: SessionState, input: SessionInput): void {
  const { session, place } = turn.state;
  const isResting = session === null && place.name === 'attract';
  if (isResting || sameScreen(before, turn.state)) return;
  turn.patch({ tap: tapOf(before, input) });
}

function tapOf({ asking, seeking }: SessionState, input: SessionInput): string | null {
  if (input.type === 'tag') return input.tap;
  if (input.type === 'sought') return seeking?.tap ?? null;
  return isAnswer(input) ? (asking?.tap ?? null) : null;
}

function isAnswer(input: SessionInput): boolean {
  return (
    input.type === 'recognised' || input.type === 'not_recognised' || input.type === 'recognition_failed'
  );
}

function timerEffects(before: SessionState, input: SessionInput, turn: Turn): Effect[] {
  const { settings } = turn.context;
  const at = nextDeadline(turn.state, settings);
  // After these two the timer that is set, if any, is not the one the old state and these settings ask for.
  const isStale = input.type === 'timer' || input.type === 'settings_changed';
  return isStale || at !== nextDeadline(before, settings) ? [{ type: 'timer', at }] : [];
}
