/**
 * A whole shop's feeds, spoilt by hand: the demo's, or those of the folder in TAPWALL_E2E_FEEDS. What damage may not change is
 * the same; what it must cost is left out, and nothing else is.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import type { BrokerErrorCode } from '../../../../../broker/errors.ts';
import { scanLine } from '../../../../../broker/hub/import/formats/tables/cells.ts';
import { listOf } from '../../../../../broker/hub/import/formats/values.ts';
import { demoFeedsDir } from '../../../../../kiosk/system/paths.ts';
import { suite, type TestContext } from '../../../../harness/suite.ts';
import { readTexts, type FeedTexts, type ReadFeeds } from './support/read-feeds.ts';

const test = suite('Formats: a whole shop, spoilt by hand');
const limit = { timeout: 60_000 };

const SHOP = process.env['TAPWALL_E2E_FEEDS'] ?? demoFeedsDir();
const textOf = (file: string): string => readFileSync(join(SHOP, file), 'utf8');
const PRODUCTS = textOf('products.tsv');
const LOCAL = textOf('local_inventory.tsv');
const REVIEWS = textOf('product_reviews.xml');
const STORES = textOf('stores.json');

const readShop = (t: TestContext, spoilt: FeedTexts = {}): Promise<ReadFeeds> =>
  readTexts(t, { stores: STORES, products: PRODUCTS, local: LOCAL, reviews: REVIEWS, ...spoilt });

/** Rows without their lines, which a repair may move. */
function contentOf({ stores, variants, offers, reviews }: ReadFeeds): unknown[] {
  return [stores, variants, offers, reviews].map((rows) =>
    rows.map((row) => ({ ...row, place: row.place.id })),
  );
}

const cellsOf = (line: string): string[] => scanLine(line, '\t').cells;

const asCsv = (table: string): string =>
  table
    .trimEnd()
    .split('\n')
    .map((line) =>
      cellsOf(line)
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(','),
    )
    .join('\r\n');

const LISTS = ['additional_image_link', 'product_highlight'];

/** All rows of a table as an RSS feed. */
function asRss(table: string): string {
  const [header = '', ...lines] = table.trimEnd().split('\n');
  const names = header.split('\t').map((name) => name.toLowerCase().replaceAll(' ', '_'));
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const items = lines.map((line) => {
    const cells = cellsOf(line).map((cell, index) => [names[index] ?? '', cell] as const);
    const elements = cells.flatMap(([name, cell]) =>
      (LISTS.includes(name) ? listOf(cell) : [cell]).map((text) => `<g:${name}>${escaped(text)}</g:${name}>`),
    );
    return `<item>${elements.join('')}</item>`;
  });
  return `<rss xmlns:g="g"><channel>${items.join('\n')}</channel></rss>`;
}

test(
  'reads it whole, with nothing left out',
  async (t) => {
    const shop = await readShop(t);
    assert.equal(shop.reasons, []);
    const rows = (table: string): number => table.trimEnd().split('\n').length - 1;
    assert.is(shop.variants.length, rows(PRODUCTS));
    assert.is(shop.offers.length, rows(LOCAL));
    assert.is(shop.reviews.length, REVIEWS.split('<review>').length - 1);
  },
  limit,
);

test(
  'reads the same from every encoding, line end, delimiter and packing, and from XML',
  async (t) => {
    const sound = contentOf(await readShop(t));
    const disguises: FeedTexts[] = [
      {
        products: Buffer.from(`\uFEFF${PRODUCTS}`, 'utf16le'),
        local: Buffer.from(LOCAL, 'utf16le').swap16(),
        reviews: Buffer.from(`\uFEFF${REVIEWS}`, 'utf16le'),
        stores: `\uFEFF${STORES}`,
      },
      {
        products: PRODUCTS.replaceAll('\n', '\r\n'),
        local: LOCAL.replaceAll('\n', '\r'),
        reviews: REVIEWS.replaceAll('\n', '\r\n'),
      },
      { products: asCsv(PRODUCTS), local: asCsv(LOCAL) },
      {
        products: gzipSync(PRODUCTS),
        local: gzipSync(LOCAL),
        reviews: gzipSync(REVIEWS),
        stores: gzipSync(STORES),
      },
      { products: asRss(PRODUCTS), local: asRss(LOCAL) },
    ];
    for (const [index, disguise] of disguises.entries()) {
      const read = await readShop(t, disguise);
      assert.equal(read.reasons, [], `disguise ${index}`);
      assert.equal(contentOf(read), sound, `disguise ${index}`);
    }
  },
  limit,
);

/** What a hand does to one row of the products, and what it costs. */
const SLIPS: readonly [
  code: BrokerErrorCode,
  slip: (line: string, column: (name: string) => number) => string,
][] = [
  ['TW_ROW_GTIN', (line, column) => replaced(line, column('gtin'), () => '9,506E+12')],
  [
    'TW_ROW_GTIN',
    (line, column) =>
      replaced(line, column('gtin'), (gtin) => `${gtin.slice(0, -1)}${(Number(gtin.at(-1)) + 1) % 10}`),
  ],
  ['TW_ROW_PRICE', (line, column) => replaced(line, column('price'), () => 'ask')],
  ['TW_ROW_AVAILABILITY', (line, column) => replaced(line, column('availability'), () => 'perhaps')],
  [
    'TW_ROW_INVALID',
    (line, column) => replaced(line.replaceAll('"', ''), column('title'), (title) => `"${title}`),
  ],
  ['TW_ROW_INVALID', (line, column) => replaced(line, column('id'), () => '')],
  ['TW_ROW_COLUMNS', (line) => `${line}\tand more`],
  ['TW_ROW_ENCODING', (line, column) => replaced(line, column('title'), (title) => `${title}\uFFFD`)],
  ['TW_ROW_NOT_GOODS', (line, column) => replaced(line, column('title'), () => 'Gift card')],
  ['TW_ROW_TOO_LONG', (line, column) => replaced(line, column('description'), () => 'x'.repeat(1_100_000))],
];
const EVERY = 20;

function replaced(line: string, index: number, change: (cell: string) => string): string {
  return line
    .split('\t')
    .map((cell, at) => (at === index ? change(cell) : cell))
    .join('\t');
}

test(
  'loses the rows that were spoilt, each for its reason, and no other',
  async (t) => {
    const [header = '', ...lines] = PRODUCTS.trimEnd().split('\n');
    const names = header.split('\t');
    const column = (name: string): number => names.indexOf(name);
    const expected: string[] = [];
    const spoilt = lines.map((line, index) => {
      const [code, slip] = SLIPS[(index / EVERY) % SLIPS.length] ?? [];
      if (code === undefined || slip === undefined) return line;
      expected.push(`products:${index + 2} ${code}`);
      return slip(line, column);
    });
    const { variants, faults } = await readShop(t, { products: [header, ...spoilt, ''].join('\n') });
    assert.ok(expected.length >= SLIPS.length);
    assert.equal(faults, expected);
    const ids = lines.filter((_, index) => index % EVERY !== 0).map((line) => line.split('\t')[column('id')]);
    assert.equal(
      variants.map(({ sku }) => sku),
      ids,
    );
  },
  limit,
);
