/**
 * Kinds of damage that feeds arrive with, each made by a function out of a sound feed, with what becomes of it. The table in
 * docs/reference/feeds.md has the same lines in the same order.
 */
import { gzipSync } from 'node:zlib';
import type { BrokerErrorCode } from '../../../../../../broker/errors.ts';
import { STORES, local, products, review, reviews, row } from '../../../support/feed-folder.ts';
import type { FeedTexts } from './read-feeds.ts';

export interface Damage {
  name: string;
  feeds: FeedTexts;
  outcome:
    /** Everything is read. */
    | 'read'
    /** One row is left out with this code, the others are read. */
    | { row: BrokerErrorCode }
    /** Nothing is read. */
    | { file: BrokerErrorCode };
}

const ACCENTS = 'Größe für Café';
const NO_VALUE = '';

/** Three rows under the usual headers; the second is changed. */
function table(changes: Record<string, string> = {}): string {
  return `${products(row('A', { title: ACCENTS }), row('B', changes), row('C'))}\n`;
}

/** The second line of a table, spoilt as text. */
function spoilt(spoil: (line: string) => string): string {
  return table()
    .split('\n')
    .map((line, index) => (index === 2 ? spoil(line) : line))
    .join('\n');
}

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const item = (id: string, inside = ''): string =>
  `<item><g:id>${id}</g:id><title>${ACCENTS}</title><g:price>5 EUR</g:price>${inside}</item>`;
const rss = (second: string): string =>
  `<?xml version="1.0"?><rss xmlns:g="g"><channel>${item('A')}${second}${item('C')}</channel></rss>`;
const three = (changes: Parameters<typeof review>[1]): string =>
  reviews(review('A'), review('B', changes), review('C'));
const stock = (second: string): string =>
  local('MIL-01\tA\t5\tin stock\t', `MIL-01\tB\t${second}\t`, 'MIL-01\tC\t5\tin_stock\t');

