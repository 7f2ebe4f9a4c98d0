import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isBrokerError, type BrokerErrorCode } from '../../../broker/errors.ts';
import { suite } from '../../harness/suite.ts';
import { FeedFolder, local, products, reasons, review, reviews, row } from './support/feed-folder.ts';
import { ofKind, readReplica } from './support/read-replica.ts';

const test = suite('Hub: damaged feeds');

async function refusal(importing: Promise<unknown>): Promise<BrokerErrorCode | undefined> {
  try {
    await importing;
    return undefined;
  } catch (error) {
    if (isBrokerError(error)) return error.code;
    throw error;
  }
}

test('reads a feed with a byte order mark, CRLF, other header spellings and quoted tabs', async (t) => {
  const feeds = new FeedFolder(t);
  const lines = [
    '\uFEFFg:ID\tTitle\tg:Item-Group ID\tPRICE\tdescription',
    'A\tHoodie\tH\t10.00 EUR\t"Warm\tand ""soft"""',
    '',
  ];
  feeds.write('products.tsv', lines.join('\r\n'));
  assert.equal((await feeds.import()).rejections, []);
  const [line] = ofKind(await readReplica(feeds.dataDir), 'product');
  assert.equal(line?.product.description, { en: 'Warm and "soft"' });
});

test('rejects each bad row with its line and reason, and keeps the others', async (t) => {
  const feeds = new FeedFolder(t);
  feeds.write(
    'products.tsv',
    products(
      row('A', { price: '52,50 EUR' }),
      row('B', { price: 'USD' }),
      row('C', { price: '1.234 EUR' }),
      row('D', { gtin: '9506000000009' }),
      row('E', { gtin: '9.506E+12' }),
      row('A'),
      row(''),
      row('F', { title: ' ' }),
      row('G', { availability: 'maybe' }),
      row('H', { price: '3 doubloons' }),
      [...row('I'), 'one', 'too many'],
      row('J', { gtin: '9506000000008' }),
      row('K', { gtin: '09506000000008' }),
      row('L', { title: 'caf\uFFFD' }),
      row('M'),
    ),
  );
  const report = await feeds.import();
  assert.equal(reasons(report), [
    'products.tsv:3 TW_ROW_PRICE',
    'products.tsv:4 TW_ROW_PRICE',
    'products.tsv:5 TW_ROW_GTIN',
    'products.tsv:6 TW_ROW_GTIN',
    'products.tsv:7 TW_ROW_DUPLICATE',
    'products.tsv:8 TW_ROW_INVALID',
    'products.tsv:9 TW_ROW_INVALID',
    'products.tsv:10 TW_ROW_AVAILABILITY',
    'products.tsv:11 TW_ROW_PRICE',
    'products.tsv:12 TW_ROW_COLUMNS',
    'products.tsv:14 TW_ROW_DUPLICATE',
    'products.tsv:15 TW_ROW_ENCODING',
  ]);
  const variants = ofKind(await readReplica(feeds.dataDir), 'variant').map(({ variant }) => variant);
  assert.equal(
    variants.map(({ sku }) => sku),
    ['A', 'J', 'M'],
  );
  assert.is(variants[0]?.price.amountMinor, 5250);
  assert.equal(variants[1]?.gtins, ['09506000000008']);
});

test('loses one row to a quote that is never closed, not the rest of the file', async (t) => {
  const feeds = new FeedFolder(t);
  const later = Array.from({ length: 40 }, (_, index) => row(`S${index}`));
  feeds.write(
    'products.tsv',
    products(row('A', { title: '"Open' }), row('B', { title: '12" Boot' }), ...later),
  );
  const report = await feeds.import();
  assert.is(report.variants, 41);
  assert.equal(reasons(report)[0], 'products.tsv:2 TW_ROW_INVALID');
});

test('keeps markup in a title as plain text and takes it out of longer texts', async (t) => {
  const feeds = new FeedFolder(t);
  const description = 'Soft &amp; <b>warm</b><script>alert(1)</script> &lt;3';
  feeds.write(
    'products.tsv',
    products(row('A', { title: '<img src=x onerror=alert(1)> Hoodie', description })),
  );
  feeds.write(
    'reviews.xml',
    reviews(review('r1', { body: '&lt;p&gt;Nice&lt;/p&gt; <![CDATA[<i>fit</i>]]>' })),
  );
  await feeds.import();
  const lines = await readReplica(feeds.dataDir);
  const [product] = ofKind(lines, 'product').map((line) => line.product);
  assert.is(product?.title['en'], '<img src=x onerror=alert(1)> Hoodie');
  assert.is(product?.description['en'], 'Soft & warm <3');
  assert.is(ofKind(lines, 'review')[0]?.review.body, 'Nice fit');
});

