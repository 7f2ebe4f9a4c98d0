/** A hub with real sources: files and URLs, read in a thread of their own, shown and asked over HTTP. */
import { createServer } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { SourceRejection, SourcesAnswer, SourceSummary } from '../../../../broker/contract/sources.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { until } from '../../../support/until.ts';
import { local, products, review, reviews, row, STORES } from '../support/feed-folder.ts';
import { startHub, temporaryFolder, type HubBench } from '../support/hub-bench.ts';
import { ofKind, readReplica } from '../support/read-replica.ts';

const test = suite('Hub: sources');
const LIMIT = { timeout: 120_000 };
const HOST = { host: '127.0.0.1' };

interface Files {
  dataDir: string;
  write: (name: string, content: string | object) => void;
}

function files(t: TestContext): Files {
  const dataDir = temporaryFolder(t);
  mkdirSync(join(dataDir, 'sources.d'));
  const write: Files['write'] = (name, content) =>
    writeFileSync(
      join(dataDir, 'sources.d', name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  write('stores.json.txt', STORES);
  write('products.tsv', products(row('A'), row('B', { price: 'free' })));
  write('local.tsv', local('MIL-01\tA\t5\tin stock\tsame day'));
  write('reviews.xml', reviews(review('1', { ids: '<skus><sku>A</sku></skus>' })));
  return { dataDir, write };
}

const ALL = {
  stores: 'stores.json.txt',
  products: 'products.tsv',
  local: 'local.tsv',
  reviews: 'reviews.xml',
};

/** Until the source has been read and rests. */
async function readOnce(bench: HubBench, name: string): Promise<SourceSummary> {
  await bench.clock.advance(2_000);
  await bench.hub.drained();
  const { sources } = await bench.get<SourcesAnswer>('/api/sources');
  const found = sources.find((source) => source.name === name);
  if (found === undefined) throw new TypeError(`${name} is not there`);
  return found;
}

test(
  'reads feeds of files in a thread of its own, and says over HTTP what became of them',
  async (t) => {
    const { dataDir, write } = files(t);
    write('shop.json', { kind: 'feeds', options: ALL });
    const bench = await startHub(t, { dataDir });
    const shop = await readOnce(bench, 'shop');
    assert.equal(
      [shop.state, shop.lastRun?.error, shop.lastRun?.outcome, shop.rejections],
      ['good', null, 'imported', 1],
    );
    assert.equal(
      [shop.lastRun?.counts?.variants, shop.lastRun?.counts?.offers, shop.lastRun?.counts?.reviews],
      [1, 1, 1],
    );
    const rows = await bench.get<SourceRejection[]>('/api/sources/shop/rejections');
    assert.equal(
      rows.map(({ file, line, code }) => [file, line, code]),
      [['products.tsv', 3, 'TW_ROW_PRICE']],
    );
    const csv = await bench.app.inject({ url: '/api/sources/shop/report.csv', headers: HOST });
    assert.match(csv.headers['content-disposition'] as string, /attachment; filename="shop-report.csv"/);
    assert.match(csv.body, /^file,line,id,code,reason\r\nproducts.tsv,3,B,TW_ROW_PRICE,/);
    for (const url of ['/api/sources/none/rejections', '/api/sources/..%2f..%2fhub/report.csv'])
      assert.is((await bench.app.inject({ url, headers: HOST })).statusCode, 404);
  },
  LIMIT,
);

test(
  'holds what would empty the store, lets it in when somebody approves, and reads when asked',
  async (t) => {
    const { dataDir, write } = files(t);
    const rows = Array.from({ length: 10 }, (_, index) => row(`A${index}`, { gtin: '' }));
    write('products.tsv', products(...rows));
    write('shop.json', { kind: 'feeds', every: 0, options: { stores: ALL.stores, products: ALL.products } });
    const bench = await startHub(t, { dataDir });
    assert.is((await readOnce(bench, 'shop')).lastRun?.counts?.variants, 10);
    write('products.tsv', products(...rows.slice(0, 4)));
    const post = (what: string) =>
      bench.app.inject({ method: 'POST', url: `/api/sources/shop/${what}`, headers: HOST });
    assert.is((await post('approve')).statusCode, 404);
    assert.is((await post('run')).json<SourceSummary>().name, 'shop');
    const held = await readOnce(bench, 'shop');
    assert.equal([held.state, held.held?.removals['variants']], ['held', { removed: 6, of: 10 }]);
    assert.is(ofKind(await readReplica(dataDir), 'variant').length, 10);
    assert.is((await post('approve')).statusCode, 200);
    const after = await readOnce(bench, 'shop');
    assert.equal([after.state, after.held, after.lastRun?.counts?.variants], ['good', null, 4]);
  },
  LIMIT,
);

test(
  'takes each part from the source that gives it, by URL with its pictures, and fetches nothing twice',
  async (t) => {
    const picture = await sharp({ create: { width: 330, height: 400, channels: 3, background: 'green' } })
      .jpeg()
      .toBuffer();
    const asked: string[] = [];
    const server = createServer((request, answer) => {
      const url = request.url ?? '';
      asked.push(`${request.headers['if-none-match'] ? 'again ' : ''}${url}`);
      if (request.headers['if-none-match'] === '"1"') return answer.writeHead(304).end();
      const body = url.endsWith('.jpg')
        ? picture
        : products(row('A', { 'image link': '/img/a.jpg' }), row('B', { 'image link': 'img/gone.png' }));
      if (url.includes('gone')) return answer.writeHead(404).end();
      return answer.writeHead(200, { etag: '"1"' }).end(body);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    t.after(() => new Promise((resolve) => void server.close(resolve)));
    const { port } = server.address() as { port: number };
    const { dataDir, write } = files(t);
    write('erp.json', { kind: 'feeds', options: { local: 'local.tsv' } });
    write('a-stores.json', { kind: 'feeds', options: { stores: 'stores.json.txt' } });
    write('web.json', {
      kind: 'feeds',
      options: {
        products: `http://127.0.0.1:${port}/feed/products.tsv`,
        internalHosts: ['127.0.0.1'],
        currency: 'EUR',
      },
    });
    const bench = await startHub(t, { dataDir });
    const web = await readOnce(bench, 'web');
    assert.equal([web.state, web.lastRun?.error, web.rejections], ['good', null, 1]);
    // Stock came before the products it belongs to: its rows were left out, and come with the next reading.
    bench.app.inject({ method: 'POST', url: '/api/sources/erp/run', headers: HOST }).catch(() => undefined);
    await until(() => asked.length >= 3, 10_000);
    const erp = await readOnce(bench, 'erp');
    assert.is(erp.lastRun?.counts?.offers, 1);
    const [media] = ofKind(await readReplica(dataDir), 'product')[0]?.product.media ?? [];
    assert.equal([media?.width, media?.widths], [330, [320, 330]]);
    await bench.advance(600_000);
    await bench.hub.drained();
    assert.equal(asked, [
      '/feed/products.tsv',
      '/img/a.jpg',
      '/feed/img/gone.png',
      'again /feed/products.tsv',
    ]);
    const { given } = await bench.get<SourcesAnswer>('/api/sources');
    assert.equal(given.sort(), ['products', 'stock', 'stores']);
  },
  LIMIT,
);

test(
  'tells a stranger at a hook nothing, not even which sources there are',
  async (t) => {
    const { dataDir, write } = files(t);
    write('till.key', 'a secret of the till');
    write('till.json', {
      kind: 'mapper',
      options: {
        hook: { secretFile: 'till.key', fields: { store_code: '/shop', id: '/code', quantity: '/left' } },
      },
    });
    const bench = await startHub(t, { dataDir });
    const send = (name: string, headers: Record<string, string> = {}) =>
      bench.app.inject({
        method: 'POST',
        url: `/api/sources/${name}/hook`,
        headers: { ...HOST, ...headers },
        payload: '[]',
      });
    for (const name of ['till', 'none', '..%2f..']) {
      const { statusCode, body } = await send(name, { 'content-type': 'text/anything' });
      assert.equal(
        [statusCode, (JSON.parse(body) as { error: { code: string } }).error.code],
        [401, 'TW_HOOK_REFUSED'],
        name,
      );
    }
    const large = await bench.app.inject({
      method: 'POST',
      url: '/api/sources/till/hook',
      headers: { ...HOST, 'content-type': 'application/json' },
      payload: Buffer.alloc(1_000_001),
    });
    assert.is(large.statusCode, 413);
  },
  LIMIT,
);
