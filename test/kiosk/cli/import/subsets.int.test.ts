import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { fileTimeout, suite } from '../../../harness/suite.ts';
import { local } from '../../../broker/hub/support/feed-folder.ts';
import { READY_MS } from '../kit.ts';
import { lastFailure, line, Shop } from './shop.ts';

const test = suite('tapwall import of some feeds');
const SLOW = { timeout: READY_MS };
fileTimeout(240_000);

test(
  'takes what there is, one feed after the other, and keeps the rest',
  async (t) => {
    const shop = new Shop(t);
    const first = await shop.import('--products', shop.file('products.tsv'));
    assert.equal(line(first), {
      event: 'imported',
      products: 1,
      variants: 10,
      offers: 0,
      reviews: 0,
      rejected: 0,
      kept: ['stores', 'stock', 'reviews'],
    });
    assert.match(first.stderr, /variants +10 +10 +0 +0\n/);
    assert.match(first.stderr, /stock .*kept: no --local/);
    const packed = shop.write('reviews.xml.gz', gzipSync(readFileSync(shop.file('reviews.xml'))));
    const second = await shop.import('--reviews', packed, '--stores', shop.file('stores.json'));
    assert.equal([second.code, line(second)['reviews'], line(second)['variants']], [0, 1, 10]);
    // The stores are those of the catalogue now.
    const third = await shop.import('--local', shop.file('local.tsv'));
    assert.equal([third.code, line(third)['offers'], line(third)['reviews']], [0, 10, 1]);
  },
  SLOW,
);

test(
  'reads the export of a shop with its currency and language, and stock for the only store it knows',
  async (t) => {
    const shop = new Shop(t);
    const stores = shop.write('stores.json', '[{"store_code":"S1","name":"Shop"}]');
    const head =
      'Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price';
    const file = shop.write('export.csv', `${head}\nmug,Becher,Us,Farbe,Blau,MUG-1,4,12.50\n`);
    await shop.import('--stores', stores);
    const without = await shop.import('--products', file);
    assert.equal([without.code, lastFailure(without).code], [2, 'TW_FEED_EMPTY']);
    const ended = await shop.import('--products', file, '--currency', 'eur', '--language', 'de');
    assert.equal([ended.code, line(ended)['variants'], line(ended)['offers']], [0, 1, 1]);
  },
  SLOW,
);

test(
  'says that none of a feed could be used, and ends with 1',
  async (t) => {
    const shop = new Shop(t);
    const ended = await shop.import('--local', shop.write('l.tsv', local('NOWHERE\tA\t5\tin stock\t')));
    assert.equal([ended.code, lastFailure(ended).code], [1, 'TW_FEED_UNUSED']);
    assert.match(lastFailure(ended).message, /--local .*NOWHERE/);
  },
  SLOW,
);

const UNFIT: [string, (shop: Shop) => string, string][] = [
  ['is not there', () => '/nonexistent/products.tsv', 'TW_FEED_UNREADABLE'],
  ['is a folder', (shop) => shop.file('.'), 'TW_FEED_UNREADABLE'],
  ['is empty', (shop) => shop.write('empty.tsv', ''), 'TW_FEED_COLUMNS'],
  [
    'is cut off in its packing',
    (shop) => shop.write('a.gz', gzipSync('id\ttitle').subarray(0, 15)),
    'TW_FEED_UNREADABLE',
  ],
  ['is another feed', (shop) => shop.file('reviews.xml'), 'TW_FEED_KIND'],
];

for (const [what, path, code] of UNFIT)
  test(
    `refuses a feed that ${what}, names it, and ends with 2`,
    async (t) => {
      const shop = new Shop(t);
      const ended = await shop.import('--products', path(shop));
      assert.equal([ended.code, lastFailure(ended).code, ended.stdout], [2, code, '']);
      const name = path(shop).split('/').at(-1) ?? '';
      assert.ok(lastFailure(ended).message.includes(name), lastFailure(ended).message);
    },
    SLOW,
  );
