/** A retailer's feed files as one reading of the catalogue. */
import { basename, dirname, resolve } from 'node:path';
import { BrokerError } from '../../../errors.ts';
import type { Store } from '../../../contract/domain.ts';
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import { Rejections } from '../rejections.ts';
import type { FeedContext } from './context.ts';
import { detectFeed, FEED_KINDS, type FeedKind } from './detect.ts';
import { readGuides, readRelated } from './lists/extras.ts';
import { readStores } from './lists/stores.ts';
import { partsOf, type FeedParts } from './parts-of.ts';
import { StoreNames } from './store-names.ts';

/** Each is told by its content: `FEEDS` says which kinds may be given as what. */
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
  /** BCP 47, of texts that do not say theirs. Default `en`. */
  language?: string;
  /** ISO 4217, of amounts that do not say theirs. Default: that of the stores, when they agree on one. */
  currency?: string;
  /** Those of the catalogue: they count when no file gives stores. */
  knownStores?: () => readonly Store[];
}

/** The first is what a file is taken for that nothing tells. */
export const FEEDS = {
  products: ['google-products', 'shopify-products', 'schema-org'],
  local: ['google-local', 'shopify-inventory'],
  reviews: ['google-reviews', 'schema-org'],
} as const satisfies Record<string, readonly FeedKind[]>;

/**
 * Looks at every file, and reads none as a whole. Parts that no file gives are absent; what one file gives beside what it was
 * given as (Shopify's products their stock, a page its reviews) counts when no other file was given for it. Relative pictures
 * are relative to the products file.
 * @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE | TW_FEED_COLUMNS | TW_FEED_MARKUP here or while it is read;
 * TW_FEED_KIND here
 */
export async function openFeeds(options: FeedOptions): Promise<CatalogueInput> {
  const { files, language = 'en' } = options;
  const { stores, related, guides } = files;
  for (const list of [stores, related, guides]) if (list !== undefined) await assertList(list);
  const names = new StoreNames();
  if (stores === undefined) for (const store of options.knownStores?.() ?? []) names.add({ store });
  else for await (const row of readStores({ path: stores, rejections: new Rejections() })) names.add(row);
  const currency = options.currency ?? names.currency();
  const { offersAreChanges, ...parts } = await feedParts(files, { language, currency, stores: names });
  return {
    ...(stores !== undefined && { stores: (rejections) => readStores({ path: stores, rejections }) }),
    ...parts,
    ...(offersAreChanges && { offersAreChanges }),
    ...(related !== undefined && { related: (rejections) => readRelated({ path: related, rejections }) }),
    ...(guides !== undefined && { guides: (rejections) => readGuides({ path: guides, rejections }) }),
    pictureBase: dirname(resolve(files.products ?? '.')),
  };
}

async function feedParts(files: FeedFiles, context: FeedContext): Promise<FeedParts> {
  const [products, local, reviews] = [
    await partsAs('products', files.products, context),
    await partsAs('local', files.local, context),
    await partsAs('reviews', files.reviews, context),
  ];
  const stock = files.local === undefined ? products : local;
  const opinions = files.reviews === undefined ? products : reviews;
  return {
    ...(products.variants && { variants: products.variants }),
    ...(stock.offers && { offers: stock.offers }),
    ...(stock.offersAreChanges && { offersAreChanges: true }),
    ...(opinions.reviews && { reviews: opinions.reviews }),
  };
}

async function partsAs(
  role: keyof typeof FEEDS,
  path: string | undefined,
  context: FeedContext,
): Promise<FeedParts> {
  if (path === undefined) return {};
  const detected = await detectFeed(path);
  const kinds: readonly FeedKind[] = FEEDS[role];
  const [usual = 'list'] = kinds;
  const kind = detected.kind ?? usual;
  if (!kinds.includes(kind)) {
    const wanted = kinds.map((each) => FEED_KINDS[each]).join(' or ');
    throw new BrokerError('TW_FEED_KIND', `${basename(path)} is ${FEED_KINDS[kind]}, not ${wanted}.`);
  }
  return partsOf({ path, kind, detected, role }, context);
}

async function assertList(path: string): Promise<void> {
  const { kind = 'list' } = await detectFeed(path);
  if (kind !== 'list')
    throw new BrokerError(
      'TW_FEED_KIND',
      `${basename(path)} is ${FEED_KINDS[kind]}, not ${FEED_KINDS.list}.`,
    );
}
