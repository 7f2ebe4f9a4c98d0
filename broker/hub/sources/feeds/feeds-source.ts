/** One reading of feeds: those by URL are downloaded first, as far as they have changed. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { BrokerError } from '../../../errors.ts';
import { download } from '../../fetch/download.ts';
import { GuardedHttp, type FetchLimits } from '../../fetch/guarded-http.ts';
import { isUrl } from '../../fetch/is-url.ts';
import type { HostRules } from '../../fetch/host-rules.ts';
import { readSecretHeaders, type HostSecrets, type SecretHeader } from '../../fetch/secret-headers.ts';
import { openFeeds } from '../../import/formats/open-feeds.ts';
import type { CatalogueInput } from '../catalogue-input.ts';
import type { CatalogueSource, PictureAccess, SourceCard } from '../ports.ts';
import type { SourceContext } from '../source-kind.ts';
import type { FeedName } from './feeds-kind.ts';

export interface FeedsSettings {
  language?: string;
  currency?: string;
  hosts?: readonly string[];
  internalHosts?: readonly string[];
  headers?: readonly SecretHeader[];
  /** Of one feed, at the most. */
  bytes: number;
}

export interface FeedsSourceOptions {
  card: SourceCard;
  context: SourceContext;
  /** Paths and addresses as configured. */
  feeds: Partial<Record<FeedName, string>>;
  settings: FeedsSettings;
}

type Feeds = [FeedName, string][];

const HOUR_MS = 3_600_000;
const ATTEMPTS = 4;
/** What a file is may show in its name; the rest of an address is not for names of files. */
const KNOWN_ENDINGS = new Set(['.csv', '.gz', '.json', '.jsonl', '.ndjson', '.tsv', '.txt', '.xml']);

export class FeedsSource implements CatalogueSource {
  readonly card: SourceCard;
  readonly files: readonly string[];
  readonly pictures: PictureAccess;
  readonly #options: FeedsSourceOptions;
  readonly #feeds: Feeds;
  readonly #http: GuardedHttp;
  readonly #limits: FetchLimits;
  #fetched: Map<string, string> | undefined;

  constructor(options: FeedsSourceOptions) {
    const { card, context, feeds, settings } = options;
    this.card = card;
    this.#options = options;
    this.#feeds = Object.entries(feeds) as Feeds;
    this.files = this.#feeds
      .filter(([, where]) => !isUrl(where))
      .map(([, where]) => resolve(context.base, where));
    const rules = rulesOf(this.#feeds, settings);
    this.pictures = { rules, secrets: () => this.#secrets() };
    this.#limits = { bytes: settings.bytes, ms: 2 * HOUR_MS, idleMs: 30_000 };
    this.#http = new GuardedHttp({ rules, limits: this.#limits, clock: context.clock });
  }

  stop(): void {
    this.#http.stop();
  }

  async stamp(signal: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    const secrets = await this.#secrets();
    const fetched = new Map<string, string>();
    for (const [name, where] of this.#feeds) {
      if (isUrl(where)) {
        const { path, sha256 } = await this.#download(where, { secrets, signal });
        fetched.set(where, path);
        hash.update(`${name} ${sha256}\n`);
      } else {
        hash.update(`${name} ${await stampOfFile(resolve(this.#options.context.base, where))}\n`);
      }
    }
    this.#fetched = fetched;
    return hash.digest('hex');
  }

  async open(signal: AbortSignal): Promise<CatalogueInput> {
    if (this.#fetched === undefined) await this.stamp(signal);
    const fetched = this.#fetched ?? new Map<string, string>();
    this.#fetched = undefined;
    const { context, settings, feeds } = this.#options;
    const files = this.#feeds.map(([name, where]) => [
      name,
      fetched.get(where) ?? resolve(context.base, where),
    ]);
    const input = await openFeeds({
      files: Object.fromEntries(files) as Partial<Record<FeedName, string>>,
      ...(context.stores && { knownStores: context.stores }),
      ...(settings.language !== undefined && { language: settings.language }),
      ...(settings.currency !== undefined && { currency: settings.currency }),
    });
    // Of a feed that was downloaded, relative links are relative to where it came from.
    return feeds.products !== undefined && isUrl(feeds.products)
      ? { ...input, pictureBase: feeds.products }
      : input;
  }

  #secrets(): Promise<HostSecrets> {
    return readSecretHeaders(this.#options.settings.headers ?? [], this.#options.context.base);
  }

  async #download(url: string, { secrets, signal }: { secrets: HostSecrets; signal: AbortSignal }) {
    const { context } = this.#options;
    const path = join(context.folder, 'feeds', nameOf(url));
    return download(
      { url, path, secrets, signal },
      { ...context, http: this.#http, limits: this.#limits, attempts: ATTEMPTS },
    );
  }
}

/** Whoever named an address meant its host. */
function rulesOf(feeds: Feeds, { hosts = [], internalHosts = [] }: FeedsSettings): HostRules {
  const named = feeds.filter(([, where]) => isUrl(where)).map(([, where]) => new URL(where).hostname);
  return { hosts: [...hosts, ...named], internalHosts };
}

function nameOf(url: string): string {
  const ending = extname(new URL(url).pathname).toLowerCase();
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 20);
  return `${hash}${KNOWN_ENDINGS.has(ending) ? ending : ''}`;
}

/** Cheap, and as sure as a clock. */
async function stampOfFile(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${path} ${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read.`, { cause: error });
  }
}