const TABLES: Damage[] = [
  { name: 'a byte order mark', feeds: { products: `\uFEFF${table()}` }, outcome: 'read' },
  {
    name: 'UTF-16 with a byte order mark',
    feeds: { products: utf16(`\uFEFF${table()}`, 'le') },
    outcome: 'read',
  },
  { name: 'UTF-16, big-endian, without a mark', feeds: { products: utf16(table(), 'be') }, outcome: 'read' },
  { name: 'windows-1252', feeds: { products: Buffer.from(table(), 'latin1') }, outcome: 'read' },
  {
    name: 'windows-1252 whose first accent comes late',
    feeds: {
      products: Buffer.from(
        products(row('B', { description: 'warm '.repeat(40_000) }), row('C'), row('A', { title: ACCENTS })),
        'latin1',
      ),
    },
    outcome: 'read',
  },
  {
    name: 'a byte in UTF-8 that is no text',
    feeds: {
      products: Buffer.from(
        Buffer.from(spoilt((line) => line.replace('Chaz', '\u00A4haz'))).filter((byte) => byte !== 0xc2),
      ),
    },
    outcome: { row: 'TW_ROW_ENCODING' },
  },
  {
    name: 'lines that end with CR and LF',
    feeds: { products: table().replaceAll('\n', '\r\n') },
    outcome: 'read',
  },
  { name: 'lines that end with CR', feeds: { products: table().replaceAll('\n', '\r') }, outcome: 'read' },
  { name: 'empty lines', feeds: { products: table().replaceAll('\n', '\n\n\n') }, outcome: 'read' },
  {
    name: 'headers in another spelling',
    feeds: { products: table().replace('item group id', 'g:Item_Group-ID').replace('title', ' TITLE ') },
    outcome: 'read',
  },
  {
    name: 'semicolons between the values',
    feeds: { products: table({ price: '"5,00 EUR"' }).replaceAll('\t', ';') },
    outcome: 'read',
  },
  {
    name: 'tabs, quotes and line ends in a quoted value',
    feeds: { products: table({ description: '"a\tb ""c""\nd"' }) },
    outcome: 'read',
  },
  { name: 'a quote in a value', feeds: { products: table({ title: '12" Boot "new" 5"' }) }, outcome: 'read' },
  {
    name: 'a quote that is never closed',
    feeds: { products: table({ title: '"Boot' }) },
    outcome: { row: 'TW_ROW_INVALID' },
  },
  {
    name: 'HTML in a text',
    feeds: { products: table({ description: '<p onclick="x">a</p><script>b</script>&nbsp;c' }) },
    outcome: 'read',
  },
  {
    name: 'control characters in a text',
    feeds: { products: table({ title: 'a\u0000b\u202Ec\u001B[2J' }) },
    outcome: 'read',
  },
  { name: 'decimal commas', feeds: { products: table({ price: '1.234,50 EUR' }) }, outcome: 'read' },
  {
    name: 'a price without a currency, where the stores have one',
    feeds: { stores: STORES, products: table({ price: '5,00' }) },
    outcome: 'read',
  },
  {
    name: 'a price without a currency, where nothing says it',
    feeds: { products: table({ price: '5,00' }) },
    outcome: { row: 'TW_ROW_PRICE' },
  },
  {
    name: 'a price that is no amount',
    feeds: { products: table({ price: 'on request EUR' }) },
    outcome: { row: 'TW_ROW_PRICE' },
  },
  {
    name: 'a GTIN that lost its leading zeros',
    feeds: { products: table({ gtin: '36000291452' }) },
    outcome: 'read',
  },
  {
    name: 'a GTIN in scientific notation',
    feeds: { products: table({ gtin: '9,506E+12' }) },
    outcome: { row: 'TW_ROW_GTIN' },
  },
  {
    name: 'a GTIN with a wrong check digit',
    feeds: { products: table({ gtin: '9506000000009' }) },
    outcome: { row: 'TW_ROW_GTIN' },
  },
  {
    name: 'an availability that nobody knows',
    feeds: { products: table({ availability: 'soon' }) },
    outcome: { row: 'TW_ROW_AVAILABILITY' },
  },
  {
    name: 'a gift card',
    feeds: { products: table({ title: 'Gift Card 50 EUR' }) },
    outcome: { row: 'TW_ROW_NOT_GOODS' },
  },
  {
    name: 'a fee for shipping',
    feeds: { products: table({ title: 'Express shipping' }) },
    outcome: { row: 'TW_ROW_NOT_GOODS' },
  },
  {
    name: 'an id that is missing',
    feeds: { products: table({ id: NO_VALUE }) },
    outcome: { row: 'TW_ROW_INVALID' },
  },
  {
    name: 'more values than headers',
    feeds: { products: spoilt((line) => `${line}\tone\tmore`) },
    outcome: { row: 'TW_ROW_COLUMNS' },
  },
  {
    name: 'a table that ends within a row',
    feeds: { products: products(row('A', { title: ACCENTS }), row('C'), ['B', 'Ch']) },
    outcome: { row: 'TW_ROW_COLUMNS' },
  },
  {
    name: 'a line of more than a million characters',
    feeds: { products: table({ description: 'x'.repeat(1_100_000) }) },
    outcome: { row: 'TW_ROW_TOO_LONG' },
  },
  {
    name: 'a column that is missing',
    feeds: { products: table().replace('price', 'prize') },
    outcome: { file: 'TW_FEED_COLUMNS' },
  },
  {
    name: 'a header of a hundred thousand tabs',
    feeds: { products: `${'\t'.repeat(100_000)}\n` },
    outcome: { file: 'TW_FEED_COLUMNS' },
  },
  { name: 'an empty file', feeds: { products: '' }, outcome: { file: 'TW_FEED_COLUMNS' } },
  {
    name: 'a file of another kind',
    feeds: { products: stock('5\tin stock') },
    outcome: { file: 'TW_FEED_KIND' },
  },
];

const PACKED: Damage[] = [
  { name: 'a file packed with gzip', feeds: { products: gzipSync(table()) }, outcome: 'read' },
  {
    name: 'a packed file that ends early',
    feeds: { products: gzipSync(table()).subarray(0, 60) },
    outcome: { file: 'TW_FEED_UNREADABLE' },
  },
  {
    name: 'a packed file that grows without bound',
    feeds: { products: gzipSync(Buffer.alloc(40 * 1_048_576, ' ')) },
    outcome: { file: 'TW_FEED_TOO_LARGE' },
  },
  {
    name: 'a zip archive, or a spreadsheet',
    feeds: { products: Buffer.from('504b03041400060008000000', 'hex') },
    outcome: { file: 'TW_FEED_UNREADABLE' },
  },
];

