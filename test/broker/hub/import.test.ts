import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import { openHubDatabase } from '../../../broker/hub/store/schema.ts';
import { CustomerStore } from '../../../broker/hub/store/customer-store.ts';
import { suite } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { FeedFolder, local, products, review, reviews, row } from './support/feed-folder.ts';
import { LOYALTY_KEY } from './support/hub-bench.ts';
import { ofKind, readReplica } from './support/read-replica.ts';

const test = suite('Hub: import');

test('makes a product of variants: bare title, sizes by rule, ratings, related and guide', async (t) => {
  const feeds = new FeedFolder(t);
  const sizes = ['XL', 'S', '36', 'XS', '29.5', 'M', '28', 'L'];
  const rows = sizes.map((size) => row(`A-${size}`, { size, title: `Chaz Hoodie Black ${size}` }));
  feeds.write(
    'products.tsv',
    products(...rows, row('B', { 'item group id': '', title: 'Belt', size: '', color: '' })),
  );
  feeds.write('local.tsv', local('MIL-01\tA-S\t5\tin stock\tsame day'));
  const ids = '<skus><sku>A-S</sku><sku>A-M</sku><sku>A-L</sku></skus>';
  feeds.write(
    'reviews.xml',
    reviews(review('1', { ids }), review('2', { ids, rating: '<overall min="1" max="5">5</overall>' })),
  );
  feeds.write('related.json', JSON.stringify([{ productId: 'CHAZ', relatedIds: ['B', 'GONE'] }]));
  feeds.write(
    'guides.json',
    JSON.stringify([{ productId: 'CHAZ', title: { it: 'Cura' }, steps: [{ it: 'Lava.' }] }]),
  );
  const report = await feeds.import({ related: 'related.json', guides: 'guides.json' });
  assert.equal([report.products, report.variants, report.reviews, report.rejected], [2, 9, 2, 0]);
  const lines = await readReplica(feeds.dataDir);
  const chaz = ofKind(lines, 'product').find((line) => line.product.productId === 'CHAZ')?.product;
  assert.equal(chaz?.title, { en: 'Chaz Hoodie' });
  assert.equal(chaz?.rating, { average: 4.5, count: 2, verified: 0, histogram: [0, 0, 0, 1, 1] });
  assert.equal(chaz?.relatedIds, ['B']);
  assert.equal(chaz?.guide, { title: { it: 'Cura' }, steps: [{ it: 'Lava.' }] });
  const variants = ofKind(lines, 'variant')
    .map((line) => line.variant)
    .filter((each) => each.productId === 'CHAZ');
  const order = variants.sort((a, b) => a.position - b.position).map(({ size }) => size);
  assert.equal(order, ['XS', 'S', 'M', 'L', 'XL', '28', '29.5', '36']);
  const [end] = ofKind(lines, 'end');
  assert.is(end?.lines, lines.length);
});

test('says at the end of each feed how much it read, however little', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  assert.equal(Object.fromEntries(feeds.progress), {
    stores: 2,
    products: 1,
    local: 1,
    reviews: 1,
    catalogue: 1,
  });
});

test('derives pictures without metadata, never larger than they are, and only once', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.picture('images/a.jpg', { width: 700, height: 900 });
  feeds.write('products.tsv', products(row('A', { 'image link': 'images/a.jpg' })));
  await feeds.import();
  const [line] = ofKind(await readReplica(feeds.dataDir), 'product');
  const [media] = line?.product.media ?? [];
  assert.equal(
    [media?.width, media?.height, media?.widths, media?.colour],
    [700, 900, [320, 640, 700], 'Black'],
  );
  const folder = join(feeds.dataDir, 'media');
  const files = readdirSync(folder).sort();
  assert.equal(
    files,
    ['320', '640', '700'].map((width) => `${media?.sha256}-${width}.webp`),
  );
  const metadata = await sharp(join(folder, files[2] ?? '')).metadata();
  assert.equal([metadata.format, metadata.width, metadata.exif], ['webp', 700, undefined]);
  const before = files.map((file) => statSync(join(folder, file)).mtimeMs);
  assert.is((await feeds.import()).unchanged, true);
  assert.equal(
    files.map((file) => statSync(join(folder, file)).mtimeMs),
    before,
  );
});

test('writes nothing when the content is what it was', async (t) => {
  const feeds = new FeedFolder(t);
  const first = await feeds.import();
  const second = await feeds.import();
  assert.equal([first.unchanged, second.unchanged], [false, true]);
  assert.is(second.version, first.version);
  feeds.write('local.tsv', local('MIL-01\tA\t1\tlimited availability\tsame day'));
  const third = await feeds.import();
  assert.is(third.unchanged, false);
  assert.is.not(third.version, first.version);
});

test('stores customers by the keyed hash of their card, never by its UID', async (t) => {
  const feeds = new FeedFolder(t);
  const marta = {
    ref: 'c-1',
    displayName: 'Marta Rossi',
    tier: 'Gold',
    locale: 'it',
    cardUid: '04A1B27C5E6180',
    wishlist: [],
  };
  feeds.write(
    'customers.json',
    JSON.stringify([marta, { ...marta, ref: 'c-2' }, { ref: 'c-3', cardUid: 'xyz' }]),
  );
  const report = await feeds.import({ customers: 'customers.json' });
  assert.is(report.rejected, 2);
  const database = openHubDatabase(join(feeds.dataDir, 'hub.sqlite'));
  t.after(() => database.close());
  const card = createHmac('sha256', LOYALTY_KEY).update(Buffer.from(marta.cardUid, 'hex')).digest('hex');
  assert.is(new CustomerStore(database).byCard(card)?.displayName, 'Marta R.');
  assert.not.ok(readFileSync(join(feeds.dataDir, 'hub.sqlite')).includes(marta.cardUid));
});

test(
  'leaves the old version whole when it is killed half-way',
  async (t) => {
    const feeds = new FeedFolder(t);
    const { version } = await feeds.import();
    for (let index = 0; index < 12; index += 1) {
      await feeds.picture(`images/${index}.jpg`, { width: 1200 + index, height: 1500 });
    }
    const rows = Array.from({ length: 12 }, (_, index) =>
      row(`N${index}`, { 'image link': `images/${index}.jpg` }),
    );
    feeds.write('products.tsv', products(row('A'), ...rows));
    const script = new URL('./support/import-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', script, feeds.dir, feeds.dataDir]);
    const gone = new Promise((resolve) => void child.on('exit', resolve));
    let said = '';
    child.stdout.on('data', (chunk) => void (said += String(chunk)));
    await until(() => said.includes('pictures 2'), 15_000);
    child.kill('SIGKILL');
    await gone;
    const lines = await readReplica(feeds.dataDir);
    assert.is(ofKind(lines, 'header')[0]?.version, version);
    assert.is(ofKind(lines, 'variant').length, 1);
    assert.is((await feeds.import()).variants, 13);
  },
  { timeout: 40_000 },
);
