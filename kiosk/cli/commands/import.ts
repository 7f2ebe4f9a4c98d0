/** `tapwall import`: the feeds of a retailer into the hub, with progress, counts and every rejected row. */
import { resolve } from 'node:path';
import { createImportProgress } from '../import-progress.ts';
import { importFeeds } from '../../../broker/hub/import/import-feeds.ts';
import { RejectionReport } from '../../../broker/hub/import/rejection-report.ts';
import { Rejections } from '../../../broker/hub/import/rejections.ts';
import { BrokerError } from '../../../broker/errors.ts';
import { KioskError } from '../../errors.ts';
import { printFailure } from '../failure.ts';
import { systemClock, systemRandom } from '../../system/clock.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { createLogger } from '../../system/logger.ts';
import { loyaltyKey } from '../../system/secrets.ts';
import { importSource, type ImportSourceOptions } from './import-source.ts';
import { parseFlags, settingsOf, type FlagSpec, type ParsedFlags } from '../flags.ts';

const SPEC: FlagSpec = {
  command: 'import',
  settings: ['data', 'sourcesDir', 'loyaltyKeyFile', 'logLevel'],
  own: {
    stores: { type: 'string', description: 'stores, JSON' },
    products: {
      type: 'string',
      description: 'Google product feed, TSV; picture links are relative to this file',
    },
    local: { type: 'string', description: 'Google local inventory feed, TSV' },
    reviews: { type: 'string', description: 'Google product reviews feed 2.0 to 2.4, XML' },
    customers: {
      type: 'string',
      description: 'demo customers with card UIDs and wishlists, JSON (optional)',
    },
    related: { type: 'string', description: 'related products, JSON (optional)' },
    guides: { type: 'string', description: 'guides to products, JSON (optional)' },
    source: {
      type: 'string',
      description: 'instead of files: read this source of `sourcesDir` now, by its name',
    },
    mapping: {
      type: 'string',
      description: 'instead of files: read the source that this file describes, wherever it lies',
    },
    'accept-shrink': {
      type: 'boolean',
      description: 'go on even if more than a fifth of the variants, the stock or the reviews would go',
    },
    'dry-run': { type: 'boolean', description: 'only say what would change' },
    report: { type: 'string', description: 'write every rejected row to this CSV file' },
  },
};

const REQUIRED = ['stores', 'products', 'local', 'reviews'] as const;
const OPTIONAL = ['customers', 'related', 'guides'] as const;
/** Enough to see what is wrong; the counts by reason say the rest. */
const SHOWN_REJECTIONS = 20;

/** Nothing is wrong with the command line: somebody has to look. */
const HELD = 1;

export async function importCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const which = sourceOf(flags);
  if (which !== undefined) return importOne(which, flags);
  const files = filesOf(flags);
  const { values } = settingsOf(flags);
  const data = prepareDataDir(values.data);
  const key = loyaltyKey({ ...values, data }, true);
  if (key === null) throw new KioskError('TW_LOYALTY_KEY');
  const progress = createImportProgress(process.stderr);
  const table = openReport(flags.own['report']);
  const dryRun = flags.own['dry-run'] === true;
  try {
    const report = await importFeeds({
      dataDir: `${data}/hub`,
      files,
      loyaltyKey: key,
      clock: systemClock,
      logger: createLogger('import', values.logLevel),
      onProgress: (step) => progress.show(step),
      rejections: new Rejections((rejection) => table?.add(rejection)),
      acceptShrink: flags.own['accept-shrink'] === true,
      dryRun,
    });
    progress.end();
    return tell(report, dryRun);
  } finally {
    table?.stop();
  }
}

/** One that is configured, or described by a file. */
function sourceOf({ own }: ParsedFlags): ImportSourceOptions['which'] | undefined {
  const { source, mapping } = own;
  if (typeof source !== 'string' && typeof mapping !== 'string') return undefined;
  const other = [...REQUIRED, ...OPTIONAL, 'report'].find((name) => own[name] !== undefined);
  if (other !== undefined || (source !== undefined && mapping !== undefined))
    throw new KioskError(
      'TW_USAGE',
      `--${other ?? 'mapping'} does not go with --${source === undefined ? 'mapping' : 'source'}.`,
    );
  return typeof source === 'string' ? { source } : { file: String(mapping) };
}

async function importOne(which: ImportSourceOptions['which'], flags: ParsedFlags): Promise<number> {
  const { values } = settingsOf(flags);
  const data = prepareDataDir(values.data);
  const progress = createImportProgress(process.stderr);
  const dryRun = flags.own['dry-run'] === true;
  const report = await importSource({
    which,
    sourcesDir: resolve(data, values.sourcesDir),
    dataDir: `${data}/hub`,
    dryRun,
    acceptShrink: flags.own['accept-shrink'] === true,
    clock: systemClock,
    random: systemRandom,
    logger: createLogger('import', values.logLevel),
    onProgress: (step) => progress.show(step),
  });
  progress.end();
  return tell(report, dryRun);
}

function tell(report: Report, dryRun: boolean): number {
  sayRejections(report);
  process.stdout.write(`${JSON.stringify(lineOf(report, dryRun))}\n`);
  if (report.held === null) return 0;
  printFailure(new BrokerError('TW_IMPORT_HELD', heldText(report.held)));
  return HELD;
}

function openReport(path: string | boolean | undefined): RejectionReport | undefined {
  if (typeof path !== 'string') return undefined;
  const report = new RejectionReport(path);
  try {
    report.start();
  } catch (error) {
    throw new KioskError('TW_USAGE', `--report: ${path} cannot be written.`, { cause: error });
  }
  return report;
}

/** The one line on standard output. */
function lineOf(report: Report, dryRun: boolean): object {
  const { products, variants, offers, reviews, rejected, added, altered, removed, held } = report;
  const counts = { products, variants, offers, reviews, rejected };
  if (held !== null) return { event: 'held', rejected, removals: held };
  return dryRun ? { event: 'checked', ...counts, added, altered, removed } : { event: 'imported', ...counts };
}

function heldText(held: NonNullable<Report['held']>): string {
  const much = Object.entries(held).map(([name, { removed, of }]) => `${removed} of ${of} ${name}`);
  return `The import would remove ${much.join(', ')}, so nothing was changed. When that is meant: --accept-shrink.`;
}

type Report = Awaited<ReturnType<typeof importFeeds>>;

function filesOf({ own }: ParsedFlags): Parameters<typeof importFeeds>[0]['files'] {
  const path = (name: string): string => {
    const value = own[name];
    if (typeof value !== 'string') throw new KioskError('TW_USAGE', `--${name} FILE is missing.`);
    return value;
  };
  const [stores, products, local, reviews] = REQUIRED.map(path);
  const optional = Object.fromEntries(
    OPTIONAL.flatMap((name) => (typeof own[name] === 'string' ? [[name, own[name]]] : [])),
  );
  return {
    stores: stores ?? '',
    products: products ?? '',
    local: local ?? '',
    reviews: reviews ?? '',
    ...optional,
  };
}

function sayRejections({ rejections, rejected }: Report): void {
  for (const { file, line, id, code, reason } of rejections.slice(0, SHOWN_REJECTIONS)) {
    process.stderr.write(`  rejected ${file}:${line} ${id} ${code}: ${reason}\n`);
  }
  const rest = rejected - SHOWN_REJECTIONS;
  if (rest > 0) process.stderr.write(`  … and ${rest} more\n`);
}
