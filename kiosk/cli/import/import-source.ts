/** `tapwall import --source NAME` and `--file FILE`: reads one configured source now, as the hub would. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { BrokerError } from '../../../broker/errors.ts';
import type { Rejection } from '../../../broker/hub/import/rejections.ts';
import type { Clock, Logger, Random } from '../../../broker/ports.ts';
import { SOURCE_KINDS } from '../../../broker/hub/sources/kinds.ts';
import { readSources } from '../../../broker/hub/sources/read-sources.ts';
import { carryOut } from '../../../broker/hub/sources/run/import-job.ts';
import { importInput, type ImportReport } from '../../../broker/hub/sources/run/importer.ts';
import { checkSource, type ConfiguredSource } from '../../../broker/hub/sources/source-file.ts';
import type { SourceProgress } from '../../../broker/contract/sources.ts';

export interface ImportSourceOptions {
  /** Name of a source in `sourcesDir`, or the path of a file like those in it. */
  which: { source: string } | { file: string };
  /** Absolute. */
  sourcesDir: string;
  /** The hub's own folder. */
  dataDir: string;
  dryRun: boolean;
  /** Where it keeps what it fetches, when not in the data folder. */
  folder?: string;
  /** Asked with the name of the source. */
  acceptShrink: (name: string) => boolean;
  clock: Clock;
  random: Random;
  logger: Logger;
  signal: AbortSignal;
  onProgress: (step: SourceProgress) => void;
  onRejection: (rejection: Rejection) => void;
}

/** @throws BrokerError TW_SOURCE_UNKNOWN | TW_SOURCE_INVALID with what is wrong in which file; whatever the import throws */
export async function importSource(options: ImportSourceOptions): Promise<ImportReport> {
  const { which, dataDir, dryRun, clock, random, logger, signal, onProgress, onRejection } = options;
  const { source, base } = await find(which, options.sourcesDir);
  const { name, kind, every, parts } = source;
  const { report } = await carryOut(
    {
      dataDir,
      sourcesDir: base,
      name,
      kind: kind.kind,
      options: source.options,
      every,
      parts,
      known: null,
      ...(options.folder !== undefined && { folder: options.folder }),
    },
    {
      kinds: SOURCE_KINDS,
      importer: (input, about) =>
        importInput(input, { ...about, dryRun, acceptShrink: options.acceptShrink(name), onRejection }),
      clock,
      random,
      logger,
      signal,
      onProgress,
    },
  );
  if (report === null) throw new BrokerError('TW_SOURCE_FAILED');
  return report;
}

async function find(
  which: ImportSourceOptions['which'],
  sourcesDir: string,
): Promise<{ source: ConfiguredSource; base: string }> {
  if ('file' in which) return { source: await ofFile(which.file), base: dirname(resolve(which.file)) };
  const { sources, problems } = await readSources(sourcesDir, SOURCE_KINDS);
  const source = sources.find(({ name }) => name === which.source);
  if (source) return { source, base: sourcesDir };
  const problem = problems.find(({ name }) => name === which.source);
  if (problem) throw new BrokerError('TW_SOURCE_INVALID', problem.message);
  const names = sources.map(({ name }) => name).join(', ') || 'none';
  throw new BrokerError(
    'TW_SOURCE_UNKNOWN',
    `There is no source ${which.source} in ${sourcesDir}; there: ${names}.`,
  );
}

async function ofFile(path: string): Promise<ConfiguredSource> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new BrokerError('TW_SOURCE_INVALID', `${path} cannot be read.`, { cause: error });
  }
  const checked = checkSource(basename(path), { ok: true, text }, SOURCE_KINDS);
  if (checked.ok) return checked.source;
  throw new BrokerError('TW_SOURCE_INVALID', checked.message);
}
