/** What each kind of feed gives of a catalogue. */
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import { Rejections } from '../rejections.ts';
import type { FeedContext, FeedReading } from './context.ts';
import type { Detected, FeedKind } from './detect.ts';
import { mentions } from './files/mentions.ts';
import { readOffers, readReviews, readVariants } from './google/read-google.ts';
import {
  readLinkedOffers,
  readLinkedReviews,
  readLinkedVariants,
  type LinkedMarkup,
} from './schema-org/read-linked.ts';
import { readShopifyInventory } from './shopify/inventory.ts';
import { readShopifyStock, readShopifyVariants } from './shopify/variants.ts';

export type FeedParts = Pick<CatalogueInput, 'variants' | 'offers' | 'offersAreChanges' | 'reviews'>;

export interface KnownFeed {
  path: string;
  kind: FeedKind;
  detected: Detected;
  role: 'products' | 'local' | 'reviews';
}

/** `again`: another part of the file is read, which reports the faults of the file itself. */
type Reading = (to: Rejections, again?: boolean) => FeedReading;

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE. */
export async function partsOf(
  { path, kind, detected, role }: KnownFeed,
  context: FeedContext,
): Promise<FeedParts> {
  const { markup, changes } = detected;
  const reading: Reading = (rejections, again = false) => {
    const fileFaults = again ? new Rejections() : rejections;
    return { ...context, path, rejections, fileFaults };
  };
  const google = markup === 'xml' ? 'xml' : 'table';
  switch (kind) {
    case 'google-products':
      return { variants: (to) => readVariants(reading(to), google) };
    case 'google-local':
      return {
        offers: (to) => readOffers(reading(to), google),
        ...(changes && { offersAreChanges: true }),
      };
    case 'google-reviews':
      return { reviews: (to) => readReviews(reading(to)) };
    case 'shopify-products':
      return shopifyParts(context, reading);
    case 'shopify-inventory':
      return { offers: (to) => readShopifyInventory(reading(to)) };
    case 'schema-org':
      return linkedParts(
        { path, markup: markup === 'html' ? 'html' : 'json', again: role === 'products' },
        reading,
      );
    case 'list':
      break;
  }
  return {};
}

/** Its quantities are those of a shop with one store: of several it does not say which. */
function shopifyParts(context: FeedContext, reading: Reading): FeedParts {
  const storeCode = context.stores.only();
  return {
    variants: (to) => readShopifyVariants(reading(to)),
    ...(storeCode !== undefined && { offers: (to) => readShopifyStock(reading(to, true), storeCode) }),
  };
}

/** A page without reviews says nothing about reviews: those of other sources stay. */
async function linkedParts(
  { path, markup, again }: { path: string; markup: LinkedMarkup; again: boolean },
  reading: Reading,
): Promise<FeedParts> {
  const mentioned = await mentions(path, ['"review"', '"Review"', 'availableAtOrFrom']);
  const hasReviews = mentioned.has('"review"') || mentioned.has('"Review"');
  return {
    variants: (to) => readLinkedVariants(reading(to), markup),
    ...(hasReviews && { reviews: (to) => readLinkedReviews(reading(to, again), markup) }),
    ...(mentioned.has('availableAtOrFrom') && {
      offers: (to) => readLinkedOffers(reading(to, true), markup),
    }),
  };
}
