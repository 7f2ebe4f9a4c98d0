/**
 * Imports a retailer's feeds: reads and checks everything, derives the pictures, and swaps the catalogue in one
 * transaction. Until then nothing a kiosk can see has changed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BrokerError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { CatalogueStore, type CatalogueInfo } from '../store/catalogue-store.ts';
import { CustomerStore, type CustomerRecord } from '../store/customer-store.ts';
import { MediaStore } from '../store/media-store.ts';
import { HUB_FILE, openHubDatabase } from '../store/schema.ts';
import { canonicalJson } from '../twin/canonical-json.ts';
import { MEDIA_FOLDER } from '../media/folder.ts';
import { buildProduct, buildVariants, groupRows, NO_RATING } from './build-products.ts';
import { documentsOf, versionOf, type Catalogue } from './documents.ts';
import { importPictures } from './import-pictures.ts';
import { readCustomers, readGuides, readRelated } from './read-extras.ts';
import { readLocal } from './read-local.ts';
import { readProducts, type ReadProducts } from './read-products.ts';
import { ratingsOf, readReviews } from './read-reviews.ts';
import { readStores } from './read-stores.ts';
import { Rejections, type Rejection } from './rejections.ts';

export interface FeedFiles {
  /** JSON list of stores. */
  stores: string;
  /** Google product feed. Relative picture links are relative to this file. */
  products: string;
  /** Google local inventory feed. */
  local: string;
  /** Google product reviews feed, 2.0 to 2.4. */
  reviews: string;
  /** Left out: the customers stay as they are. */
  customers?: string;
  related?: string;
  guides?: string;
}

export interface ImportStep {
  stage: 'stores' | 'products' | 'local' | 'reviews' | 'pictures' | 'catalogue';
  done: number;
  /** Null while it is unknown. */
  total: number | null;
}

export interface ImportOptions {
  dataDir: string;
  files: FeedFiles;
  loyaltyKey: Uint8Array;
  clock: Clock;
  logger: Logger;
  onProgress(step: ImportStep): void;
}

export interface ImportReport {
  products: number;
  variants: number;
  offers: number;
  reviews: number;
  /** Rows and pictures that were left out. */
  rejected: number;
  /** Why, up to five thousand of them. */
  rejections: Rejection[];
  /** The content is what it was, so nothing was written. */
  unchanged: boolean;
  version: string;
}

/**
 * @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_COLUMNS | TW_FEED_MARKUP | TW_FEED_EMPTY when a whole file is unfit;
 * TW_DATABASE_DAMAGED. The catalogue is then what it was before.
 */
export async function importFeeds(options: ImportOptions): Promise<ImportReport> {
  mkdirSync(options.dataDir, { recursive: true });
  const database = openHubDatabase(join(options.dataDir, HUB_FILE));
  try {
    const rejections = new Rejections();
    const catalogue = await readCatalogue(options, { database, rejections });
    const customers = options.files.customers
      ? await readCustomers({ path: options.files.customers, rejections }, options.loyaltyKey)
      : undefined;
    const info = infoOf(catalogue, { rejections, now: options.clock.now() });
    const unchanged = !swap(database, { catalogue, customers, info });
    options.onProgress({ stage: 'catalogue', done: 1, total: 1 });
    const { version, products, variants, offers, reviews, rejected } = info;
    options.logger.info(
      { version, products, variants, offers, reviews, rejected, unchanged },
      'feeds were imported',
    );
    return { products, variants, offers, reviews, rejected, rejections: rejections.list, unchanged, version };
  } finally {
    database.close();
  }
}

interface Tools {
  database: SqliteDatabase;
  rejections: Rejections;
}

async function readCatalogue(options: ImportOptions, { database, rejections }: Tools): Promise<Catalogue> {
  const { files, dataDir, clock } = options;
  const now = clock.now();
  const count = (stage: ImportStep['stage']) => (done: number) => {
    if (done % 100 === 0) options.onProgress({ stage, done, total: null });
  };
  const all = (stage: ImportStep['stage'], total: number): void =>
    options.onProgress({ stage, done: total, total });
  const stores = await readStores(files.stores, rejections);
  all('stores', stores.size);
  const read = await readProducts({ path: files.products, rejections, now, onRow: count('products') });
  if (read.rows.length === 0)
    throw new BrokerError('TW_FEED_EMPTY', `${files.products} holds no usable row.`);
  all('products', read.rows.length);
  const productOfSku = new Map(read.rows.map((row) => [row.sku, row.productId]));
  const skus = new Set(productOfSku.keys());
  const asOf = new Date(now).toISOString();
  const offers = await readLocal({
    path: files.local,
    rejections,
    stores,
    skus,
    asOf,
    onRow: count('local'),
  });
  all('local', offers.length);
  const { byGtin } = read;
  const reviews = await readReviews({
    path: files.reviews,
    rejections,
    productOfSku,
    byGtin,
    onRow: count('reviews'),
  });
  all('reviews', reviews.length);
  const pictures = await importPictures({
    productsFile: files.products,
    rows: read.rows,
    folder: join(dataDir, MEDIA_FOLDER),
    media: new MediaStore(database),
    rejections,
    clock,
    onPicture: (done, total) => options.onProgress({ stage: 'pictures', done, total }),
  });
  const { products, variants } = await assemble(options.files, { read, rejections, pictures, reviews });
  return { stores: [...stores.values()], products, variants, offers, reviews };
}

type AssembleParts = Pick<Tools, 'rejections'> & {
  read: ReadProducts;
  pictures: Awaited<ReturnType<typeof importPictures>>;
  reviews: Catalogue['reviews'];
};

async function assemble(
  files: FeedFiles,
  parts: AssembleParts,
): Promise<Pick<Catalogue, 'products' | 'variants'>> {
  const { read, rejections, pictures, reviews } = parts;
  const groups = groupRows(read.rows);
  const ids = new Set(groups.keys());
  const related = files.related ? await readRelated({ path: files.related, rejections }, ids) : undefined;
  const guides = files.guides ? await readGuides({ path: files.guides, rejections }, ids) : undefined;
  const ratings = ratingsOf(reviews);
  const products = [...groups].map(([id, rows]) =>
    buildProduct(id, {
      rows,
      pictures,
      rating: ratings.get(id) ?? NO_RATING,
      relatedIds: related?.get(id) ?? [],
      guide: guides?.get(id) ?? null,
    }),
  );
  return { products, variants: [...groups.values()].flatMap(buildVariants) };
}

function infoOf(catalogue: Catalogue, about: { rejections: Rejections; now: number }): CatalogueInfo {
  return {
    version: versionOf(catalogue),
    importedAt: new Date(about.now).toISOString(),
    products: catalogue.products.length,
    variants: catalogue.variants.length,
    offers: catalogue.offers.length,
    reviews: catalogue.reviews.length,
    rejected: about.rejections.count,
  };
}

interface Content {
  catalogue: Catalogue;
  customers: CustomerRecord[] | undefined;
  info: CatalogueInfo;
}

/** False when everything is what it was. */
function swap(database: SqliteDatabase, { catalogue, customers, info }: Content): boolean {
  const store = new CatalogueStore(database);
  const people = new CustomerStore(database);
  const newCatalogue = store.version() !== info.version;
  const newPeople = customers !== undefined && canonicalJson(people.all()) !== canonicalJson(customers);
  if (!newCatalogue && !newPeople) return false;
  const documents = newCatalogue ? documentsOf(catalogue) : [];
  const write = database.transaction(() => {
    if (newCatalogue) store.replaceAll(info, documents);
    if (newPeople) people.replaceAll(customers);
  });
  write.immediate();
  return true;
}
