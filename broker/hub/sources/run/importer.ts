/** Takes one reading of a source into the catalogue, with its pictures. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceProgress } from '../../../contract/sources.ts';
import type { Clock, Logger } from '../../../ports.ts';
import { importCatalogue, type CatalogueReport } from '../../import/pipeline/import-catalogue.ts';
import { RejectionReport } from '../../import/rejection-report.ts';
import { Rejections, type Rejection } from '../../import/rejections.ts';
import { MEDIA_FOLDER } from '../../media/folder.ts';
import { prunePictures } from '../../media/prune.ts';
import { usedPictures } from '../../media/used-pictures.ts';
import type { CatalogueInput } from '../catalogue-input.ts';
import type { PictureAccess } from '../ports.ts';
import { openPictures } from './pictures.ts';
import { folderOf, reportPath } from './run-record.ts';

export type ImportReport = CatalogueReport;

export interface ImporterOptions {
  dataDir: string;
  source: string;
  clock: Clock;
  logger: Logger;
  signal: AbortSignal;
  onProgress: (step: SourceProgress) => void;
  pictures?: PictureAccess;
  acceptShrink?: boolean;
  dryRun?: boolean;
  /** Told of every row that is left out. */
  onRejection?: (rejection: Rejection) => void;
}

export type Importer = (input: CatalogueInput, options: ImporterOptions) => Promise<ImportReport>;

/** What the folder of pictures may grow to with those that nothing shows any more. */
const MOST_PICTURE_BYTES = 20_000_000_000;

/** @throws BrokerError what `importCatalogue` throws */
export const importInput: Importer = async (input, options) => {
  const { dataDir, signal, clock } = options;
  const table = options.dryRun === true ? undefined : openReport(options);
  const access = options.dryRun
    ? undefined
    : await openPictures(input.pictureBase, { ...options, dataDir, clock, signal });
  try {
    const report = await importCatalogue(input, {
      ...options,
      onProgress: (step) => options.onProgress(step),
      rejections: new Rejections((rejection) => {
        table?.add(rejection);
        options.onRejection?.(rejection);
      }),
      ...(access && { picture: (database, rejections) => access.of(database, rejections) }),
    });
    if (!report.unchanged && report.held === null && options.dryRun !== true) await tidy(options);
    return report;
  } finally {
    access?.stop();
    table?.stop();
  }
};

function openReport({ dataDir, source }: ImporterOptions): RejectionReport {
  mkdirSync(folderOf(dataDir, source), { recursive: true });
  const table = new RejectionReport(reportPath(dataDir, source));
  table.start();
  return table;
}

async function tidy({ dataDir, logger }: ImporterOptions): Promise<void> {
  const folder = join(dataDir, MEDIA_FOLDER);
  if (!existsSync(folder)) return;
  const gone = await prunePictures({ folder, used: usedPictures(dataDir), mostBytes: MOST_PICTURE_BYTES });
  if (gone.files > 0) logger.info(gone, 'pictures that nothing shows any more were removed');
}
