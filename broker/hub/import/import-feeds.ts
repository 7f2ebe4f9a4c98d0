/** Imports a retailer's feed files, and customers for trying. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isBrokerError, BrokerError } from '../../errors.ts';
import type { SqliteDatabase } from '../../sqlite/open.ts';
import { CustomerStore, type CustomerRecord } from '../store/customer-store.ts';
import { MediaStore } from '../store/media-store.ts';
import { HUB_FILE, openHubDatabase } from '../store/schema.ts';
import { canonicalJson } from '../twin/canonical-json.ts';
import { MEDIA_FOLDER } from '../media/folder.ts';
import { openFeeds, type FeedFiles as CatalogueFiles } from './formats/open-feeds.ts';
import { pictureImport } from './import-pictures.ts';
import { importCatalogue, type CatalogueReport } from './pipeline/import-catalogue.ts';
import type { ImportCatalogueOptions } from './pipeline/options.ts';
import { readCustomers } from './read-customers.ts';
import { Rejections } from './rejections.ts';

export interface FeedFiles extends CatalogueFiles {
  /** Left out: the customers stay as they are. */
  customers?: string;
}

export interface ImportOptions extends Omit<ImportCatalogueOptions, 'source' | 'picture'> {
  /** What is left out stays as it is. */
  files: FeedFiles;
  /** Of amounts and texts that do not say theirs. */
  currency?: string;
  language?: string;
  loyaltyKey: Uint8Array;
}

export type ImportReport = CatalogueReport;

/** By this name what is held is let in. */
export const FILES_SOURCE = 'files';

/**
 * @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_COLUMNS | TW_FEED_MARKUP | TW_FEED_EMPTY when a whole file is unfit;
 * TW_IMPORT_RUNNING | TW_DATABASE_DAMAGED. The catalogue is then what it was before.
 */
export async function importFeeds(options: ImportOptions): Promise<ImportReport> {
  const { files, dataDir, clock, logger, rejections = new Rejections() } = options;
  mkdirSync(dataDir, { recursive: true });
  const { customers: customersFile, ...catalogueFiles } = files;
  const customers = customersFile
    ? await readCustomers({ path: customersFile, rejections }, options.loyaltyKey)
    : undefined;
  const { currency, language } = options;
  const input = await openFeeds({
    files: catalogueFiles,
    now: clock.now(),
    ...(currency !== undefined && { currency }),
    ...(language !== undefined && { language }),
  });
  const folder = join(dataDir, MEDIA_FOLDER);
  const picture = (database: SqliteDatabase, into: Rejections) =>
    pictureImport({
      base: input.pictureBase,
      folder,
      media: new MediaStore(database),
      rejections: into,
      clock,
    });
  const catalogue = await naming(files, () =>
    importCatalogue(input, { ...options, source: FILES_SOURCE, rejections, picture }),
  );
  const stopped = catalogue.held !== null || options.dryRun === true;
  const newPeople = customers !== undefined && !stopped && storeCustomers(dataDir, customers);
  const report = { ...catalogue, unchanged: catalogue.unchanged && !newPeople };
  const { version, products, variants, offers, reviews, rejected, unchanged, held } = report;
  logger.info(
    { version, products, variants, offers, reviews, rejected, unchanged, held: held !== null },
    'feeds were imported',
  );
  return report;
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
    return true;
  } finally {
    database.close();
  }
}
