/** The entries of a list, page by page; the next page is asked for once the one before has been taken. */
import { BrokerError } from '../../../errors.ts';
import type { Clock, Random } from '../../../ports.ts';
import { withAttempts } from '../../fetch/attempts.ts';
import { fetchBytes, type FetchedBytes } from '../../fetch/fetch-bytes.ts';
import type { GuardedHttp } from '../../fetch/guarded-http.ts';
import type { HostSecrets } from '../../fetch/secret-headers.ts';
import { follow, type Entry } from './mapped-fields.ts';
import type { MappedList, Paging } from './mapping.ts';

export interface PagesOptions {
  http: Pick<GuardedHttp, 'get'>;
  secrets: HostSecrets;
  clock: Clock;
  random: Random;
  signal: AbortSignal;
}

/** Of one page. */
export const MOST_PAGE_BYTES = 20_000_000;
const MOST_PAGES = 20_000;
const ATTEMPTS = 4;

interface Page {
  body: unknown;
  entries: unknown[];
  fetched: FetchedBytes;
  /** Of this page, from 0. */
  index: number;
  /** Entries so far, with this page's. */
  taken: number;
}

/** @throws BrokerError TW_FETCH_* | TW_SOURCE_ANSWER when an answer is no JSON, has no such list, or pages go in a circle */
export async function* entriesOf(list: MappedList, options: PagesOptions): AsyncGenerator<Entry> {
  const asked = new Set<string>();
  let url: string | undefined = firstOf(list);
  let taken = 0;
  let number = 0;
  for (let index = 0; url !== undefined; index += 1) {
    if (asked.has(url) || index === MOST_PAGES)
      throw new BrokerError('TW_SOURCE_ANSWER', `The pages of ${list.gives} do not end.`);
    asked.add(url);
    const fetched = await fetchPage(url, options);
    const body = parse(fetched, list);
    const entries = listIn(body, list.entries ?? '', list.gives);
    for (const entry of rowsOf(entries, list.each)) {
      number += 1;
      yield { ...entry, number };
    }
    taken += entries.length;
    url = entries.length === 0 ? undefined : nextOf(list, { body, entries, fetched, index, taken });
  }
}

/** The rows of entries: themselves, or each of the list that is in them. */
export function* rowsOf(
  entries: readonly unknown[],
  each: string | undefined,
): Generator<Omit<Entry, 'number'>> {
  for (const entry of entries) {
    if (each === undefined) yield { value: entry, around: undefined };
    else {
      const inner = follow(entry, each);
      for (const value of Array.isArray(inner) ? inner : []) yield { value, around: entry };
    }
  }
}

/** @throws BrokerError TW_SOURCE_ANSWER */
export function listIn(body: unknown, pointer: string, what: string): unknown[] {
  const list = follow(body, pointer);
  if (Array.isArray(list)) return list;
  const where = pointer === '' ? 'is no list' : `has no list at ${pointer}`;
  throw new BrokerError('TW_SOURCE_ANSWER', `The answer with ${what} ${where}.`);
}

async function fetchPage(
  url: string,
  { http, secrets, clock, random, signal }: PagesOptions,
): Promise<FetchedBytes> {
  const headers = { accept: 'application/json' };
  const fetched = await withAttempts(
    () => fetchBytes(http, { url, headers, secrets, signal, most: MOST_PAGE_BYTES }),
    { attempts: ATTEMPTS, clock, random, signal },
  );
  // Nothing was asked conditionally.
  if (fetched === null) throw new BrokerError('TW_SOURCE_ANSWER', 'A page was answered with “not modified”.');
  return fetched;
}

function parse({ bytes }: FetchedBytes, { gives }: MappedList): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new BrokerError('TW_SOURCE_ANSWER', `The answer with ${gives} is no JSON.`, { cause: error });
  }
}

function firstOf({ url, paging }: MappedList): string {
  if (paging?.by === 'page') return withParameter(url, paging.parameter, String(paging.first ?? 1));
  return paging?.by === 'offset' ? withParameter(url, paging.parameter, '0') : url;
}

function nextOf({ url, paging }: MappedList, page: Page): string | undefined {
  return paging === undefined ? undefined : WAYS[paging.by](url, paging as never, page);
}

type Way<By extends Paging['by']> = (
  url: string,
  paging: Extract<Paging, { by: By }>,
  page: Page,
) => string | undefined;

const WAYS: { [By in Paging['by']]: Way<By> } = {
  page: (url, { parameter, first = 1 }, { index }) =>
    withParameter(url, parameter, String(first + index + 1)),
  offset: (url, { parameter }, { taken }) => withParameter(url, parameter, String(taken)),
  cursor: (url, { parameter, next }, { body }) => {
    const cursor = textAt(body, next);
    return cursor === '' ? undefined : withParameter(url, parameter, cursor);
  },
  link: (_, __, { fetched }) => {
    const found = nextLink(fetched.headers['link']);
    return found === undefined ? undefined : absolute(found, fetched.url);
  },
  address: (_, { next }, { body, fetched }) => {
    const address = textAt(body, next);
    return address === '' ? undefined : absolute(address, fetched.url);
  },
};

function withParameter(url: string, name: string, value: string): string {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed.href;
}

function textAt(body: unknown, pointer: string): string {
  const value = follow(body, pointer);
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value.slice(0, 2_000) : '';
}

/** Whether it may be asked is decided where everything is fetched. */
function absolute(address: string, from: URL): string {
  if (URL.canParse(address, from.href)) return new URL(address, from).href;
  throw new BrokerError('TW_SOURCE_ANSWER', 'The address of the next page is none.');
}

/** `<https://…?page=2>; rel="next", <…>; rel="last"` */
function nextLink(header: string | string[] | undefined): string | undefined {
  const text = (Array.isArray(header) ? header.join(',') : (header ?? '')).slice(0, 8_000);
  for (const [, address, parameters = ''] of text.matchAll(/<([^>]*)>([^<]*)/g))
    if (/;\s*rel\s*=\s*"?next"?\s*(?:;|,|$)/i.test(parameters)) return address;
  return undefined;
}
