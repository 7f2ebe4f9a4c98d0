import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { ConsoleOverview } from '../../../broker/contract/http.ts';
import { importFeeds } from '../../../broker/hub/import/import-feeds.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { event } from './support/events.ts';
import { FeedFolder, products, row } from './support/feed-folder.ts';
import { startHub } from './support/hub-bench.ts';

const test = suite('Hub: HTTP');
const HOST = { host: '127.0.0.1' };
const OPEN = { host: '0.0.0.0', port: 0, token: 'a-long-token', behindProxy: true };

const codeOf = (answer: { json(): unknown }): string =>
  (answer.json() as { error: { code: string } }).error.code;

test('serves the snapshot of a store with a tag that answers 304', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const { app } = await startHub(t, { dataDir: feeds.dataDir });
  const answer = await app.inject({ url: '/api/replica/MIL-01', headers: HOST });
  assert.equal(
    [answer.headers['content-type'], answer.headers['content-encoding']],
    ['application/gzip', undefined],
  );
  const lines = gunzipSync(answer.rawPayload).toString('utf8').trimEnd().split('\n');
  assert.is(JSON.parse(lines.at(-1) ?? '').lines, lines.length);
  assert.ok(lines[0]?.includes('"storeCode":"MIL-01"'));
  const etag = String(answer.headers.etag);
  const again = await app.inject({ url: '/api/replica/MIL-01', headers: { ...HOST, 'if-none-match': etag } });
  assert.is(again.statusCode, 304);
  assert.is.not((await app.inject({ url: '/api/replica/PAR-02', headers: HOST })).headers.etag, etag);
  assert.is(codeOf(await app.inject({ url: '/api/replica/XX', headers: HOST })), 'TW_STORE_UNKNOWN');
});

test('serves a catalogue that has products and no stores to whoever asks, and changes after it', async (t) => {
  const feeds = new FeedFolder(t);
  const importing = (): Promise<unknown> =>
    importFeeds({
      dataDir: feeds.dataDir,
      files: { products: join(feeds.dir, 'products.tsv') },
      clock: new VirtualClock(),
      logger: new QuietLogger(),
    });
  await importing();
  const { app } = await startHub(t, { dataDir: feeds.dataDir });
  const whole = await app.inject({ url: '/api/replica/shop', headers: HOST });
  const lines = gunzipSync(whole.rawPayload).toString('utf8').trimEnd().split('\n');
  const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
  assert.equal(kinds, ['header', 'product', 'variant', 'end']);
  const { version } = JSON.parse(lines[0] ?? '') as { version: string };
  feeds.write('products.tsv', products(row('A'), row('B', { size: 'M' })));
  await importing();
  const changes = await app.inject({ url: `/api/replica/shop/changes?from=${version}`, headers: HOST });
  assert.is(changes.statusCode, 200);
  assert.match(gunzipSync(changes.rawPayload).toString('utf8'), /"sku":"B"/);
});

test('names the hash of a snapshot, and hands out the rest of one, also of one that is no longer current', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const { app } = await startHub(t, { dataDir: feeds.dataDir });
  const get = (headers: Record<string, string>) =>
    app.inject({ url: '/api/replica/MIL-01', headers: { ...HOST, ...headers } });
  const first = await get({});
  const whole = first.rawPayload;
  const digest = createHash('sha256').update(whole).digest();
  assert.is(first.headers['repr-digest'], `sha-256=:${digest.toString('base64')}:`);
  const etag = String(first.headers.etag);
  assert.is(etag, `"${digest.toString('hex')}"`);
  feeds.write('products.tsv', products(row('A', { price: '40.00 EUR' })));
  await feeds.import();
  const rest = await get({ range: 'bytes=100-', 'if-range': etag });
  assert.equal([rest.statusCode, rest.rawPayload], [206, whole.subarray(100)]);
  assert.is(rest.headers['content-range'], `bytes 100-${whole.length - 1}/${whole.length}`);
  assert.equal((await get({ range: 'bytes=5-9', 'if-range': etag })).rawPayload, whole.subarray(5, 10));
  assert.is((await get({ range: `bytes=${whole.length}-`, 'if-range': etag })).statusCode, 416);
  const next = await get({ range: 'bytes=100-', 'if-range': `"${'0'.repeat(64)}"` });
  assert.equal([next.statusCode, next.headers.etag], [200, etag], 'of a little while ago: changes lead on');
  for (const range of ['bytes=-5', 'bytes=9-5', 'bytes=0-1,3-4', 'lines=1-2'])
    assert.is((await get({ range, 'if-range': etag })).statusCode, 200, range);
});

