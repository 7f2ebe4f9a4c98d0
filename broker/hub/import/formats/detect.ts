/** What a feed file is, told by how it begins: names of files say nothing. */
import { readHead } from './files/read-text.ts';
import { LineSplitter } from './tables/lines.ts';
import { columnsOf } from './tables/read-table.ts';
import { RecordReader } from './tables/records.ts';

/** With the words for it in messages. */
export const FEED_KINDS = {
  'google-products': 'a product feed',
  'google-local': 'a local inventory feed',
  'google-reviews': 'a feed of reviews',
  'shopify-products': 'a product export of Shopify',
  'shopify-inventory': 'an inventory export of Shopify',
  'schema-org': 'JSON-LD of schema.org',
  list: 'a JSON list',
} as const;
export type FeedKind = keyof typeof FEED_KINDS;
export type Markup = 'table' | 'xml' | 'json' | 'html';

export interface Detected {
  /** Undefined when nothing in it tells. */
  kind: FeedKind | undefined;
  markup: Markup;
  /** The stock it lists is changes. */
  changes: boolean;
}

const HEAD = 65_536;

/** Throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE. */
export async function detectFeed(path: string): Promise<Detected> {
  return detect(await readHead(path, HEAD));
}

/** `head`: the first characters of a feed. */
export function detect(head: string): Detected {
  const text = head.trimStart();
  if (text.startsWith('<')) return ofMarkup(text);
  if (/^(?:\{|\[\s*(?:[[{\]"]|$))/.test(text)) {
    const linked = /"@(?:type|context|graph)"/.test(text);
    return { kind: linked ? 'schema-org' : 'list', markup: 'json', changes: false };
  }
  return { markup: 'table', ...ofTable(text) };
}

function ofMarkup(text: string): Detected {
  if (/<(?:!doctype\s+)?html[\s>]/i.test(text.slice(0, 4_096)) || /application\/ld\+json/i.test(text))
    return { kind: 'schema-org', markup: 'html', changes: false };
  const entry = /<(?:[\w.-]{1,40}:)?(reviews?|item|entry)[\s/>]/.exec(text);
  const what = { markup: 'xml', changes: false } as const;
  if (!entry) return { kind: undefined, ...what };
  if (entry[1]?.startsWith('review')) return { kind: 'google-reviews', ...what };
  const isLocal = /<(?:[\w.-]{1,40}:)?store_code[\s>]/.test(text);
  return { kind: isLocal ? 'google-local' : 'google-products', ...what };
}

function ofTable(text: string): Pick<Detected, 'kind' | 'changes'> {
  const header = columnsOf(headerOf(text));
  const has = (...names: string[]): boolean => names.some((name) => header.has(name));
  const changes = has('target_customer_id');
  if (has('handle', 'url_handle')) {
    if (has('sku') && has('location', 'hs_code', 'coo') && !has('price', 'variant_price'))
      return { kind: 'shopify-inventory', changes };
    if (has('title') && has('variant_price', 'price', 'variant_sku', 'sku'))
      return { kind: 'shopify-products', changes };
  }
  if (has('store_code') && has('id', 'gtin')) return { kind: 'google-local', changes };
  const isProducts = has('id') && has('title') && has('price');
  return { kind: isProducts ? 'google-products' : undefined, changes };
}

function headerOf(text: string): string[] {
  const lines = new LineSplitter();
  const records = new RecordReader();
  for (const line of [...lines.push(text), ...lines.end()]) {
    const [record] = records.push(line);
    if (record) return record.cells;
  }
  return [];
}
