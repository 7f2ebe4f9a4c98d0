/** `tapwall import`: the feeds of a retailer into the hub, with progress, counts and every rejected row. */
import { createImportProgress } from '../import-progress.ts';
import { importFeeds } from '../../../broker/hub/import/import-feeds.ts';
import { KioskError } from '../../errors.ts';
import { systemClock } from '../../system/clock.ts';
import { prepareDataDir } from '../../system/data-dir.ts';
import { createLogger } from '../../system/logger.ts';
import { loyaltyKey } from '../../system/secrets.ts';
import { parseFlags, settingsOf, type FlagSpec, type ParsedFlags } from '../flags.ts';

const SPEC: FlagSpec = {
  command: 'import',
  settings: ['data', 'loyaltyKeyFile', 'logLevel'],
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
  },
};

const REQUIRED = ['stores', 'products', 'local', 'reviews'] as const;
const OPTIONAL = ['customers', 'related', 'guides'] as const;
/** Enough to see what is wrong; the counts by reason say the rest. */
const SHOWN_REJECTIONS = 20;

export async function importCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const files = filesOf(flags);
  const { values } = settingsOf(flags);
  const data = prepareDataDir(values.data);
  const key = loyaltyKey({ ...values, data }, true);
  if (key === null) throw new KioskError('TW_LOYALTY_KEY');
  const progress = createImportProgress(process.stderr);
  const report = await importFeeds({
    dataDir: `${data}/hub`,
    files,
    loyaltyKey: key,
    clock: systemClock,
    logger: createLogger('import', values.logLevel),
    onProgress: (step) => progress.show(step),
  });
  progress.end();
  sayRejections(report.rejections);
  const { products, variants, offers, reviews, rejected } = report;
  process.stdout.write(
    `${JSON.stringify({ event: 'imported', products, variants, offers, reviews, rejected })}\n`,
  );
  return 0;
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

function sayRejections(rejections: Report['rejections']): void {
  for (const { file, line, id, code, reason } of rejections.slice(0, SHOWN_REJECTIONS)) {
    process.stderr.write(`  rejected ${file}:${line} ${id} ${code}: ${reason}\n`);
  }
  const rest = rejections.length - SHOWN_REJECTIONS;
  if (rest > 0) process.stderr.write(`  … and ${rest} more\n`);
}
