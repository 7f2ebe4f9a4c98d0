/** What an import is told. */
import type { Clock, Logger } from '../../../ports.ts';
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import type { Rejections } from '../rejections.ts';
import type { PictureImport } from './stage-pictures.ts';

export interface ImportStep {
  stage: 'stores' | 'products' | 'local' | 'reviews' | 'pictures' | 'catalogue';
  done: number;
  /** Null while it is unknown. */
  total: number | null;
}

export interface ImportCatalogueOptions {
  /** The hub's own folder. */
  dataDir: string;
  /** `[a-z0-9_-]{1,32}`; what is held is held by it. */
  source: string;
  clock: Clock;
  logger: Logger;
  rejections?: Rejections;
  /** Left out: products keep the pictures they have. */
  picture?: (database: SqliteDatabase, rejections: Rejections) => PictureImport;
  onProgress?: (step: ImportStep) => void;
  /** It is meant that much goes. */
  acceptShrink?: boolean;
  /** Reads, joins and compares, and writes nothing. */
  dryRun?: boolean;
  /** Aborting ends it; the catalogue stays as it is. */
  signal?: AbortSignal;
  /** Differences up to which it writes in one transaction; default 1,500. */
  mostInPlace?: number;
}
