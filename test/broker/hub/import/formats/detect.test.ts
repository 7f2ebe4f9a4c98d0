import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { detect, type FeedKind } from '../../../../../broker/hub/import/formats/detect.ts';
import { isBrokerError } from '../../../../../broker/errors.ts';
import { suite } from '../../../../harness/suite.ts';
import { STORES, local, products, review, reviews, row } from '../../support/feed-folder.ts';
import { readTexts, type FeedTexts } from './support/read-feeds.ts';

const test = suite('Formats: what a file is');

test('tells each kind by its content', () => {
  const cases: [string, FeedKind | undefined][] = [
    [products(row('A')), 'google-products'],
    ['g:id,g:title,g:price\n', 'google-products'],
    [
      '<?xml version="1.0"?><!-- x --><rss xmlns:g="g"><channel><item><g:id>A</g:id></item></channel></rss>',
      'google-products',
    ],
    [
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>A</id></entry></feed>',
      'google-products',
    ],
    [local('MIL-01\tA\t5\tin stock\t'), 'google-local'],
    ['store code;gtin;price\n', 'google-local'],
    [
      '<rss><channel><item><g:store_code>M</g:store_code><g:id>A</g:id></item></channel></rss>',
      'google-local',
    ],
    [reviews(review('r1')), 'google-reviews'],
    ['<feed><reviews/></feed>', 'google-reviews'],
    ['Handle,Title,Body (HTML),Variant SKU,Variant Price\n', 'shopify-products'],
    ['Title,URL handle,Description,SKU,Price\n', 'shopify-products'],
    ['Handle,Title,SKU,HS Code,COO,Location,Available (not editable)\n', 'shopify-inventory'],
    ['Handle,Title,SKU,HS Code,COO,Milano,Paris\n', 'shopify-inventory'],
    ['{"@context":"https://schema.org","@type":"Product"}', 'schema-org'],
    ['<!DOCTYPE html><html><body></body></html>', 'schema-org'],
    [STORES, 'list'],
    ['[]', 'list'],
    ['', undefined],
    ['a,b,c\n', undefined],
    ['<nothing/>', undefined],
  ];
  for (const [text, kind] of cases) assert.is(detect(text).kind, kind, text.slice(0, 60));
});

test('says which stock is changes and not all there is', async (t) => {
  const header =
    'target_customer_id\tstore_code\tid\tgtin\tavailability\tprice\ttimestamp\tquantity\tpickup SLA';
  const changes = await readTexts(t, {
    local: [header, '1\tMIL-01\t\t9506000000008\tin_stock\t5 EUR\t2026-11-26T10:00:00Z\t4\tsame day'].join(
      '\n',
    ),
  });
  assert.is(changes.input.offersAreChanges, true);
  const [offer] = changes.offers;
  assert.equal([offer?.sku, offer?.gtin, offer?.asOf], ['', '09506000000008', '2026-11-26T10:00:00Z']);
  assert.is((await readTexts(t, { local: local() })).input.offersAreChanges, undefined);
});

test('refuses a file that was given as what it is not, and says what it is', async (t) => {
  const wrong: FeedTexts[] = [
    { products: local('MIL-01\tA\t5\tin stock\t') },
    { local: products(row('A')) },
    { reviews: products(row('A')) },
    { stores: reviews(review('r1')) },
    { products: STORES },
  ];
  for (const texts of wrong) {
    try {
      await readTexts(t, texts);
      assert.unreachable(JSON.stringify(Object.keys(texts)));
    } catch (error) {
      if (!isBrokerError(error, 'TW_FEED_KIND')) throw error;
      assert.match(error.message, /^\w+ is a [\w ]+, not (?:a|JSON) /);
    }
  }
});

test('reads a file that is packed as if it were not', async (t) => {
  const { variants } = await readTexts(t, { products: gzipSync(products(row('A'), row('B'))) });
  assert.equal(
    variants.map(({ sku }) => sku),
    ['A', 'B'],
  );
});
