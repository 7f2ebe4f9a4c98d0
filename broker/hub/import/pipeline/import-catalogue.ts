/**
 * Imports one reading of a source: rows are gathered and joined in a file of their own, built into documents, compared with
 * what is there, and only the differences are written, at the end. Until then nothing a kiosk can see has changed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import { CatalogueStore, type CatalogueInfo } from '../../store/catalogue-store.ts';
import type { Counts } from '../../store/catalogue-write.ts';
import { HUB_FILE, openHubDatabase } from '../../store/schema.ts';
import { Rejections, type Rejection } from '../rejections.ts';
import { apply } from './apply.ts';
import { Differences } from './differences.ts';
import { HeldImports } from './held.ts';
import { lockImports } from './import-lock.ts';
import { Known } from './known.ts';
import type { ImportCatalogueOptions } from './options.ts';
import { shrinkOf, type Removals } from './shrink.ts';
import { stageAll } from './stage-all.ts';
import { removeStaging, Staging } from './staging.ts';

export interface CatalogueReport {
  /** What the catalogue has afterwards; when it was held or only tried: what it would have. */
  products: number;
  variants: number;
  offers: number;
  reviews: number;
  /** Rows and pictures that were left out. */
  rejected: number;
  /** Why, up to five thousand of them. */
  rejections: Rejection[];
  /** All stock was said anew, as of the time of the import: also what is as it was. */
  saysAllStock: boolean;
  /** The content is what it was, so nothing was written. */
  unchanged: boolean;
  version: string;
  added: Counts;
  altered: Counts;
  removed: Counts;
  /** Present when nothing was changed because too much would have gone (TW_IMPORT_HELD). */
  held: Removals | null;
}

/**
 * @throws BrokerError TW_IMPORT_RUNNING | TW_FEED_EMPTY, and whatever the source throws; TW_DATABASE_DAMAGED. The catalogue is
 * then what it was before.
 */
export async function importCatalogue(
  input: CatalogueInput,
  options: ImportCatalogueOptions,
): Promise<CatalogueReport> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockImports(dataDir);
  let database: SqliteDatabase | undefined;
  try {
    database = openHubDatabase(join(dataDir, HUB_FILE));
    return await run(input, { ...options, database });
  } finally {
    database?.close();
    removeStaging(dataDir);
    unlock();
  }
}

type Run = ImportCatalogueOptions & { database: SqliteDatabase };

async function run(input: CatalogueInput, options: Run): Promise<CatalogueReport> {
  const { database, dataDir, source, clock, rejections = new Rejections() } = options;
  const catalogue = new CatalogueStore(database);
  const held = new HeldImports(database);
  const [before, base, now] = [catalogue.info(), catalogue.current().revision, clock.now()];
  const staging = new Staging(dataDir);
  try {
    const differences = new Differences(staging);
    const known = new Known(staging, input);
    let saysAllStock = input.offers !== undefined && input.offersAreChanges !== true;
    const older = (): void => void (saysAllStock = false);
    await stageAll(input, { ...options, staging, rejections, differences, known, now, older });
    staging.close();
    const shrink = shrinkOf(differences.removed, before);
    const stopped = shrink && !options.acceptShrink && !held.isApproved(source) ? shrink : null;
    if (!stopped && !options.dryRun) {
      database.prepare('ATTACH ? AS stage').run(staging.path);
      await apply({ ...options, differences, base, now, rejected: rejections.count });
      held.release(source);
    } else if (stopped && !options.dryRun) held.hold(source, stopped, now);
    const written = !stopped && !options.dryRun;
    const found = { before, differences, rejections, held: stopped, saysAllStock };
    return reportOf(written ? catalogue.info() : null, found);
  } finally {
    staging.close();
  }
}

interface Found {
  before: CatalogueInfo | null;
  differences: Differences;
  rejections: Rejections;
  held: Removals | null;
  saysAllStock: boolean;
}

function reportOf(
  after: CatalogueInfo | null,
  { before, differences, rejections, held, saysAllStock }: Found,
): CatalogueReport {
  const { added, altered, removed, total } = differences;
  const count = (kind: keyof Counts, name: 'products' | 'variants' | 'offers' | 'reviews'): number =>
    after ? after[name] : (before?.[name] ?? 0) + added[kind] - removed[kind];
  return {
    products: count('product', 'products'),
    variants: count('variant', 'variants'),
    offers: count('offer', 'offers'),
    reviews: count('review', 'reviews'),
    rejected: rejections.count,
    rejections: rejections.list,
    saysAllStock,
    unchanged: total === 0,
    version: after?.version ?? before?.version ?? '',
    added,
    altered,
    removed,
    held,
  };
}