const NESTED = `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`;

const XML: Damage[] = [
  {
    name: 'XML with entities of HTML',
    feeds: { products: rss(item('B', '<description>caf&eacute;&nbsp;</description>')) },
    outcome: 'read',
  },
  {
    name: 'XML in the encoding it declares',
    feeds: {
      products: Buffer.from(
        rss(item('B')).replace('1.0"', '1.0" encoding="windows-1250"').replaceAll('é', 'é'),
        'latin1',
      ),
    },
    outcome: 'read',
  },
  {
    name: 'XML whose entry lacks a value',
    feeds: { products: rss('<item><g:id>B</g:id></item>') },
    outcome: { row: 'TW_ROW_INVALID' },
  },
  {
    name: 'XML with a document type',
    feeds: { products: rss(item('B')).replace('<rss', '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss') },
    outcome: { file: 'TW_FEED_MARKUP' },
  },
  {
    name: 'XML with entities that grow',
    feeds: {
      products: rss(item('B')).replace('<rss', '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss'),
    },
    outcome: { file: 'TW_FEED_MARKUP' },
  },
  {
    name: 'XML that ends early',
    feeds: { products: rss(item('B')).slice(0, -30) },
    outcome: { file: 'TW_FEED_MARKUP' },
  },
  {
    name: 'XML with a bare ampersand',
    feeds: { products: rss(item('B', '<g:brand>H & M</g:brand>')) },
    outcome: { file: 'TW_FEED_MARKUP' },
  },
  {
    name: 'XML that is nested fifty levels deep',
    feeds: { products: rss(item('B', NESTED)) },
    outcome: { file: 'TW_FEED_MARKUP' },
  },
  {
    name: 'XML with a text of millions of characters',
    feeds: { products: rss(item('B', `<a>${'x'.repeat(2_100_000)}</a>`)) },
    outcome: { file: 'TW_FEED_MARKUP' },
  },
];

const OTHERS: Damage[] = [
  { name: 'both spellings of an availability', feeds: { local: stock('3\tIn Stock') }, outcome: 'read' },
  {
    name: 'a quantity below zero',
    feeds: { local: stock('-1\tin stock') },
    outcome: { row: 'TW_ROW_QUANTITY' },
  },
  {
    name: 'a review of ten variants',
    feeds: { reviews: three({ ids: `<skus>${'<sku>S</sku>'.repeat(10)}</skus>` }) },
    outcome: 'read',
  },
  {
    name: 'a review of nothing',
    feeds: { reviews: three({ ids: '<skus/>' }) },
    outcome: { row: 'TW_ROW_PRODUCT_UNKNOWN' },
  },
  {
    name: 'a rating outside its scale',
    feeds: { reviews: three({ rating: '<overall min="1" max="5">9</overall>' }) },
    outcome: { row: 'TW_REVIEW_RATING' },
  },
  {
    name: 'a JSON list that ends early',
    feeds: { stores: STORES.slice(0, -1) },
    outcome: { file: 'TW_FEED_UNREADABLE' },
  },
  {
    name: 'an entry of a list that is no JSON',
    feeds: { stores: '[{"store_code":"A"},{"store_code":oops},{"store_code":"C"}]' },
    outcome: { row: 'TW_ROW_INVALID' },
  },
  {
    name: 'a block of a page that is no JSON',
    feeds: {
      products: ['A', 'B', 'C']
        .map((sku) => ({
          '@type': 'Product',
          sku,
          name: ACCENTS,
          offers: { price: 5, priceCurrency: 'EUR' },
        }))
        .map((value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`)
        .join('\n')
        .replace('"sku":"B"', '"sku":B'),
    },
    outcome: { row: 'TW_ROW_INVALID' },
  },
];

export const DAMAGES: readonly Damage[] = [...TABLES, ...PACKED, ...XML, ...OTHERS];

/** As the page says it. */
export function wordsFor({ outcome }: Damage): string {
  if (outcome === 'read') return 'read';
  return 'row' in outcome ? `row left out: \`${outcome.row}\`` : `file refused: \`${outcome.file}\``;
}
