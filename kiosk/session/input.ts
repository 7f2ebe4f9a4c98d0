/** Everything that can happen to a display, what it may lead to, and what the reducer may look at meanwhile. */
import type { Customer } from '../../broker/contract/domain.ts';
import type { EventData, Item, NewEvent } from '../../broker/contract/events.ts';
import type { IntentKind, IntentReport } from '../../broker/contract/intents.ts';
import type { ConsentAnswer, VisitBegun, VisitStep } from '../../broker/contract/visit.ts';
import type { NoticeName, Touch } from '../../broker/contract/screen.ts';
import type { DisplaySettings } from '../../broker/contract/settings.ts';
import type {
  Identified,
  IdentifiedProduct,
  IdentifiedSought,
  IdentifiedUnknown,
} from '../identify/identified.ts';
import type { SessionState, WantedRefusal } from './state.ts';

export type SessionInput =
  /** `tap` is an id of this tap, for measuring; `device` is the reader. */
  | { type: 'tag'; tap: string; device: string; identified: Identified }
  | { type: 'tag_removed'; device: string }
  /** Answers to `recognise`. `recognition_failed`: the platform could not be asked. */
  | { type: 'recognised'; requestId: string; customer: Customer }
  /** `notice` and `reason` replace what the card itself suggests. */
  | { type: 'not_recognised'; requestId: string; notice?: NoticeName; reason?: string }
  | { type: 'recognition_failed'; requestId: string }
  /** Answers to `load_wishlist`. */
  | { type: 'wishlist_loaded'; requestId: string; skus: string[] }
  | { type: 'wishlist_failed'; requestId: string }
  /** Answers to `begin_visit`. `offline`: the platform could not be asked, or has nothing to sign in to. */
  | { type: 'visit_begun'; requestId: string; begun: VisitBegun }
  | { type: 'visit_failed'; requestId: string; reason: 'offline' | 'busy' }
  /** How a visit by phone goes on, as the platform pushes it. */
  | {
      type: 'visit_step';
      visit: string;
      step: VisitStep;
      customer?: Customer;
      consents?: readonly ConsentAnswer[];
    }
  /** Answers to `change_wishlist`: the list as it is now. */
  | { type: 'wish_changed'; requestId: string; skus: string[] }
  | { type: 'wish_failed'; requestId: string; reason: 'failed' | 'offline' }
  /** Answer to `check_tag`. `unknown`: the platform has no key for such tags. */
  | { type: 'tag_checked'; requestId: string; about: TaggedItem; result: TagCheckResult | 'unknown' }
  /** Answer to `seek_product`: what the tag means now, a product or unknown. */
  | { type: 'sought'; requestId: string; identified: IdentifiedProduct | IdentifiedUnknown }
  | { type: 'touch'; touch: Touch }
  /** The shopper searched: so many results came. */
  | { type: 'searched'; term: string; results: number }
  /** The time a `timer` effect asked for has come. */
  | { type: 'timer' }
  /** `present: null` when the sensor went away and nobody can tell. */
  | { type: 'presence'; device: string; present: boolean | null }
  /** A piece of a product came into the fitting room or left it, as its radio tag tells; each EPC is one piece. */
  | { type: 'garment'; device: string; sku: string; epc: string; present: boolean }
  | { type: 'settings_changed' }
  /** The platform has committed the event of this request. */
  | { type: 'request_acknowledged'; requestId: string }
  /** What became of something the shopper asked for; also of what nobody here waits for any more. */
  | { type: 'intent'; report: IntentReport }
  /** Answer to `ask_intent`: the platform could not be asked, or said no. */
  | { type: 'intent_failed'; key: string; refusal: WantedRefusal | 'offline' }
  | { type: 'catalogue_changed' }
  /** The service is about to stop, or the display is being reloaded. */
  | { type: 'restart' };

export type Effect =
  /**
   * Append to the outbox before the new state is shown. With `requestId`, the acknowledgement of this event must
   * come back as `request_acknowledged`.
   */
  | { type: 'event'; event: NewEvent; requestId?: string }
  | { type: 'recognise'; uid: string; requestId: string }
  /** As `recognise`, of a code that a phone shows. */
  | { type: 'recognise_pass'; pass: string; requestId: string }
  /** As `recognise`, of a card that signs what it says. */
  | { type: 'recognise_signed'; sun: string; requestId: string }
  /** Is this tag genuine? The product is on the screen before the answer comes. */
  | { type: 'check_tag'; sun: string; requestId: string; about: TaggedItem }
  /** What is it that this store does not sell? The answer comes within a second or two. */
  | { type: 'seek_product'; requestId: string; sought: IdentifiedSought }
  | { type: 'load_wishlist'; token: string; requestId: string }
  /** Asks the platform for something. The same key again is the same wish. */
  | { type: 'ask_intent'; question: IntentQuestion }
  | { type: 'drop_intent'; key: string }
  /** The code of a hand-over is on the screen. */
  | { type: 'intent_shown'; key: string }
  | { type: 'change_wishlist'; token: string; sku: string; wanted: boolean; requestId: string }
  /** Asks for a code that a phone can confirm. */
  | { type: 'begin_visit'; requestId: string }
  | { type: 'cancel_visit'; visit: string }
  /** Replaces the display's one timer; null takes it away. */
  | { type: 'timer'; at: number | null }
  /**
   * The shopper withdrew their consent: delete every event of this session, and have the platform delete what it has.
   * Durable before the new state is shown; followed by `forget`.
   */
  | { type: 'withdraw'; sessionId: string }
  /** A session is over: drop whatever else is held about the shopper. */
  | { type: 'forget' };

export interface IntentQuestion {
  key: string;
  kind: IntentKind;
  sku: string;
  storeCode: string | null;
  /** Of the recognised shopper, for an order. */
  token: string | null;
  items: Item[];
}

/** The item of a signed tag, for an answer that may come when its session is over. */
export interface TaggedItem {
  device: string;
  sku: string;
  gtin?: string;
}

export type TagCheckResult = EventData<'tag_checked'>['result'];

export interface SessionContext {
  /** Epoch milliseconds. */
  now: number;
  /** A fresh unique id for every call, at most 64 characters (UUIDv7 outside tests). */
  newId: string;
  display: { id: string; kind: 'wall' | 'room' };
  settings: DisplaySettings;
  /** What the platform lets shoppers ask for at this store. */
  offered: readonly IntentKind[];
  /** The item as events name it, with `item_group_id`; undefined when the catalogue does not have the SKU. */
  item(sku: string): Item | undefined;
  /** True of what the store does not sell, though it is known here. */
  isOutside(sku: string): boolean;
}

export interface Reduction {
  state: SessionState;
  effects: Effect[];
}