test('serves pictures for ever, by exact names only', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.picture('images/a.jpg', { width: 200, height: 200 });
  feeds.write('products.tsv', products(row('A', { 'image link': 'images/a.jpg' })));
  await feeds.import();
  const { app } = await startHub(t, { dataDir: feeds.dataDir });
  const replica = await app.inject({ url: '/api/replica/MIL-01', headers: HOST });
  const sha256 = /"sha256":"([0-9a-f]+)"/.exec(gunzipSync(replica.rawPayload).toString('utf8'))?.[1];
  const picture = await app.inject({ url: `/media/${sha256}-200.webp`, headers: HOST });
  assert.equal([picture.statusCode, picture.headers['content-type']], [200, 'image/webp']);
  assert.ok(String(picture.headers['cache-control']).includes('immutable'));
  const [first, again] = await Promise.all([
    app.inject({ url: `/media/${sha256}-200.jpg`, headers: HOST }),
    app.inject({ url: `/media/${sha256}-200.jpg`, headers: HOST }),
  ]);
  assert.equal([first.statusCode, first.headers['content-type']], [200, 'image/jpeg']);
  const { format, width } = await sharp(first.rawPayload).metadata();
  assert.equal([format, width, again.rawPayload.equals(first.rawPayload)], ['jpeg', 200, true]);
  assert.ok(existsSync(join(feeds.dataDir, 'media', `${sha256}-200.jpg`)), 'made once');
  for (const name of [
    `${sha256}-199.jpg`,
    '..%2Fhub.sqlite',
    'hub.sqlite',
    `${sha256}-200.webp.part`,
    `${'0'.repeat(64)}-200.webp`,
  ]) {
    assert.is((await app.inject({ url: `/media/${name}`, headers: HOST })).statusCode, 404, name);
  }
});

test('answers what it does not know in one shape, under a strict policy', async (t) => {
  const { app } = await startHub(t);
  const answer = await app.inject({ url: '/nowhere', headers: HOST });
  assert.equal([answer.statusCode, codeOf(answer)], [404, 'TW_NOT_FOUND']);
  const policy = String(answer.headers['content-security-policy']);
  assert.ok(policy.includes("default-src 'self'") && policy.includes("frame-ancestors 'none'"));
  assert.not.ok(policy.includes('unsafe'));
  assert.is(answer.headers['x-content-type-options'], 'nosniff');
  assert.is((await app.inject({ url: '/', headers: HOST })).headers.location, '/console');
});

test('goes by no other name on loopback', async (t) => {
  const { app } = await startHub(t);
  const answer = await app.inject({ url: '/api/console/overview', headers: { host: 'evil.example' } });
  assert.equal([answer.statusCode, codeOf(answer)], [403, 'TW_HOST_REFUSED']);
  const named = await app.inject({ url: '/api/console/overview', headers: { host: 'localhost:7301' } });
  assert.is(named.statusCode, 200);
});

test('goes by its proxy’s name on loopback, and lets nobody behind a proxy in without a token', async (t) => {
  const host = '127.0.0.1';
  const { app } = await startHub(t, { http: { host, port: 0, token: 'a-long-token', behindProxy: true } });
  const url = '/api/console/overview';
  const asked = await app.inject({ url, headers: { host: 'hub.example' } });
  assert.equal([asked.statusCode, codeOf(asked)], [401, 'TW_SIGNED_OUT']);
  const headers = { host: 'hub.example', authorization: 'Bearer a-long-token' };
  assert.is((await app.inject({ url, headers })).statusCode, 200);
  const code = await startHub(t, { http: { host, port: 0, behindProxy: true } }).then(
    () => 'started',
    (error: { code?: string }) => error.code,
  );
  assert.is(code, 'TW_HUB_TOKEN_REQUIRED');
});

test('takes changes from its own pages only', async (t) => {
  const bench = await startHub(t);
  await bench.say('evt/batch', [event(1)]);
  const url = '/api/console/kiosks/mil-01.k1/displays/wall';
  const put = (headers: object) =>
    bench.app.inject({ method: 'PUT', url, headers: { ...HOST, ...headers }, payload: {} });
  assert.is(codeOf(await put({ origin: 'https://evil.example' })), 'TW_ORIGIN_REFUSED');
  assert.is(codeOf(await put({ origin: 'null' })), 'TW_ORIGIN_REFUSED');
  assert.is(codeOf(await put({ 'sec-fetch-site': 'cross-site' })), 'TW_ORIGIN_REFUSED');
  assert.is((await put({ origin: 'http://127.0.0.1' })).statusCode, 200);
});

