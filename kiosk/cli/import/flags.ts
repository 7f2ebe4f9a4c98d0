/** What `tapwall import` takes, and what of it goes together. */
import { isIP } from 'node:net';
import { HOST_PATTERN } from '../../../broker/hub/fetch/host-rules.ts';
import { isUrl } from '../../../broker/hub/fetch/is-url.ts';
import { KioskError } from '../../errors.ts';
import type { FlagSpec, ParsedFlags } from '../flags.ts';

export const IMPORT_SPEC: FlagSpec = {
  command: 'import',
  settings: ['data', 'sourcesDir', 'loyaltyKeyFile', 'logLevel'],
  own: {
    stores: { type: 'string', description: 'stores, JSON' },
    products: {
      type: 'string',
      description:
        'products: Google product feed (TSV, CSV, XML), Shopify product export, JSON-LD; picture links are relative to it',
    },
    local: {
      type: 'string',
      description: 'stock by store: Google local inventory feed (TSV, CSV, XML), Shopify inventory export',
    },
    reviews: {
      type: 'string',
      description: 'reviews: Google product reviews feed 2.0 to 2.4 (XML), JSON-LD',
    },
    related: { type: 'string', description: 'related products, JSON' },
    guides: { type: 'string', description: 'guides to products, JSON' },
    customers: { type: 'string', description: 'demo customers with card UIDs and wishlists, JSON' },
    currency: {
      type: 'string',
      description: 'currency of amounts that do not say theirs, e.g. EUR; else that of the stores',
    },
    language: { type: 'string', description: 'language of texts that do not say theirs, e.g. de; else en' },
    'allow-host': {
      type: 'string',
      description:
        'hosts that pictures and redirects may come from, with commas between, e.g. cdn.shopify.com',
    },
    'internal-host': {
      type: 'string',
      description: 'the same for hosts of the private network, by exact name or address',
    },
    source: {
      type: 'string',
      description: 'instead of feeds: read this source of `sourcesDir` now, by its name',
    },
    mapping: {
      type: 'string',
      description: 'instead of feeds: read the source that this file describes, wherever it lies',
    },
    'dry-run': { type: 'boolean', description: 'write nothing, only say what would change' },
    approve: {
      type: 'boolean',
      description: 'let in what was held the last time; without feeds: let in what comes next',
    },
    'accept-shrink': {
      type: 'boolean',
      description:
        'hold nothing, even if more than a fifth of the variants, the stock or the reviews would go',
    },
    report: {
      type: 'string',
      description:
        'write every rejected row to this file: JSON with the result if it ends in .json, else CSV',
    },
  },
  examples: [
    'tapwall import --products products.tsv',
    'tapwall import --products products_export.csv --currency EUR --allow-host cdn.shopify.com',
    'tapwall import --products https://shop.example/feed.xml --reviews reviews.xml --dry-run',
    'gzip -dc products.tsv.gz | tapwall import --products -',
  ],
};

/** Those that any subset may be given of. */
export const FEED_FLAGS = [
  'stores',
  'products',
  'local',
  'reviews',
  'related',
  'guides',
  'customers',
] as const;
export type FeedFlag = (typeof FEED_FLAGS)[number];

/** What a source says in its own file. */
const FEED_DEFAULTS = ['currency', 'language', 'allow-host', 'internal-host'] as const;

export type What =
  | { kind: 'feeds'; feeds: Partial<Record<FeedFlag, string>> }
  | { kind: 'source'; which: { source: string } | { file: string } }
  /** Nothing is read. */
  | { kind: 'approval' };

/** @throws KioskError TW_USAGE */
export function whatOf({ own }: ParsedFlags): What {
  if (own['approve'] === true && own['dry-run'] === true)
    throw new KioskError('TW_USAGE', '--approve does not go with --dry-run, which changes nothing.');
  const { source, mapping } = own;
  const feeds = Object.fromEntries(
    FEED_FLAGS.flatMap((name) => (typeof own[name] === 'string' ? [[name, own[name]]] : [])),
  ) as Partial<Record<FeedFlag, string>>;
  if (source === undefined && mapping === undefined) return ofFeeds(feeds, own['approve'] === true);
  const other = [...FEED_FLAGS, ...FEED_DEFAULTS].find((name) => own[name] !== undefined);
  if (other !== undefined || (source !== undefined && mapping !== undefined))
    throw new KioskError(
      'TW_USAGE',
      `--${other ?? 'mapping'} does not go with --${source === undefined ? 'mapping' : 'source'}.`,
    );
  return {
    kind: 'source',
    which: typeof source === 'string' ? { source } : { file: String(mapping) },
  };
}

function ofFeeds(feeds: Partial<Record<FeedFlag, string>>, approve: boolean): What {
  const given = Object.entries(feeds);
  if (given.length === 0 && approve) return { kind: 'approval' };
  if (given.length === 0)
    throw new KioskError(
      'TW_USAGE',
      `Nothing to import: give one or more of ${FEED_FLAGS.map((name) => `--${name}`).join(' ')}, or --source.`,
    );
  for (const [name, where] of given)
    if (where === '') throw new KioskError('TW_USAGE', `--${name} names no file.`);
  if (given.filter(([, where]) => where === '-').length > 1)
    throw new KioskError('TW_USAGE', 'Only one feed can come from standard input.');
  if (feeds.customers !== undefined && isUrl(feeds.customers))
    throw new KioskError(
      'TW_USAGE',
      '--customers is a file of this machine, because it holds numbers of cards.',
    );
  return { kind: 'feeds', feeds };
}

export interface FeedDefaults {
  currency?: string;
  language?: string;
  hosts?: string[];
  internalHosts?: string[];
}

/** @throws KioskError TW_USAGE */
export function defaultsOf({ own }: ParsedFlags): FeedDefaults {
  const { currency, language } = own;
  const hosts = hostsOf('allow-host', own['allow-host']);
  const internalHosts = hostsOf('internal-host', own['internal-host']);
  return {
    ...(typeof currency === 'string' && { currency: currencyOf(currency) }),
    ...(typeof language === 'string' && { language: languageOf(language) }),
    ...(hosts && { hosts }),
    ...(internalHosts && { internalHosts }),
  };
}

function currencyOf(text: string): string {
  const code = text.toUpperCase();
  if (Intl.supportedValuesOf('currency').includes(code)) return code;
  throw new KioskError('TW_USAGE', `--currency is ${text}, but must be a code of ISO 4217, e.g. EUR.`);
}

function languageOf(text: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(text);
    if (tag !== undefined) return tag;
  } catch {
    // It is no language tag, which is said below.
  }
  throw new KioskError('TW_USAGE', `--language is ${text}, but must be a tag of BCP 47, e.g. de or pt-BR.`);
}

function hostsOf(flag: string, text: string | boolean | undefined): string[] | undefined {
  if (typeof text !== 'string') return undefined;
  const hosts = text.split(',').map((host) => host.trim());
  const wrong = hosts.find((host) => !new RegExp(HOST_PATTERN).test(host) && isIP(host) === 0);
  if (wrong === undefined) return hosts;
  throw new KioskError('TW_USAGE', `--${flag}: ${JSON.stringify(wrong)} is no name of a host.`);
}
