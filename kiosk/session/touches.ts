/** What a touch does. Whatever a browser sends has been validated (contract/touch.ts) but is not trusted. */
import type { Panel, Touch } from '../../broker/contract/screen.ts';
import { dismissOffer, forgetVisit, showWishlist } from './people.ts';
import { focusGarment, showVariantOfGarment } from './room.ts';
import { showJoin } from './join.ts';
import { dropSeeking } from './seeking.ts';
import { changeWish } from './wishes.ts';
import type { Turn } from './turn.ts';
import { askFor, drop } from './wanted.ts';

/** Touches that are a beginning. The others mean nothing while nobody uses the display. */
const BEGINNINGS: ReadonlySet<Touch['action']> = new Set([
  'open_product',
  'show_search',
  'call_associate',
  'set_language',
  'show_join',
  'add_to_wishlist',
]);

/** Touches that lead nowhere else. */
const QUIET: ReadonlySet<Touch['action']> = new Set(['activity', 'stay', 'set_language']);

export function onTouch(turn: Turn, touch: Touch): void {
  turn.activity();
  // Who goes on is not brought back by an answer.
  if (!QUIET.has(touch.action)) dropSeeking(turn);
  // A resting fitting room shows nothing to touch: any touch wakes it.
  const wakes = touch.action === 'activity' && turn.context.display.kind === 'room';
  if (BEGINNINGS.has(touch.action) || wakes) turn.begin('touch');
  const place = turn.state.place;
  if (turn.state.session === null) {
    if (place.name === 'notice' && (touch.action === 'back' || touch.action === 'finish'))
      turn.end('finished');
    return;
  }
  switch (touch.action) {
    case 'activity':
    case 'stay':
      return;
    case 'back':
      goBack(turn);
      return;
    case 'finish':
      turn.end('finished');
      return;
    case 'forget':
      forgetVisit(turn);
      return;
    case 'show_wishlist':
      showWishlist(turn);
      return;
    case 'dismiss_offer':
      dismissOffer(turn);
      return;
    case 'show_search':
      turn.open({ name: 'search' });
      return;
    case 'show_join':
      showJoin(turn, null);
      return;
    case 'add_to_wishlist':
    case 'remove_from_wishlist':
      changeWish(turn, touch.sku, touch.action === 'add_to_wishlist');
      return;
    case 'call_associate':
      request(turn, 'associate', null);
      return;
    case 'request_size':
      request(turn, 'size', touch.sku);
      return;
    case 'select_variant':
      selectVariant(turn, touch.sku);
      return;
    case 'open_product':
      openProduct(turn, touch.sku, touch.list);
      return;
    case 'show_panel':
      showPanel(turn, touch.panel);
      return;
    case 'ask_intent':
      askFor(turn, touch);
      return;
    case 'drop_intent':
      drop(turn, touch.key);
      return;
    case 'set_language':
      turn.patch({ language: touch.language });
      return;
  }
}

function goBack(turn: Turn): void {
  const { place } = turn.state;
  if (place.name === 'notice') turn.settle(place.before, 'finished');
  else if (place.name === 'product' && place.panel !== 'none')
    turn.patch({ place: { ...place, panel: 'none' } });
  else if (place.name === 'join') {
    turn.leaveJoin();
    turn.back('finished');
  } else turn.back('finished');
}

function openProduct(turn: Turn, sku: string, list: string): void {
  const items = turn.items(sku);
  const here = turn.standing();
  if (items.length === 0) return;
  if (here.name === 'product' && here.sku === sku) return;
  // The touch may have been under way when another person took over the display.
  if (list === 'wishlist' && turn.state.wishlist?.skus.includes(sku) !== true) return;
  const display = turn.context.display.id;
  turn.emit('select_item', { display, list, items });
  if (list === 'room' && focusGarment(turn, sku)) return;
  const personal = list === 'wishlist' || (list === 'related' && here.name === 'product' && here.personal);
  turn.open({ name: 'product', sku, panel: 'none', personal });
  turn.emit('view_item', { display, items });
}

function selectVariant(turn: Turn, sku: string): void {
  const here = turn.standing();
  const items = turn.items(sku);
  if (items.length === 0) return;
  if (here.name === 'product') {
    if (here.sku === sku || turn.productOf(here.sku) !== turn.productOf(sku)) return;
    turn.patch({ place: { ...here, sku } });
  } else if (here.name !== 'room' || !showVariantOfGarment(turn, sku)) return;
  turn.emit('view_item', { display: turn.context.display.id, items });
}

function showPanel(turn: Turn, panel: Panel): void {
  const here = turn.standing();
  if (here.name === 'product') {
    if (here.panel === panel) return;
    turn.patch({ place: { ...here, panel } });
    sayPanel(turn, panel, here.sku);
  } else if (here.name === 'room' && panel !== 'none') {
    const garment = turn.state.garments.find((entry) => entry.tag === turn.state.focus);
    if (garment === undefined) return;
    turn.open({ name: 'product', sku: garment.shown, panel, personal: false });
    sayPanel(turn, panel, garment.shown);
  }
}

function sayPanel(turn: Turn, panel: Panel, sku: string): void {
  const display = turn.context.display.id;
  if (panel === 'reviews') turn.emit('review_read', { display, product: turn.productOf(sku) });
  if (panel === 'stores') turn.emit('stock_checked', { display, items: turn.items(sku) });
}

/** Asks the team. Asking twice for the same thing while it stands asks once. */
function request(turn: Turn, kind: 'size' | 'associate', sku: string | null): void {
  // In a fitting room somebody brings it, and the screen follows them.
  if (kind === 'size' && sku !== null && turn.context.display.kind === 'room')
    askFor(turn, { kind: 'room', sku });
  const { request: standing } = turn.state;
  if (standing?.kind === kind && standing.sku === sku) return;
  const items = sku === null ? [] : turn.items(sku);
  if (kind === 'size' && items.length === 0) return;
  const requestId = turn.context.newId;
  const display = turn.context.display.id;
  turn.patch({ request: { kind, sku, state: 'sending', requestId } });
  if (kind === 'size') turn.emit('size_requested', { display, items }, requestId);
  else turn.emit('associate_called', { display }, requestId);
}