test('refuses bodies that are too large or no JSON', async (t) => {
  const { app } = await startHub(t);
  const post = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/console/sign-in',
      headers: { ...HOST, 'content-type': 'application/json' },
      payload,
    });
  assert.is((await post('x'.repeat(20_000))).statusCode, 413);
  assert.is((await post('{')).statusCode, 400);
});

test('answers an address that the router gives up on as any other, and waits for no request for ever', async (t) => {
  const { app } = await startHub(t);
  for (const url of [`/api/console/kiosks/${'A'.repeat(5_000)}`, '/api/console/kiosks/%zz']) {
    const answer = await app.inject({ url, headers: HOST });
    assert.is(answer.statusCode, 400);
    assert.is(codeOf(answer), 'TW_REQUEST_INVALID');
    assert.not(answer.body.includes('AAAA'));
    assert.ok(answer.headers['content-security-policy']);
  }
  const { requestTimeout, headersTimeout } = app.server;
  assert.ok(requestTimeout > 0 && headersTimeout <= requestTimeout, 'else Node.js waits a minute and more');
});

test('asks for the token beyond this machine', async (t) => {
  const { app } = await startHub(t, { http: OPEN });
  const get = (headers: Record<string, string>) => app.inject({ url: '/api/console/overview', headers });
  assert.is(codeOf(await get({})), 'TW_SIGNED_OUT');
  assert.is((await get({ authorization: 'Bearer a-long-token' })).statusCode, 200);
  const payload = { token: 'a-long-token' };
  const signIn = await app.inject({ method: 'POST', url: '/api/console/sign-in', payload });
  const cookie = String(signIn.headers['set-cookie']);
  assert.ok(cookie.includes('HttpOnly') && cookie.includes('SameSite=Strict'));
  assert.is((await get({ cookie: cookie.split(';')[0] ?? '' })).statusCode, 200);
  assert.is((await get({ cookie: 'tapwall_console=guess' })).statusCode, 401);
  assert.is((await app.inject({ url: '/health' })).statusCode, 200);
});

test('slows down who guesses the token', async (t) => {
  const bench = await startHub(t, { http: OPEN });
  const guess = (token: string) =>
    bench.app.inject({ method: 'POST', url: '/api/console/sign-in', payload: { token } });
  for (let count = 0; count < 5; count += 1) assert.is((await guess('wrong')).statusCode, 401);
  assert.is((await guess('a-long-token')).statusCode, 429);
  await bench.advance(15_000);
  assert.is((await guess('a-long-token')).statusCode, 200);
});

test('streams the overview and each new event to the console', async (t) => {
  const bench = await startHub(t);
  const address = bench.app.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const abort = new AbortController();
  t.after(() => abort.abort());
  const response = await fetch(`http://127.0.0.1:${port}/api/console/stream`, { signal: abort.signal });
  assert.is(response.headers.get('x-content-type-options'), 'nosniff');
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  })();
  reading.catch(() => undefined);
  await until(() => text.includes('event: overview'), 5_000);
  await bench.say('evt/batch', [event(1)]);
  await until(() => text.includes('event: activity') && text.includes('"review_read"'), 5_000);
  await bench.advance(300);
  await until(() => text.split('event: overview').length > 2, 5_000);
});

test('shows the catalogue, the kiosks and the schema of the settings at once', async (t) => {
  const feeds = new FeedFolder(t);
  await feeds.import();
  const bench = await startHub(t, { dataDir: feeds.dataDir });
  await bench.say('evt/batch', [event(1)]);
  const overview = await bench.get<ConsoleOverview>('/api/console/overview');
  assert.is(overview.catalogue?.variants, 1);
  assert.equal(
    overview.stores.map(({ storeCode }) => storeCode),
    ['MIL-01', 'PAR-02'],
  );
  assert.equal(
    overview.kiosks.map(({ id, storeName }) => [id, storeName]),
    [['mil-01.k1', 'Milano']],
  );
  assert.ok('idleSeconds' in (overview.settingsSchema['properties'] as object));
});
