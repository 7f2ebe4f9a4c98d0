/** A retailer's feed files as one reading of the catalogue. */
import { dirname, resolve } from 'node:path';
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import { Rejections } from '../rejections.ts';
import type { FeedContext } from './context.ts';
import { readOffers, readReviews, readVariants } from './google/read-google.ts';
import { readGuides, readRelated } from './lists/extras.ts';
import { readStores } from './lists/stores.ts';

export interface FeedFiles {
  stores?: string;
  products?: string;
  local?: string;
  reviews?: string;
  related?: string;
  guides?: string;
}

export interface FeedOptions {
  files: FeedFiles;
  /** Milliseconds since 1970, for sale prices that begin and end. */
  now: number;
  /** BCP 47, of texts that do not say theirs. Default `en`. */
  language?: string;
  /** ISO 4217, of amounts that do not say theirs. Default: that of the stores, when they agree on one. */
  currency?: string;
}

/**
 * Looks at every file, and reads none as a whole. Parts whose file is not given are absent. Relative pictures are relative
 * to the products file.
 * @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS | TW_FEED_MARKUP here or while it is read
 */
export async function openFeeds(options: FeedOptions): Promise<CatalogueInput> {
  const { files, now, language = 'en' } = options;
  const { stores, products, local, reviews, related, guides } = files;
  const currency = options.currency ?? (stores === undefined ? '' : await currencyOf(stores));
  const context: FeedContext = { now, language, currency };
  return {
    ...(stores !== undefined && { stores: (rejections) => readStores({ path: stores, rejections }) }),
    ...(products !== undefined && {
      variants: (rejections) => readVariants({ ...context, path: products, rejections }, 'table'),
    }),
    ...(local !== undefined && {
      offers: (rejections) => readOffers({ ...context, path: local, rejections }, 'table'),
    }),
    ...(reviews !== undefined && {
      reviews: (rejections) => readReviews({ ...context, path: reviews, rejections }),
    }),
    ...(related !== undefined && { related: (rejections) => readRelated({ path: related, rejections }) }),
    ...(guides !== undefined && { guides: (rejections) => readGuides({ path: guides, rejections }) }),
    pictureBase: dirname(resolve(products ?? '.')),
  };
}

/** The currency of all stores that give one; '' when they differ. */
async function currencyOf(stores: string): Promise<string> {
  const currencies = new Set<string>();
  for await (const { store } of readStores({ path: stores, rejections: new Rejections() }))
    if (store.currency !== '') currencies.add(store.currency);
  const [only = ''] = currencies;
  return currencies.size === 1 ? only : '';
}
