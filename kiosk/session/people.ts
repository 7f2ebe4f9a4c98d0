/** Recognised shoppers: the offer, the wishlist, and that the next person finds nothing of the one before. */
import type { Customer } from '../../broker/contract/domain.ts';
import type { EventData } from '../../broker/contract/events.ts';
import { LANGUAGES, type Language } from '../../broker/contract/settings.ts';
import type { SessionInput } from './input.ts';
import type { Standing } from './state.ts';
import type { Turn } from './turn.ts';

/** The answer counts only while its question stands: sessions end, and other cards are tapped. */
function isAwaited(turn: Turn, requestId: string): boolean {
  return turn.state.asking?.requestId === requestId;
}

export function onRecognised(turn: Turn, requestId: string, customer: Customer): void {
  if (!isAwaited(turn, requestId)) return;
  const method = turn.state.asking?.method ?? 'card';
  turn.patch({ asking: null });
  turn.leaveJoin();
  admitPerson(turn, customer, method);
  const here = turn.standing();
  if (here.name === 'join') turn.returnFromAside();
  else turn.patch({ place: here.name === 'attract' ? { name: 'welcome' } : here });
}

/** Somebody is known now, however it came about. */
export function admitPerson(
  turn: Turn,
  customer: Customer,
  method: EventData<'customer_recognised'>['method'],
): void {
  const { person } = turn.state;
  if (person !== null && person.token !== customer.token) replacePerson(turn);
  const { token, displayName, tier, locale, wishlistCount, wishes = true } = customer;
  turn.patch({
    person: { token, displayName, tier, locale, wishes, wishlistCount, dismissed: false },
  });
  turn.emit('customer_recognised', { display: turn.context.display.id, method });
}

/** Another person is another session. What says nothing about the first one may stay on the screen. */
function replacePerson(turn: Turn): void {
  const { garments, occupied, checks } = turn.state;
  const here = turn.standing();
  turn.end('finished');
  turn.begin('tag');
  const kept: Standing = isNeutral(here) ? here : turn.base();
  const isShown = (sku: string): boolean =>
    (kept.name === 'product' && kept.sku === sku) || garments.some(({ tag }) => tag === sku);
  turn.patch({
    place: kept.name === 'product' ? { ...kept, panel: 'none' } : kept,
    garments: garments.map((garment) => ({ ...garment, shown: garment.tag })),
    focus: garments.at(-1)?.tag ?? null,
    occupied,
    checks: checks.filter(({ sku }) => isShown(sku)),
  });
}

function isNeutral(place: Standing): boolean {
  return place.name === 'product' ? !place.personal : place.name === 'search' || place.name === 'room';
}

type NotRecognised = Extract<SessionInput, { type: 'not_recognised' }>;

export function onNotRecognised(turn: Turn, { requestId, notice, reason }: NotRecognised): void {
  const { asking } = turn.state;
  if (asking === null || !isAwaited(turn, requestId)) return;
  turn.patch({ asking: null });
  turn.emit('tag_unknown', {
    display: turn.context.display.id,
    device: asking.device,
    reason: reason ?? notice ?? asking.otherwise,
  });
  turn.notice(notice ?? asking.otherwise);
}

export function onRecognitionFailed(turn: Turn, requestId: string): void {
  if (!isAwaited(turn, requestId)) return;
  turn.patch({ asking: null });
  turn.notice('cards_offline');
}

/** The only way to a wishlist: the shopper touches the offer, because others can see the screen. */
export function showWishlist(turn: Turn): void {
  const { person, wishlist, language } = turn.state;
  if (person === null || !person.wishes) return;
  turn.open({ name: 'wishlist' });
  turn.patch({ language: language ?? languageOf(person.locale) });
  if (wishlist !== null && wishlist.status !== 'failed') return;
  const requestId = turn.context.newId;
  turn.patch({ wishlist: { requestId, status: 'loading', skus: [] } });
  turn.effects.push({ type: 'load_wishlist', token: person.token, requestId });
}

export function onWishlistLoaded(turn: Turn, requestId: string, skus: string[]): void {
  if (turn.state.wishlist?.requestId !== requestId || turn.state.wishlist.status !== 'loading') return;
  turn.patch({ wishlist: { requestId, status: 'loaded', skus: skus.slice(0, 200) } });
  const items = turn.items(...skus.slice(0, 200)).map((item, index) => ({ ...item, index }));
  turn.emit('view_item_list', { display: turn.context.display.id, list: 'wishlist', items });
}

export function onWishlistFailed(turn: Turn, requestId: string): void {
  if (turn.state.wishlist?.requestId !== requestId || turn.state.wishlist.status !== 'loading') return;
  turn.patch({ wishlist: { requestId, status: 'failed', skus: [] } });
}

/** Touching the offer away; before any product there is nothing else to show. */
export function dismissOffer(turn: Turn): void {
  const { person } = turn.state;
  if (person === null) return;
  turn.patch({ person: { ...person, dismissed: true } });
  if (turn.standing().name === 'welcome') turn.settle(turn.base(), 'finished');
}

/** A visit of somebody who was recognised is deleted; the others are nobody's already. */
export function forgetVisit(turn: Turn): void {
  if (turn.state.person === null) return;
  turn.withdraw();
  turn.notice('forgotten');
}

/** `it-CH` → `it`; null when the screens do not speak it. */
function languageOf(locale: string): Language | null {
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}
