/** From the state of a display to what its browser is told: a pure function of state and catalogue. */
import type {
  NoticeName,
  PersonOffer,
  ProductView,
  Screen,
  ScreenMessage,
} from '../../broker/contract/screen.ts';
import type { Services } from '../../broker/contract/services.ts';
import { LANGUAGES, type DisplaySettings, type Language } from '../../broker/contract/settings.ts';
import { canJoin, joinView, NOT_THERE, wishOf } from './person-view.ts';
import type { Page, SessionState } from '../session/state.ts';
import { waysOf } from '../session/wanted.ts';
import { attractCards, wishlistLines } from './lists.ts';
import { withMemberPrice } from './member-price.ts';
import { productView, type Viewpoint } from './product-view.ts';
import type { ShownCatalogue } from './shown-catalogue.ts';
import { intentViews } from './wanted.ts';

export interface ScreenContext {
  display: ScreenMessage['display'];
  storeCode: string;
  catalogue: ShownCatalogue;
  settings: DisplaySettings;
  revision: number;
  online: boolean;
  /** What the hub's sources give: screens hide the rest. */
  services: Services;
  /** Epoch milliseconds. */
  now: number;
}

type ProductPage = Extract<Page, { name: 'product' }>;

const MOST_INVITATIONS = 8;

export function screenMessage(state: SessionState, context: ScreenContext): ScreenMessage {
  const { display, settings, revision, online, catalogue, storeCode, services } = context;
  const language = state.language ?? settings.language;
  const screen = screenOf(state, context, { storeCode, language, gives: services });
  return {
    type: 'screen',
    display,
    store: { storeCode, name: catalogue.store(storeCode)?.name ?? '' },
    revision,
    tap: state.tap,
    screen,
    offer: offerOf(state, services),
    recognised: state.person !== null,
    gives: { stock: services.stock, reviews: services.reviews },
    canJoin: canJoin(state, context),
    request: requestOf(state),
    intents: intentViews(state.wanted, catalogue, { storeCode, language, gives: services }),
    ways: waysOf({ display, offered: services.intents }, isOutside(screen)),
    idle: idleOf(state, context),
    language,
    languages: LANGUAGES,
    settings,
    online,
  };
}

function isOutside(screen: Screen): boolean {
  return screen.name === 'product' && screen.product.outside === true;
}

function screenOf(state: SessionState, context: ScreenContext, at: Viewpoint): Screen {
  const { place } = state;
  switch (place.name) {
    case 'attract':
      return { name: 'attract', products: invitations(context, at.language) };
    case 'product':
      return productScreen(state, place, { context, at });
    case 'wishlist':
      return wishlistScreen(state, context, at);
    case 'room':
      return roomScreen(state, context, at);
    case 'notice':
      return notice(place.notice);
    case 'join':
      return { name: 'join', join: joinView(state, context) };
    case 'recognising':
    case 'seeking':
    case 'welcome':
    case 'search':
      break;
  }
  return { name: place.name };
}

function productScreen(
  state: SessionState,
  page: ProductPage,
  { context, at }: { context: ScreenContext; at: Viewpoint },
): Screen {
  const product = productView(context.catalogue, page.sku, at);
  if (product === undefined) return notice('unknown_product');
  const wish = wishOf(state, page.sku, context);
  const shown = withMember(withCheck(product, state), state, context);
  return { name: 'product', product: wish === null ? shown : { ...shown, wish }, panel: page.panel };
}

/** The mark is about the piece that was tapped: it goes when another variant is looked at, and comes back with it. */
function withCheck(product: ProductView, { checks }: SessionState): ProductView {
  const check = checks.find(({ sku }) => sku === product.sku);
  return check === undefined || check.result === 'checking'
    ? product
    : { ...product, authenticity: check.result };
}

function withMember(
  product: ProductView,
  { person }: SessionState,
  { catalogue, now }: ScreenContext,
): ProductView {
  if (person === null || person.tier === '') return product;
  const { tier } = person;
  return { ...product, price: withMemberPrice(product.price, catalogue.variant(product.sku), { tier, now }) };
}

function notice(name: NoticeName): Screen {
  return { name: 'notice', notice: name };
}

/** A resting fitting room is dark and quiet: it invites to nothing. */
function invitations({ catalogue, display }: ScreenContext, language: Language) {
  return display.kind === 'room' ? [] : attractCards(catalogue, MOST_INVITATIONS, language);
}

function wishlistScreen(state: SessionState, context: ScreenContext, at: Viewpoint): Screen {
  return {
    name: 'wishlist',
    displayName: state.person?.displayName ?? '',
    tier: state.person?.tier ?? '',
    items: wishlistLines(context.catalogue, state.wishlist?.skus ?? [], at).map((line) => ({
      ...line,
      wish: wishOf(state, line.card.sku, context) ?? NOT_THERE,
    })),
    loading: state.wishlist?.status === 'loading',
    failed: state.wishlist?.status === 'failed',
  };
}

function roomScreen(state: SessionState, context: ScreenContext, at: Viewpoint): Screen {
  const { catalogue } = context;
  const items = state.garments
    .map(({ shown }) => productView(catalogue, shown, at))
    .filter((view) => view !== undefined)
    .map((view) => withMember(withCheck(view, state), state, context));
  const focus = state.garments.find(({ tag }) => tag === state.focus)?.shown ?? null;
  return { name: 'room', items, focus };
}

/** While the list itself is on the screen there is nothing to offer. */
function offerOf({ person, place }: SessionState, services: Services): PersonOffer | null {
  if (person === null || person.dismissed || place.name === 'wishlist' || place.name === 'join') return null;
  const { displayName, tier, wishlistCount } = person;
  return { displayName, tier, wishes: person.wishes && services.wishlist, wishlistCount };
}

function requestOf({ request }: SessionState): ScreenMessage['request'] {
  return request === null ? null : { kind: request.kind, sku: request.sku, state: request.state };
}

function idleOf({ warnedAt }: SessionState, { settings, now }: ScreenContext): ScreenMessage['idle'] {
  if (warnedAt === null) return null;
  const left = warnedAt + settings.warningSeconds * 1000 - now;
  return { secondsLeft: Math.max(0, Math.ceil(left / 1000)) };
}
