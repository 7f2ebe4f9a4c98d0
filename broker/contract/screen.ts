/**
 * What a display shows, as the kiosk sends it to the browser over the WebSocket `/ws?display={id}`, and what the
 * browser sends back. The screen is a pure function of the session, so a reloaded browser shows the same screen.
 * Texts of products and people are plain text: a screen never renders them as markup.
 */
import type { Availability, Guide, Media, Money, Rating } from './domain.ts';
import type { IntentKind, IntentReason, IntentStateName } from './intents.ts';
import type { PairingView } from './pairing-screen.ts';
import type { Services } from './services.ts';
import type { DisplaySettings, Language } from './settings.ts';

/** Stock of one variant at one place, coarse on purpose: `left` is given only when it is 1 or 2. */
export interface StockLine {
  availability: Availability;
  left: number | null;
}

export interface StoreStock extends StockLine {
  storeCode: string;
  name: string;
  /** Straight-line metres from this store; null when a position is unknown. */
  distanceMetres: number | null;
}

/** A reduction is shown only beside its prior price (Directive 98/6/EC, article 6a). */
export interface Price {
  now: Money;
  /** The prior price: the lowest of the 30 days before the reduction. Null when there is no reduction or the price is not known. */
  was: Money | null;
  /** What the shop calls its regular price, when that is higher than the prior price; null without one. */
  regular: Money | null;
  /** What the shopper pays as a member, when that is less; only while they are signed in. */
  member?: { now: Money; /** Empty: every member. */ tier: string };
}

export interface ColourOption {
  name: string;
  /** CSS colour for the swatch, from our own table of colour names. */
  swatch: string;
  /** The variant that a touch on the colour selects: same size when there is one. */
  sku: string;
  selected: boolean;
}

export interface SizeOption {
  label: string;
  sku: string;
  selected: boolean;
  /** Null when no source gives stock: a screen says nothing of it. */
  here: StockLine | null;
  /** Nearest other store that has it; null when none or when it is here. */
  nearest: StoreStock | null;
  online: Availability;
}

export interface ProductCard {
  productId: string;
  sku: string;
  title: string;
  price: Price;
  media: Media | null;
  rating: Rating;
}

export interface Quote {
  body: string;
  title: string;
  author: string;
  lang: string;
  verified: boolean;
  rating: number;
}

/**
 * What is known of the signed tag that was tapped. `unchecked` covers everything but "genuine": a screen in a shop does
 * not accuse; the team hears the reason by an event.
 */
export type Authenticity = 'genuine' | 'unchecked';

export interface ProductView {
  /** This store does not sell it: the shopper has it from elsewhere, and the platform knew what it is. */
  outside?: boolean;
  productId: string;
  sku: string;
  title: string;
  description: string;
  brand: string;
  highlights: string[];
  attributes: { name: string; value: string }[];
  colour: string;
  size: string;
  sizeSystem: string;
  price: Price;
  /** Null when no source gives reviews: a screen has no place for them. Without a count there are none yet. */
  rating: Rating | null;
  reviewLanguages: string[];
  quote: Quote | null;
  /** Pictures of the selected colour first. */
  media: Media[];
  colours: ColourOption[];
  /** Sizes of the selected colour, in size order. */
  sizes: SizeOption[];
  /** Null when no source gives stock. */
  here: StockLine | null;
  shelfLocation: string;
  pickupSla: string;
  /** The other stores, nearest first. */
  stores: StoreStock[];
  online: Availability;
  /** When stock was last confirmed, ISO 8601; null when no source gives stock. */
  stockAsOf: string | null;
  related: ProductCard[];
  guide: Guide | null;
  /** Only of a tag that signs what it says, once the answer is there. */
  authenticity?: Authenticity;
  /** Absent where there is no list to put it on. */
  wish?: WishView;
}

/** On the shopper's list or not, and what became of the last touch. */
export interface WishView {
  on: boolean;
  state: 'ready' | 'sending' | 'failed' | 'offline';
}

export interface WishlistLine {
  wish: WishView;
  card: ProductCard;
  colour: string;
  size: string;
  /** Null when no source gives stock. */
  here: StockLine | null;
  shelfLocation: string;
  nearest: StoreStock | null;
  online: Availability;
}

/** A recognised shopper's offer; nothing of the list is on the screen before they touch it. */
export interface PersonOffer {
  displayName: string;
  /** Empty when there is none. */
  tier: string;
  /** A source keeps their list. */
  wishes: boolean;
  wishlistCount: number;
}

/** Recognition by phone. Code and address are there while it waits, and the code while a phone goes on with it. */
export interface JoinView {
  status: 'asking' | 'waiting' | 'opened' | 'refused' | 'expired' | 'offline' | 'busy';
  /** `WDJB-MJHT` */
  code: string;
  /** What the QR code holds. */
  uri: string;
  secondsLeft: number;
}

/** A request to the team. `sent` once the platform has committed it; until then `sending`. */
export interface RequestView {
  kind: 'size' | 'associate';
  sku: string | null;
  state: 'sending' | 'sent';
}

