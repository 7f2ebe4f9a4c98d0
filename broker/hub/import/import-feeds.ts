/** Imports a retailer's feeds, of any parts and from files or by URL, and customers for trying. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isBrokerError, BrokerError } from '../../errors.ts';
import type { Random } from '../../ports.ts';
import type { CatalogueInput } from '../sources/catalogue-input.ts';
import { FeedsSource } from '../sources/feeds/feeds-source.ts';
import { IMPORTED } from '../sources/parts-given.ts';
import { openPictures } from '../sources/run/pictures.ts';
import { folderOf } from '../sources/run/run-record.ts';
import { CustomerStore, type CustomerRecord } from '../store/customer-store.ts';
import { HUB_FILE, openHubDatabase } from '../store/schema.ts';
import { storesOf } from '../store/stores-of.ts';
import { canonicalJson } from '../twin/canonical-json.ts';
import type { FeedFiles as CatalogueFiles } from './formats/open-feeds.ts';
import { importCatalogue, type CatalogueReport } from './pipeline/import-catalogue.ts';
import type { ImportCatalogueOptions, ImportStep } from './pipeline/options.ts';
import { readCustomers } from './read-customers.ts';
import { Rejections } from './rejections.ts';

export interface FeedFiles extends CatalogueFiles {
  /** Left out: the customers stay as they are. Never by URL: it holds numbers of cards. */
  customers?: string;
}

export interface ImportOptions extends Omit<ImportCatalogueOptions, 'source' | 'picture'> {
  /** Paths, or http(s) addresses. What is left out stays as it is. */
  files: FeedFiles;
  /** Of amounts and texts that do not say theirs. */
  currency?: string;
  language?: string;
  /** What may be fetched beside the hosts of the feeds themselves. Left out: no pictures by URL, unless a feed comes from one. */
  hosts?: readonly string[];
  /** Hosts with a private address, by exact name. */
  internalHosts?: readonly string[];
  /** Where relative pictures lie, when that is not beside the products. */
  pictureBase?: string;
  /** Where feeds by URL are kept for the next time. Left out: in the data folder. */
  downloads?: string;
  /** Needed for customers alone. */
  loyaltyKey?: Uint8Array;
  random?: Random;
}

/** What a retailer sells, where it lies and what is said of it. */
export const FEED_PARTS = ['stores', 'products', 'stock', 'reviews'] as const;
export type FeedPart = (typeof FEED_PARTS)[number];

export interface ImportReport extends CatalogueReport {
  /** No feed gave these, so they are as they were. */
  kept: FeedPart[];
  /** Every row of these was left out. */
  unused: FeedPart[];
}

/** By this name what is held is let in. */
export const FILES_SOURCE = 'files';

const MOST_BYTES = 4_000_000_000;
const IN_INPUT = { stores: 'stores', products: 'variants', stock: 'offers', reviews: 'reviews' } as const;
/** Only spreads attempts over time. */
const EVEN: Random = { bytes: (count) => new Uint8Array(count), unit: () => 0.5 };

/**
 * @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_KIND | TW_FEED_COLUMNS | TW_FEED_MARKUP | TW_FEED_EMPTY when a whole file is
 * unfit; TW_FETCH_* when it cannot be had; TW_IMPORT_RUNNING | TW_DATABASE_DAMAGED. The catalogue is then what it was before.
 */
export async function importFeeds(options: ImportOptions): Promise<ImportReport> {
  const { files, dataDir, logger, rejections = new Rejections() } = options;
  mkdirSync(dataDir, { recursive: true });
  const { customers: path, ...feeds } = files;
  const { loyaltyKey } = options;
  const customers = path && loyaltyKey ? await readCustomers({ path, rejections }, loyaltyKey) : undefined;
  const source = sourceOf(feeds, options);
  try {
    const unused = new UnusedParts(rejections);
    const onProgress = (step: ImportStep): void => {
      unused.see(step);
      options.onProgress?.(step);
    };
    const { catalogue, kept } = await take(source, { ...options, rejections, onProgress });
    const stopped = catalogue.held !== null || options.dryRun === true;
    const newPeople = customers !== undefined && !stopped && storeCustomers(dataDir, customers);
    const report = { ...catalogue, unchanged: catalogue.unchanged && !newPeople, kept, unused: unused.parts };
    const { version, products, variants, offers, reviews, rejected, unchanged, held } = report;
    logger.debug(
      { version, products, variants, offers, reviews, rejected, unchanged, held: held !== null },
      'feeds were imported',
    );
    return report;
  } finally {
    source.stop();
  }
}

