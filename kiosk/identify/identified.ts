/** What a reading means to a shop. Given in one place, so that nothing behind it has to know about tags. */
import type { NoticeName } from '../../broker/contract/screen.ts';

export interface IdentifiedProduct {
  kind: 'product';
  sku: string;
  /** GTIN-14 the tag carried; absent when a bound UID named the product. */
  gtin?: string;
  /** URL of a tag that signs what it says; the platform can tell whether it is genuine. Never stored or logged. */
  sun?: string;
}

/** Something that may be a loyalty card: only the platform can tell. */
export interface IdentifiedCard {
  kind: 'card';
  /** Upper-case hexadecimal. Never stored, logged or sent: `cardToken` of it is. */
  uid: string;
  /** URL of a card that signs what it says; asked with instead of the UID. Never stored or logged. */
  sun?: string;
  /** Code of a phone; asked with instead of the UID, which is empty. Never stored or logged. */
  pass?: string;
  /** What to say when the platform does not know the card. */
  otherwise: Extract<NoticeName, 'unknown_card' | 'blank_tag' | 'foreign_tag'>;
}

export interface IdentifiedUnknown {
  kind: 'unknown';
  notice: NoticeName;
  /** Machine-readable; goes into a `tag_unknown` event. Carries no UID. */
  reason: string;
  gtin?: string;
}

/** A good tag of something that this store does not sell: the platform is asked what it is. */
export interface IdentifiedSought {
  kind: 'sought';
  key: { gtin: string } | { sku: string };
  gtin?: string;
  /** As of a product. Never stored or logged. */
  sun?: string;
  /** What it is when the platform does not know it, or cannot be asked. */
  otherwise: IdentifiedUnknown;
}

export type Identified = IdentifiedProduct | IdentifiedCard | IdentifiedUnknown | IdentifiedSought;

/** The look-ups that identifying needs; a Replica has them. */
export interface TagCatalogue {
  skuOfGtin(gtin14: string): string | undefined;
  skuOfBinding(uid: string): string | undefined;
}