/** What a shopper wants done, as far as the screen knows. The newest is the last. */
export interface IntentView {
  key: string;
  kind: IntentKind;
  sku: string;
  title: string;
  colour: string;
  size: string;
  /** Where it is fetched or brought; empty when the catalogue does not name the store. */
  storeName: string;
  /** `asking`: no answer yet. `offline`: the platform could not be asked, so nothing was promised. */
  state: IntentStateName | 'asking' | 'offline';
  /** ISO 8601. */
  expiresAt: string | null;
  code: string | null;
  /** Checkout of the shop, for the shopper's phone; shown as a QR code and never opened here. */
  link: string | null;
  /** `unknown_person`: the recognition has passed, or the shop does not know them. */
  reason: IntentReason | 'unknown_person' | null;
  /** The shop's own words about a refusal. */
  note: string | null;
  /** The shopper may still call it off. */
  open: boolean;
}

/** Why a friendly neutral screen is shown. */
export type NoticeName =
  | 'unknown_product' // a good tag of something this store does not sell
  | 'foreign_tag' // a tag that points somewhere else
  | 'blank_tag'
  | 'unreadable_tag' // truncated, lifted half-way, not readable
  | 'unknown_card'
  | 'stale_pass' // the code on a phone was used, is too old, or is none of ours
  | 'cards_offline' // no network: cards cannot be recognised now
  | 'phone' // a phone or a bank card was held to the reader
  | 'forgotten'; // the shopper took their consent back; nothing of the visit is here any more

/** `get`: the ways to have the product. */
export const PANELS = ['none', 'reviews', 'stores', 'guide', 'get'] as const;
export type Panel = (typeof PANELS)[number];

export type Screen =
  | { name: 'attract'; products: ProductCard[] }
  | { name: 'product'; product: ProductView; panel: Panel }
  | { name: 'recognising' }
  /** The platform is asked what was tapped. */
  | { name: 'seeking' }
  | { name: 'welcome' } // a card was tapped before any product: only the offer is shown
  | { name: 'join'; join: JoinView }
  | {
      name: 'wishlist';
      displayName: string;
      tier: string;
      items: WishlistLine[];
      loading: boolean;
      failed: boolean;
    }
  | { name: 'search' }
  | { name: 'notice'; notice: NoticeName }
  | { name: 'room'; items: ProductView[]; focus: string | null }
  /** The kiosk has no place in the fleet yet. */
  | { name: 'pairing'; pairing: PairingView };

export interface ScreenMessage {
  type: 'screen';
  display: { id: string; kind: 'wall' | 'room'; name: string };
  store: { storeCode: string; name: string };
  /** Grows by one with every change; `painted` messages name it. */
  revision: number;
  /** Which tap caused this screen; null when none did. For measuring only. */
  tap: string | null;
  screen: Screen;
  offer: PersonOffer | null;
  /** Somebody was recognised in this session: the screen offers to forget the visit. */
  recognised: boolean;
  /** What some source gives: of the rest nothing is said or promised. */
  gives: Pick<Services, 'stock' | 'reviews'>;
  /** Shoppers may be recognised by their phones here, and nobody is yet. */
  canJoin: boolean;
  request: RequestView | null;
  intents: IntentView[];
  /** What may be asked for here now; orders only by somebody who was recognised. */
  ways: IntentKind[];
  /** The "still there?" question; the browser counts down from `secondsLeft` at receipt. */
  idle: { secondsLeft: number } | null;
  language: Language;
  languages: readonly Language[];
  settings: DisplaySettings;
  /** False while the platform cannot be reached. */
  online: boolean;
}

/** Other messages from the kiosk to the browser. */
export type DisplayMessage = ScreenMessage | { type: 'reload' } | { type: 'identify'; seconds: number };

/** What a shopper does. `activity` is any touch that changes nothing else; it resets the idle timer. */
export type Touch =
  | {
      action:
        | 'activity'
        | 'back'
        | 'finish'
        /** Consent withdrawn: the visit is deleted, here and at the platform. Only after `recognised`. */
        | 'forget'
        | 'stay'
        | 'show_wishlist'
        | 'dismiss_offer'
        | 'show_search'
        /** Asks for a code for the phone; the same again: a new one. */
        | 'show_join'
        | 'call_associate';
    }
  | { action: 'select_variant' | 'request_size'; sku: string }
  | { action: 'add_to_wishlist' | 'remove_from_wishlist'; sku: string }
  | { action: 'open_product'; sku: string; list: 'search' | 'wishlist' | 'related' | 'attract' | 'room' }
  | { action: 'show_panel'; panel: Panel }
  /** Only ways that the screen was told of. `storeCode`: where it is fetched, of a `pickup`. */
  | { action: 'ask_intent'; kind: IntentKind; sku: string; storeCode?: string }
  /** Calls it off; one that is over leaves the screen. */
  | { action: 'drop_intent'; key: string }
  | { action: 'set_language'; language: Language };

export type BrowserMessage =
  | { type: 'touch'; touch: Touch }
  /** Sent after the frame was painted; `at` is epoch milliseconds with fractions. For measuring and for health. */
  | { type: 'painted'; revision: number; part: 'words' | 'photo'; at: number };
