import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { mkdirSync, openSync, closeSync, ftruncateSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../broker/errors.ts';
import { FeedFolder, products, row } from '../broker/hub/support/feed-folder.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Feeds that mean harm');

test('name folders, pipes and huge files as pictures, and cost only their pictures', async (t) => {
  const feeds = new FeedFolder(t);
  const images = join(feeds.dir, 'images');
  mkdirSync(images, { recursive: true });
  assert.is(spawnSync('mkfifo', [join(images, 'pipe.png')]).status, 0);
  const huge = openSync(join(images, 'huge.png'), 'w');
  ftruncateSync(huge, 5 * 1024 ** 3);
  closeSync(huge);
  const links = ['images', 'images/pipe.png', 'images/huge.png'];
  feeds.write(
    'products.tsv',
    products(...links.map((link, index) => row(`S${index}`, { 'image link': link }))),
  );
  const report = await feeds.import();
  assert.is(report.variants, 3);
  assert.equal(
    report.rejections.map(({ code }) => code).filter((code) => code.startsWith('TW_PICTURE')),
    ['TW_PICTURE_BROKEN', 'TW_PICTURE_BROKEN', 'TW_PICTURE_BROKEN'],
  );
});

test('nest reviews without end, and are refused at once', async (t) => {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', products(row('S1')));
  writeFileSync(
    join(feeds.dir, 'reviews.xml'),
    `<?xml version="1.0"?><feed><reviews><review>${'<a>'.repeat(300_000)}`,
  );
  const began = performance.now();
  const error = await feeds.import().then(
    () => undefined,
    (cause: unknown) => cause,
  );
  assert.ok(isBrokerError(error, 'TW_FEED_MARKUP'));
  assert.ok(performance.now() - began < 10_000);
});
