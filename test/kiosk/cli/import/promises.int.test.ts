import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as assert from 'uvu/assert';
import { fileTimeout, suite, type TestContext } from '../../../harness/suite.ts';
import { launch, READY_MS } from '../kit.ts';
import { lastFailure, line, Shop, SKUS } from './shop.ts';

const test = suite('tapwall import and what it promises');
const SLOW = { timeout: READY_MS };
fileTimeout(240_000);

async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test(
  'writes nothing in a dry run, neither in a new folder nor over a catalogue',
  async (t) => {
    const shop = new Shop(t);
    const url = await serve(t, (_, response) => response.end(readFileSync(shop.file('products.tsv'))));
    const feeds = ['--products', `${url}/products.tsv`, '--internal-host', '127.0.0.1'];
    const fresh = await shop.import(...feeds, '--dry-run');
    assert.equal([fresh.code, line(fresh)['event'], line(fresh)['variants']], [0, 'checked', 10]);
    assert.not(existsSync(shop.data));
    assert.is((await shop.import(...feeds)).code, 0);
    const before = shop.hash();
    shop.sell(SKUS.slice(1), { price: '60.00 EUR' });
    const over = await shop.import(...feeds, '--dry-run');
    assert.equal((line(over)['altered'] as Record<string, number>)['variant'], 9);
    assert.equal((line(over)['removed'] as Record<string, number>)['variant'], 1);
    assert.is(shop.hash(), before);
  },
  SLOW,
);

test(
  'holds what would take much away, with exit code 1, until it is approved',
  async (t) => {
    const shop = new Shop(t);
    const feeds = ['--products', shop.file('products.tsv')];
    await shop.import(...feeds);
    const nothing = await shop.import(...feeds, '--approve');
    assert.equal([nothing.code, lastFailure(nothing).code], [2, 'TW_NOT_FOUND']);
    shop.sell(SKUS.slice(5));
    const held = await shop.import(...feeds);
    assert.equal([held.code, lastFailure(held).code, line(held)['event']], [1, 'TW_IMPORT_HELD', 'held']);
    assert.match(lastFailure(held).message, /5 of 10 variants.*--approve/);
    const approved = await shop.import(...feeds, '--approve');
    assert.equal([approved.code, line(approved)['variants']], [0, 5]);
    shop.sell(SKUS.slice(8));
    assert.is((await shop.import(...feeds)).code, 1);
    // As a manager does in the console: the next one goes in.
    assert.equal(line(await shop.import('--approve')), { event: 'approved', source: 'files' });
    assert.equal(line(await shop.import(...feeds))['variants'], 2);
  },
  SLOW,
);

test(
  'writes every row that it left out to a file, as CSV or as JSON with the result',
  async (t) => {
    const shop = new Shop(t);
    shop.sell(SKUS, { gtin: '4006381333932' });
    const feeds = ['--products', shop.file('products.tsv'), '--stores', shop.file('stores.json')];
    const broken = await shop.import(...feeds, '--report', shop.file('report.csv'));
    assert.equal([broken.code, lastFailure(broken).code], [2, 'TW_FEED_EMPTY']);
    const table = readFileSync(shop.file('report.csv'), 'utf8').trimEnd().split('\r\n');
    assert.is(table.length, 11);
    assert.match(table[1] ?? '', /^products\.tsv,2,A,TW_ROW_GTIN,/);
    shop.write(
      'products.tsv',
      `${readFileSync(shop.file('products.tsv'), 'utf8').replaceAll('4006381333932', '')}\nlone`,
    );
    const ended = await shop.import(...feeds, '--report', shop.file('report.json'));
    const report = JSON.parse(readFileSync(shop.file('report.json'), 'utf8')) as Record<string, unknown>;
    assert.equal([ended.code, report['result']], [0, line(ended)]);
    assert.equal((report['rejections'] as object[]).length, 1);
    const unwritable = await shop.import(...feeds, '--report', '/nonexistent/report.csv');
    assert.equal([unwritable.code, lastFailure(unwritable).code], [2, 'TW_USAGE']);
  },
  SLOW,
);

test(
  'leaves the catalogue as it was when it is interrupted in the middle',
  async (t) => {
    const shop = new Shop(t);
    await shop.import('--products', shop.file('products.tsv'));
    let ask = (): void => undefined;
    const asked = new Promise<void>((resolve) => (ask = resolve));
    // A picture that never comes.
    const url = await serve(t, () => ask());
    shop.sell(SKUS, { price: '99.00 EUR', 'image link': `${url}/slow.jpg` });
    const args = ['--products', shop.file('products.tsv'), '--internal-host', '127.0.0.1'];
    const { child, output } = launch(['import', '--data', shop.data, ...args], {});
    const closed = once(child, 'close');
    await asked;
    child.kill('SIGINT');
    assert.equal((await closed)[0], 130);
    assert.is(lastFailure({ code: 130, ...output }).code, 'TW_INTERRUPTED');
    shop.sell(SKUS);
    const after = await shop.import('--products', shop.file('products.tsv'), '--dry-run');
    assert.equal(Object.values(line(after)['altered'] as object), [0, 0, 0, 0, 0]);
  },
  SLOW,
);

test(
  'reads a feed from standard input',
  async (t) => {
    const shop = new Shop(t);
    const feed = readFileSync(shop.file('products.tsv'), 'utf8');
    assert.is(line(await shop.pipe(feed, '--products', '-'))['variants'], 10);
  },
  SLOW,
);
