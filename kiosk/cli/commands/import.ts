/** `tapwall import`: what a retailer has of its feeds into the hub, with progress, counts and every rejected row. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BrokerError, isBrokerError, type BrokerErrorCode } from '../../../broker/errors.ts';
import { FILES_SOURCE, importFeeds } from '../../../broker/hub/import/import-feeds.ts';
import { approveHeld, isHeld } from '../../../broker/hub/import/pipeline/find-held.ts';
import { Rejections } from '../../../broker/hub/import/rejections.ts';
import { HUB_FILE } from '../../../broker/hub/store/schema.ts';
import { KioskError } from '../../errors.ts';
import { systemClock, systemRandom } from '../../system/clock.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { createLogger } from '../../system/logger.ts';
import { loyaltyKey } from '../../system/secrets.ts';
import { printFailure } from '../failure.ts';
import { parseFlags, settingsOf, type ParsedFlags } from '../flags.ts';
import { defaultsOf, IMPORT_SPEC, whatOf, type What } from '../import/flags.ts';
import { importSource } from '../import/import-source.ts';
import { listenForInterruption, type Interruption } from '../import/interruption.ts';
import { OwnFolder } from '../import/own-folder.ts';
import { createImportProgress, type ImportProgress, type Terminal } from '../import/progress.ts';
import { openReport, type ReportFile } from '../import/report-file.ts';
import { heldText, lineOf, rejectionLines, tableOf, unusedText, type Report } from '../import/tell.ts';

/** Nothing is wrong with the command line: somebody has to look, or to try again. */
const LOOK = 1;
const TRY_AGAIN: readonly BrokerErrorCode[] = ['TW_IMPORT_RUNNING', 'TW_FETCH_FAILED', 'TW_FETCH_TIMEOUT'];

export interface Streams {
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: Terminal;
}

/** @throws BrokerError | KioskError for what is wrong with the command line or a feed */
export async function importCommand(args: readonly string[], streams: Streams = process): Promise<number> {
  const flags = parseFlags(IMPORT_SPEC, args);
  if (flags === null) return 0;
  const what = whatOf(flags);
  const defaults = defaultsOf(flags);
  const { values } = settingsOf(flags);
  const dryRun = flags.own['dry-run'] === true;
  const own = new OwnFolder();
  const interruption = listenForInterruption();
  const progress = createImportProgress(streams.stderr);
  const path = flags.own['report'];
  let report: ReportFile | undefined;
  let result: object | undefined;
  try {
    const data = dataFolder(values.data, dryRun, own);
    if (what.kind === 'approval') return approve(data, streams);
    report = typeof path === 'string' ? openReport(path) : undefined;
    const run: Run = {
      stdin: streams.stdin,
      flags,
      defaults,
      data,
      dryRun,
      own,
      interruption,
      progress,
      report,
    };
    const found = await (what.kind === 'feeds' ? runFeeds(run, what) : runSource(run, what));
    progress.end();
    result = lineOf(found, dryRun);
    return tell(found, { result, dryRun, quiet: isQuiet(values.logLevel) }, streams);
  } catch (error) {
    progress.end();
    return failed(error, interruption, streams);
  } finally {
    report?.stop(result);
    interruption.stop();
    own.stop();
  }
}

interface Run extends Pick<Streams, 'stdin'> {
  flags: ParsedFlags;
  defaults: ReturnType<typeof defaultsOf>;
  /** Absolute; the hub's is below. */
  data: string;
  dryRun: boolean;
  own: OwnFolder;
  interruption: Interruption;
  progress: ImportProgress;
  report: ReportFile | undefined;
}

/** A dry run makes none where there is none. */
function dataFolder(path: string, dryRun: boolean, own: OwnFolder): string {
  if (dryRun && !existsSync(join(path, 'hub', HUB_FILE))) return own.path();
  return dryRun ? resolve(path) : prepareDataDir(path);
}