async function take(
  source: FeedsSource,
  options: ImportOptions,
): Promise<{ catalogue: CatalogueReport; kept: FeedPart[] }> {
  const { files, pictureBase, dryRun, signal = new AbortController().signal } = options;
  const opened = await source.open(signal);
  const input = { ...opened, ...(pictureBase !== undefined && { pictureBase }) };
  assertSomething(input, files);
  const { hosts, internalHosts } = source.pictures.rules;
  const mayFetch = hosts.length + internalHosts.length > 0;
  const pictures = dryRun
    ? undefined
    : await openPictures(input.pictureBase, {
        ...options,
        signal,
        ...(mayFetch && { pictures: source.pictures }),
      });
  try {
    const catalogue = await naming(files, () =>
      importCatalogue(input, {
        ...options,
        source: FILES_SOURCE,
        ...(pictures && { picture: (database, into) => pictures.of(database, into) }),
      }),
    );
    return { catalogue, kept: FEED_PARTS.filter((part) => input[IN_INPUT[part]] === undefined) };
  } finally {
    pictures?.stop();
  }
}

/** A feed of which nothing can be used is most likely another shop's, or lacks the feed it refers to. */
class UnusedParts {
  readonly parts: FeedPart[] = [];
  readonly #rejections: Rejections;
  #before = 0;

  constructor(rejections: Rejections) {
    this.#rejections = rejections;
  }

  /** Each part is told once with its total, when it is through. */
  see({ stage, done, total }: ImportStep): void {
    if (total === null || stage === 'pictures' || stage === 'catalogue') return;
    const rejected = this.#rejections.count - this.#before;
    this.#before = this.#rejections.count;
    if (done === 0 && rejected > 0) this.parts.push(stage === 'local' ? 'stock' : stage);
  }
}

function sourceOf(feeds: CatalogueFiles, options: ImportOptions): FeedsSource {
  const { dataDir, clock, logger, random = EVEN, language, currency, hosts, internalHosts } = options;
  return new FeedsSource({
    card: { name: FILES_SOURCE, capabilities: [], freshness: {} },
    context: {
      name: FILES_SOURCE,
      base: process.cwd(),
      folder: options.downloads ?? folderOf(dataDir, FILES_SOURCE),
      every: 0,
      parts: [],
      stores: () => storesOf(dataDir),
      clock,
      random,
      logger,
    },
    feeds,
    settings: {
      bytes: MOST_BYTES,
      ...(language !== undefined && { language }),
      ...(currency !== undefined && { currency }),
      ...(hosts && { hosts }),
      ...(internalHosts && { internalHosts }),
    },
  });
}

/** A page without any product, say. */
function assertSomething(input: CatalogueInput, { customers, ...feeds }: FeedFiles): void {
  const parts = Object.values(IMPORTED).filter((name) => input[name] !== undefined);
  if (customers !== undefined || parts.length > 0) return;
  throw new BrokerError('TW_FEED_EMPTY', `${Object.values(feeds).join(', ')} gives nothing to import.`);
}

/** The pipeline knows no files. */
async function naming<T>({ products }: FeedFiles, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isBrokerError(error, 'TW_FEED_EMPTY')) throw error;
    throw new BrokerError('TW_FEED_EMPTY', `${products} holds no usable row.`, { cause: error });
  }
}

/** False when they are what they were. */
function storeCustomers(dataDir: string, customers: readonly CustomerRecord[]): boolean {
  const database = openHubDatabase(join(dataDir, HUB_FILE));
  try {
    const people = new CustomerStore(database);
    if (canonicalJson(people.all()) === canonicalJson(customers)) return false;
    database.transaction(() => people.replaceAll(customers)).immediate();
    // The log still has those who are not customers any more.
    database.pragma('wal_checkpoint(TRUNCATE)');
    return true;
  } finally {
    database.close();
  }
}
