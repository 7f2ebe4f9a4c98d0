/**
 * What retailers already run, behind one port for each thing it can give. A source says what it can do and how old its
 * answers may be; the screens hide what no source gives. All of it runs at the hub: a kiosk's browser never talks to a shop.
 */
import type { WishlistItem } from '../../contract/domain.ts';
import type { HostRules } from '../fetch/host-rules.ts';
import type { HostSecrets } from '../fetch/secret-headers.ts';
import type { CatalogueInput } from './catalogue-input.ts';
import type { OfferRow } from './rows.ts';

export const CAPABILITIES = ['catalogue', 'stock', 'reviews', 'people', 'wishlist', 'orders'] as const;
export type Capability = (typeof CAPABILITIES)[number];

export interface SourceCard {
  /** As in the settings: `[a-z0-9_-]{1,32}`. */
  name: string;
  capabilities: readonly Capability[];
  /** Seconds after which what it gave is old, by capability; absent: it is asked each time. */
  freshness: Partial<Record<Capability, number>>;
}

export interface PictureAccess {
  rules: HostRules;
  /** Asked once for each reading. */
  secrets(): Promise<HostSecrets>;
}

/** Gives products, stock and reviews as a whole. */
export interface CatalogueSource {
  readonly card: SourceCard;
  /** Absolute paths of what it reads on this machine: the hub watches them. */
  readonly files?: readonly string[];
  /** Where pictures by URL may be fetched from; absent: nowhere. */
  readonly pictures?: PictureAccess;
  /**
   * By what the present content is known: the same text again, and there is nothing to read. What has to be fetched for
   * that is not fetched again by `open`.
   */
  stamp?(signal: AbortSignal): Promise<string>;
  /** Aborting ends the reading; the catalogue stays as it is. */
  open(signal: AbortSignal): Promise<CatalogueInput>;
}

/** Says which stock has changed, soon after it did. */
export interface StockSource {
  readonly card: SourceCard;
  /** Watches until stopped; answers how to stop. A source that is away is tried again, and `onTrouble` told once. */
  watch(listener: {
    changed(offers: readonly OfferRow[]): void;
    onTrouble(trouble: string | null): void;
  }): () => void;
}

/** A customer as a source knows them. Never leaves the hub as it is. */
export interface Person {
  /** Stable at its source; never shown, never logged, never in a topic. */
  ref: string;
  /** Given name, or initial, at the most. */
  displayName: string;
  /** Empty when the source has none. */
  tier: string;
  locale: string;
}

export interface PeopleSource {
  readonly card: SourceCard;
  /** By the keyed hash of a card (HMAC-SHA-256 of the UID, lower hexadecimal). */
  byCard(hash: string): Promise<Person | undefined>;
  /** By the number of a loyalty card as the shop writes it, for sources that know no hashes. */
  byLoyaltyId(id: string): Promise<Person | undefined>;
  /**
   * By the subject of an OpenID provider.
   * @param accessToken With which the provider lets the customer's own data be asked for, when they have just signed in. A
   * source may keep it in memory for as long as a visit lasts.
   */
  bySubject(issuer: string, subject: string, accessToken?: string): Promise<Person | undefined>;
}

export interface WishlistSource {
  readonly card: SourceCard;
  read(ref: string): Promise<WishlistItem[]>;
  /** Idempotent. */
  add(ref: string, sku: string): Promise<void>;
  remove(ref: string, sku: string): Promise<void>;
}

export interface OrderLine {
  sku: string;
  quantity: number;
}

export interface OrderDraft {
  /** The same key again is the same order. */
  idempotencyKey: string;
  kind: 'reserve' | 'pickup' | 'ship' | 'handover';
  storeCode: string;
  kioskId: string;
  lines: readonly OrderLine[];
  /** Undefined: anonymous. */
  customerRef: string | undefined;
}

export interface PlacedOrder {
  /** The shop's own number. */
  externalRef: string;
  /** As the shop says it. */
  state: 'placed' | 'paid' | 'cancelled';
}

export interface OrderSource {
  readonly card: SourceCard;
  /**
   * What may be ordered there; absent: everything but hand-overs. A `reserve` that it does not take is kept by the hub and the
   * team alone.
   */
  readonly kinds?: readonly OrderDraft['kind'][];
  /** What it has placed is out of `stockOf` already; absent: the hub takes its own promises off. */
  readonly takesPlacedOff?: boolean;
  /** Asked once more at order time: what a screen shows is not a promise. */
  stockOf(storeCode: string, skus: readonly string[]): Promise<ReadonlyMap<string, number | null>>;
  /** @throws BrokerError TW_ORDER_REFUSED with the reason for the person in front of the screen */
  place(order: OrderDraft): Promise<PlacedOrder>;
  cancel(externalRef: string): Promise<void>;
  /**
   * Takes what is handed over to the shop's own checkout, for the shopper's phone; absent: it has none. Nothing is ordered by
   * it, and asking again makes another basket.
   * @throws BrokerError TW_ORDER_REFUSED
   */
  handOver?(order: OrderDraft): Promise<{ url: string }>;
}
