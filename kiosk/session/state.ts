/**
 * The state of one display: what a shopper sees and what the kiosk knows about them, and nothing else.
 *
 * It is JSON: it holds SKUs, never views, and never a card's UID. A display without a session is in `RESTING`,
 * exactly; that is how "everything of the shopper is gone" can be tested.
 */
import type { IntentKind, IntentReport } from '../../broker/contract/intents.ts';
import type { JoinView, NoticeName, Panel, RequestView } from '../../broker/contract/screen.ts';
import type { Language } from '../../broker/contract/settings.ts';
import type { IdentifiedCard } from '../identify/identified.ts';

/** A screen that one can come back to. */
export type Page =
  | {
      name: 'product';
      sku: string;
      panel: Panel;
      /** Opened from the wishlist: it tells something about the person. */
      personal: boolean;
    }
  | { name: 'wishlist' }
  | { name: 'search' }
  | { name: 'room' };

/** What a notice gives way to. */
export type Standing = Page | { name: 'attract' } | { name: 'welcome' } | { name: 'join' };

export type Place =
  | Standing
  | { name: 'recognising' }
  /** The platform is asked what was tapped. */
  | { name: 'seeking' }
  /** Gives way to `before` by itself at `until` (epoch milliseconds). */
  | { name: 'notice'; notice: NoticeName; until: number; before: Standing };

export interface Person {
  /** Opaque and short-lived; bound to this kiosk by the platform. */
  token: string;
  displayName: string;
  tier: string;
  locale: string;
  /** A source keeps their list. */
  wishes: boolean;
  wishlistCount: number;
  /** The shopper touched the offer away. */
  dismissed: boolean;
}

export interface WishlistState {
  requestId: string;
  status: 'loading' | 'loaded' | 'failed';
  skus: string[];
}

/** A phone is asked for. */
export interface JoinState {
  requestId: string;
  status: JoinView['status'];
  /** Names the visit at the platform; empty while there is no code. */
  visit: string;
  code: string;
  uri: string;
  /** When the code expires, and when it was asked for. Epoch milliseconds. */
  until: number;
  since: number;
  /** What goes onto the list once it is known whose. */
  wish: string | null;
}

/** What was put on the list, or taken off it, in this session. */
export interface WishState {
  requestId: string;
  sku: string;
  wanted: boolean;
  status: 'sending' | 'done' | 'failed' | 'offline';
}

/** A tapped tag that signs what it says, and whether it is genuine. Holds nothing of the tag itself. */
export interface TagCheckState {
  requestId: string;
  /** SKU of the tag. */
  sku: string;
  /** `unchecked`: nobody could tell, or the tag is not what it says; a screen does not tell these apart. */
  result: 'checking' | 'genuine' | 'unchecked';
}

/** What the shopper asked for. What became of it is the platform's word, and nothing else is promised. */
export interface WantedState {
  key: string;
  kind: IntentKind;
  sku: string;
  /** Where it is fetched, of a pickup; null: here. */
  storeCode: string | null;
  /** `known`: there is a report. `offline`: the platform did not answer. `refused`: it said no. */
  status: 'asking' | 'known' | 'offline' | 'refused';
  report: IntentReport | null;
  refusal: WantedRefusal | null;
}

/** `unknown_person`: an order by somebody the platform no longer knows. `failed`: for a reason that is not the shopper's. */
export type WantedRefusal = 'unknown_person' | 'sold_out' | 'too_many' | 'failed';

export interface Garment {
  /** SKU of the tag that entered. */
  tag: string;
  /** SKU on the screen: the same, or another variant the shopper looks at. */
  shown: string;
  /** Its pieces that radio tags tell of; absent for a garment that was only held to the reader. */
  epcs?: string[];
}

export interface SessionState {
  session: { id: string; startedAt: number } | null;
  place: Place;
  /** Pages that `back` returns to, the nearest last. */
  trail: Page[];
  /** A card is being asked for; the answer must name it. */
  asking: {
    requestId: string;
    tap: string;
    otherwise: IdentifiedCard['otherwise'];
    device: string;
    method: 'card' | 'pass';
  } | null;
  /** The platform is asked for a product; the answer must name it. */
  seeking: { requestId: string; tap: string; device: string } | null;
  /** Signed tags that were tapped in this session, the newest last. */
  checks: TagCheckState[];
  person: Person | null;
  wishlist: WishlistState | null;
  wishes: WishState[];
  join: JoinState | null;
  request: (RequestView & { requestId: string }) | null;
  /** The newest is the last. */
  wanted: WantedState[];
  garments: Garment[];
  /** `tag` of the garment in focus. */
  focus: string | null;
  /** Set while a sensor sees somebody in the room. */
  occupied: { device: string; since: number } | null;
  /** Language the shopper chose; null: that of the display. */
  language: Language | null;
  /** Last touch, tap or movement. Epoch milliseconds; 0 without a session. */
  activeAt: number;
  /** When the "still there?" question appeared; null when it does not stand. */
  warnedAt: number | null;
  /** Tap that caused the present screen; for measuring only. */
  tap: string | null;
}

/** A display nobody uses. */
export const RESTING: Readonly<SessionState> = {
  session: null,
  place: { name: 'attract' },
  trail: [],
  asking: null,
  seeking: null,
  checks: [],
  person: null,
  wishlist: null,
  wishes: [],
  join: null,
  request: null,
  wanted: [],
  garments: [],
  focus: null,
  occupied: null,
  language: null,
  activeAt: 0,
  warnedAt: null,
  tap: null,
};

/** True when both states show the same screen: they differ at most in when somebody was last active. */
export function sameScreen(one: SessionState, other: SessionState): boolean {
  const bare = (state: SessionState): string =>
    JSON.stringify({ ...state, activeAt: 0, occupied: state.occupied !== null });
  return one === other || bare(one) === bare(other);
}