test('rejects stock of unknown stores and variants, and lets the number decide', async (t) => {
  const feeds = new FeedFolder(t);
  const rows = [
    'MIL-01\tA\t2\tin stock\tsame day',
    'mil-01\tA\t5\tin stock\t',
    'PAR-02\tZ\t5\tin stock\t',
    'MIL-01\tA\t9\tin stock\t',
    'PAR-02\tA\t-1\tin stock\t',
    'PAR-02\tA\t\ton display to order\t',
  ];
  feeds.write('local.tsv', local(...rows));
  const report = await feeds.import();
  assert.equal(reasons(report), [
    'local.tsv:3 TW_ROW_STORE_UNKNOWN',
    'local.tsv:4 TW_ROW_SKU_UNKNOWN',
    'local.tsv:5 TW_ROW_DUPLICATE',
    'local.tsv:6 TW_ROW_QUANTITY',
  ]);
  const offers = ofKind(await readReplica(feeds.dataDir), 'offer').map(({ offer }) => offer);
  assert.equal(
    offers.map(({ storeCode, availability }) => [storeCode, availability]),
    [
      ['MIL-01', 'limited_availability'],
      ['PAR-02', 'on_display_to_order'],
    ],
  );
});

test('rejects reviews of nothing we sell and outside their own scale', async (t) => {
  const feeds = new FeedFolder(t);
  feeds.write(
    'reviews.xml',
    reviews(
      review('r1'),
      review('r1'),
      review('r2', { ids: '<skus><sku>Z</sku></skus>' }),
      review('r3', { rating: '<overall min="1" max="5">9</overall>' }),
      review('r4', { rating: '<overall min="0" max="10">10</overall>', author: 'someone@example.com' }),
    ),
  );
  const report = await feeds.import();
  const codes = report.rejections.map(({ id, code }) => [id, code]);
  assert.equal(codes, [
    ['r1', 'TW_ROW_DUPLICATE'],
    ['r2', 'TW_ROW_PRODUCT_UNKNOWN'],
    ['r3', 'TW_REVIEW_RATING'],
  ]);
  const kept = ofKind(await readReplica(feeds.dataDir), 'review').map(({ review: each }) => each);
  assert.equal(
    kept.map(({ rating, authorDisplay }) => [rating, authorDisplay]),
    [
      [4, 'Karina S.'],
      [5, ''],
    ],
  );
});

test('refuses a reviews feed with a document type, and changes nothing', async (t) => {
  const feeds = new FeedFolder(t);
  const { version } = await feeds.import();
  feeds.write('products.tsv', products(row('A'), row('B', { size: 'M' })));
  feeds.write(
    'reviews.xml',
    '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed><reviews>&b;</reviews></feed>',
  );
  assert.is(await refusal(feeds.import()), 'TW_FEED_MARKUP');
  feeds.write('reviews.xml', '<feed><reviews><review><review_id>1</review_id>');
  assert.is(
    await refusal(feeds.import()),
    'TW_FEED_MARKUP',
    'a feed that was cut short must not delete reviews',
  );
  const [header] = ofKind(await readReplica(feeds.dataDir), 'header');
  assert.is(header?.version, version);
});

test('refuses whole files that are missing, empty or lack a column', async (t) => {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', '');
  assert.is(await refusal(feeds.import()), 'TW_FEED_COLUMNS');
  feeds.write('products.tsv', 'id\ttitle\nA\tHoodie');
  assert.is(await refusal(feeds.import()), 'TW_FEED_COLUMNS');
  feeds.write('products.tsv', products());
  assert.is(await refusal(feeds.import()), 'TW_FEED_EMPTY');
  feeds.write('stores.json', '{"stores":1}');
  assert.is(await refusal(feeds.import()), 'TW_FEED_UNREADABLE');
});

test('leaves out pictures that are broken, missing, remote or outside the folder', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.picture('images/good.jpg', { width: 700, height: 500 });
  feeds.write('images/broken.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'));
  feeds.write('images/vector.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  writeFileSync(join(feeds.dir, '..', 'secret.jpg'), 'x');
  symlinkSync(join(feeds.dir, '..', 'secret.jpg'), join(feeds.dir, 'images/link.jpg'));
  const links = [
    'images/good.jpg',
    'images/broken.jpg',
    'images/vector.svg',
    '../secret.jpg',
    'images/../../secret.jpg',
    'images/link.jpg',
    '/etc/passwd',
    'file:///etc/passwd',
    'https://shop.example/a.jpg',
    'images/none.jpg',
  ];
  feeds.write(
    'products.tsv',
    products(...links.map((link, index) => row(`S${index}`, { 'image link': link }))),
  );
  feeds.write('local.tsv', local());
  feeds.write('reviews.xml', reviews());
  const report = await feeds.import();
  assert.is(report.variants, links.length);
  const codes = report.rejections.map(({ id, code }) => `${id} ${code}`).sort();
  assert.equal(codes, [
    'S1 TW_PICTURE_BROKEN',
    'S2 TW_PICTURE_BROKEN',
    'S3 TW_PICTURE_OUTSIDE',
    'S4 TW_PICTURE_OUTSIDE',
    'S5 TW_PICTURE_OUTSIDE',
    'S6 TW_PICTURE_OUTSIDE',
    'S7 TW_PICTURE_OUTSIDE',
    'S8 TW_PICTURE_REMOTE',
    'S9 TW_PICTURE_MISSING',
  ]);
  assert.is(ofKind(await readReplica(feeds.dataDir), 'product')[0]?.product.media.length, 1);
});
