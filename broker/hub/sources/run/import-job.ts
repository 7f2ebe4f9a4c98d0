/** One reading of one source, from its options to the catalogue. Runs in a thread of its own, or in the command line. */
import { createHash } from 'node:crypto';
import { BrokerError } from '../../../errors.ts';
import type { Store } from '../../../contract/domain.ts';
import type { SourceProgress } from '../../../contract/sources.ts';
import type { Clock, Logger, Random } from '../../../ports.ts';
import { storesOf } from '../../store/stores-of.ts';
import type { CatalogueInput } from '../catalogue-input.ts';
import { IMPORTED, onlyParts, type Part } from '../parts-given.ts';
import type { CatalogueSource } from '../ports.ts';
import type { SourceKind } from '../source-kind.ts';
import type { ImportReport, Importer } from './importer.ts';
import { folderOf } from './run-record.ts';

/** Everything a thread needs to know: plain data. */
export interface ImportJob {
  /** The hub's own folder. */
  dataDir: string;
  sourcesDir: string;
  name: string;
  kind: string;
  options: unknown;
  every: number;
  parts: readonly Part[];
  /** By what the content of the last good reading was known; null: read it whatever it is. */
  known: string | null;
  /** Absolute; where the source keeps things. Left out: its folder in the data folder. */
  folder?: string;
}

export interface JobTools {
  kinds: readonly SourceKind[];
  importer: Importer;
  clock: Clock;
  random: Random;
  logger: Logger;
  signal: AbortSignal;
  onProgress: (step: SourceProgress) => void;
}

export interface JobResult {
  /** Null when the source cannot say. */
  stamp: string | null;
  /** Null when it is what is in the catalogue already, so that nothing was read. */
  report: ImportReport | null;
}

/** @throws BrokerError whatever the source or the import throws */
export async function carryOut(job: ImportJob, tools: JobTools): Promise<JobResult> {
  const { clock, random, logger, signal, onProgress } = tools;
  const kind = tools.kinds.find((one) => one.kind === job.kind);
  if (kind === undefined)
    throw new BrokerError('TW_SOURCE_INVALID', `There is no kind of source ${job.kind}.`);
  const { name, every, parts, sourcesDir: base } = job;
  const { folder = folderOf(job.dataDir, name) } = job;
  const stores = (): readonly Store[] => storesOf(job.dataDir);
  const context = { name, base, folder, every, parts, stores, clock, random, logger };
  const bundle = kind.create(job.options, context);
  try {
    if (bundle.catalogue === undefined)
      throw new BrokerError('TW_SOURCE_NOTHING', `${name} gives nothing that could be read.`);
    onProgress({ stage: 'fetch', done: 0, total: null });
    const stamp = await stampOf(job, bundle.catalogue, signal);
    if (stamp !== null && stamp === job.known) return { stamp, report: null };
    const input = onlyParts(await bundle.catalogue.open(signal), parts);
    assertSomething(input, job);
    const { pictures } = bundle.catalogue;
    const report = await tools.importer(input, {
      dataDir: job.dataDir,
      source: name,
      clock,
      logger,
      signal,
      onProgress,
      ...(pictures && { pictures }),
    });
    return { stamp, report };
  } finally {
    await bundle.stop();
  }
}

/** What the source says of its content, with how it is read: other options make other rows of the same bytes. */
async function stampOf(
  { options, parts }: ImportJob,
  source: CatalogueSource,
  signal: AbortSignal,
): Promise<string | null> {
  const own = await source.stamp?.(signal);
  if (own === undefined) return null;
  return createHash('sha256')
    .update(JSON.stringify([own, options, parts]))
    .digest('hex');
}

function assertSomething(input: CatalogueInput, { name, parts }: ImportJob): void {
  const names = parts.flatMap((part) => IMPORTED[part] ?? []);
  if (names.some((part) => input[part] !== undefined)) return;
  throw new BrokerError('TW_SOURCE_NOTHING', `${name} gave none of ${parts.join(', ')}.`);
}