async function runFeeds(run: Run, { feeds }: Extract<What, { kind: 'feeds' }>): Promise<Report> {
  const { flags, data, dryRun, own, interruption, progress, report } = run;
  const { values } = settingsOf(flags);
  const files = { ...feeds };
  for (const [name, where] of Object.entries(feeds))
    if (where === '-')
      files[name as keyof typeof feeds] = await own.keepInput(run.stdin, interruption.signal);
  const key = feeds.customers === undefined ? null : loyaltyKey({ ...values, data }, true);
  if (key === null && feeds.customers !== undefined) throw new KioskError('TW_LOYALTY_KEY');
  return importFeeds({
    ...run.defaults,
    dataDir: `${data}/hub`,
    files,
    ...(key && { loyaltyKey: key }),
    ...(feeds.products === '-' && { pictureBase: process.cwd() }),
    ...(dryRun && { downloads: own.path() }),
    acceptShrink: shrinks(run, FILES_SOURCE),
    dryRun,
    clock: systemClock,
    random: systemRandom,
    logger: createLogger('import', values.logLevel),
    signal: interruption.signal,
    onProgress: (step) => progress.show(step),
    rejections: new Rejections((rejection) => report?.add(rejection)),
  });
}

async function runSource(run: Run, { which }: Extract<What, { kind: 'source' }>): Promise<Report> {
  const { flags, data, dryRun, own, interruption, progress, report } = run;
  const { values } = settingsOf(flags);
  return importSource({
    which,
    sourcesDir: resolve(values.data, values.sourcesDir),
    dataDir: `${data}/hub`,
    dryRun,
    ...(dryRun && { folder: own.path() }),
    acceptShrink: (name) => shrinks(run, name),
    clock: systemClock,
    random: systemRandom,
    logger: createLogger('import', values.logLevel),
    signal: interruption.signal,
    onProgress: (step) => progress.show(step),
    onRejection: (rejection) => report?.add(rejection),
  });
}

/** Whether it may remove much. @throws BrokerError TW_NOT_FOUND when there is nothing to approve */
function shrinks({ flags, data }: Run, source: string): boolean {
  if (flags.own['accept-shrink'] === true) return true;
  if (flags.own['approve'] !== true) return false;
  if (isHeld(`${data}/hub`, source)) return true;
  throw new BrokerError('TW_NOT_FOUND', `No import of ${source} is held.`);
}

function approve(data: string, { stdout }: Streams): number {
  approveHeld(`${data}/hub`, FILES_SOURCE, systemClock.now());
  stdout.write(`${JSON.stringify({ event: 'approved', source: FILES_SOURCE })}\n`);
  return 0;
}

interface Said {
  result: object;
  dryRun: boolean;
  quiet: boolean;
}

/** Whoever wants no good news in the log wants no table of them. */
function isQuiet(logLevel: string): boolean {
  return logLevel !== 'info' && logLevel !== 'debug';
}

function tell(found: Report, { result, dryRun, quiet }: Said, { stdout, stderr }: Streams): number {
  stderr.write(rejectionLines(found));
  if (!quiet) stderr.write(tableOf(found, dryRun));
  stdout.write(`${JSON.stringify(result)}\n`);
  const { held, unused = [] } = found;
  if (held !== null) printFailure(new BrokerError('TW_IMPORT_HELD', heldText(held)), stderr);
  else if (unused.length > 0)
    printFailure(new BrokerError('TW_FEED_UNUSED', unusedText(unused, found)), stderr);
  else return 0;
  return LOOK;
}

function failed(error: unknown, interruption: Interruption, { stderr }: Streams): number {
  const code = interruption.exitCode();
  if (code !== undefined) {
    printFailure(new KioskError('TW_INTERRUPTED'), stderr);
    return code;
  }
  if (!TRY_AGAIN.some((one) => isBrokerError(error, one))) throw error;
  printFailure(error, stderr);
  return LOOK;
}
