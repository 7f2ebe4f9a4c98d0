import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { badServer, breakOff, reply, type Say } from './support/bad-server.ts';
import { fetchKit, refusal } from './support/fetch-kit.ts';

const test = suite('Fetch: downloads');

const CONTENT = 'id\ttitle\n' + Array.from({ length: 50 }, (_, index) => `A${index}\tCoat\n`).join('');
const ETAG = { etag: '"one"' };

/** The rest of the content, as a server that keeps to RFC 9110 sends it. */
function rest(content = CONTENT, headers: Record<string, string> = ETAG): Say {
  return (socket, asked) => {
    const from = Number(/^bytes=(\d+)-$/.exec(asked.headers['range'] ?? '')?.[1]);
    const range = `bytes ${from}-${content.length - 1}/${content.length}`;
    reply(content.slice(from), { status: 206, headers: { ...headers, 'content-range': range } })(
      socket,
      asked,
    );
  };
}

test('fetches nothing that is there already, by ETag or by date', async (t) => {
  const modified = 'Mon, 02 Nov 2026 10:00:00 GMT';
  const server = await badServer(
    t,
    reply(CONTENT, {
      headers: { ...ETAG, 'last-modified': modified, 'content-type': 'text/tab-separated-values' },
    }),
    reply('', { status: 304 }),
  );
  const { get, path } = fetchKit(t);
  const first = await get(`${server.url}/feed`);
  assert.equal(
    [first.changed, first.bytes, first.contentType],
    [true, CONTENT.length, 'text/tab-separated-values'],
  );
  assert.is(first.sha256, createHash('sha256').update(CONTENT).digest('hex'));
  const second = await get(`${server.url}/feed`);
  assert.equal([second.changed, second.sha256, second.path], [false, first.sha256, path]);
  const headers = server.asked[1]?.headers;
  assert.equal([headers?.['if-none-match'], headers?.['if-modified-since']], ['"one"', modified]);
});

test('says that nothing changed when a server sends the same content again', async (t) => {
  const server = await badServer(t, reply(CONTENT));
  const { get } = fetchKit(t);
  assert.equal([(await get(server.url)).changed, (await get(server.url)).changed], [true, false]);
});

test('unpacks what is sent packed', async (t) => {
  const server = await badServer(
    t,
    reply(gzipSync(CONTENT), { headers: { 'content-encoding': 'gzip' } }),
    reply(brotliCompressSync(CONTENT), { headers: { 'content-encoding': 'br' } }),
  );
  const { get, path } = fetchKit(t);
  for (const name of ['a', 'b']) {
    assert.is((await get(`${server.url}/${name}`)).bytes, CONTENT.length);
    assert.is(readFileSync(path, 'utf8'), CONTENT);
  }
});

test('goes on where it ended, also when the hub was started anew in between', async (t) => {
  const server = await badServer(t, breakOff(CONTENT.slice(0, 100), CONTENT.length, ETAG), rest());
  const { get, path } = fetchKit(t);
  assert.is((await refusal(get(`${server.url}/feed`))).code, 'TW_FETCH_FAILED');
  assert.is((await get(`${server.url}/feed`)).bytes, CONTENT.length);
  assert.is(readFileSync(path, 'utf8'), CONTENT);
  assert.equal(
    [server.asked[1]?.headers['range'], server.asked[1]?.headers['if-range']],
    ['bytes=100-', '"one"'],
  );
  assert.not.ok(existsSync(`${path}.part`));
});

test('goes on in packed content, and unpacks the whole', async (t) => {
  const packed = gzipSync(CONTENT).toString('latin1');
  const encoding = { 'content-encoding': 'gzip', ...ETAG };
  const some = Buffer.from(packed.slice(0, 40), 'latin1');
  const server = await badServer(
    t,
    (socket) => {
      reply(some, { headers: { ...encoding, 'content-length': packed.length } })(socket, {
        path: '',
        headers: {},
      });
      socket.end();
    },
    reply(Buffer.from(packed.slice(40), 'latin1'), {
      status: 206,
      headers: { ...encoding, 'content-range': `bytes 40-${packed.length - 1}/${packed.length}` },
    }),
  );
  const { get, path } = fetchKit(t, { attempts: 2 });
  await get(`${server.url}/feed`);
  assert.is(readFileSync(path, 'utf8'), CONTENT);
});

test('begins anew when the content changed in the middle, by whatever the server says so', async (t) => {
  const fresh = CONTENT.replaceAll('Coat', 'Boot');
  const begun = breakOff(CONTENT.slice(0, 100), CONTENT.length, ETAG);
  const whole = reply(fresh, { headers: { etag: '"two"' } });
  const middles: Record<string, Say[]> = {
    'the whole new one': [begun, whole],
    'a part of the new one': [begun, rest(fresh, { etag: '"two"' }), whole],
    'that there is no such part': [begun, reply('', { status: 416 }), whole],
    'a part from elsewhere': [
      begun,
      reply(CONTENT.slice(50), {
        status: 206,
        headers: { ...ETAG, 'content-range': `bytes 50-${CONTENT.length - 1}/*` },
      }),
      whole,
    ],
    'a part without its place': [begun, reply(CONTENT.slice(100), { status: 206, headers: ETAG }), whole],
  };
  for (const [name, says] of Object.entries(middles)) {
    const server = await badServer(t, ...says);
    const { get, path } = fetchKit(t, { attempts: 3 });
    await get(`${server.url}/feed`);
    assert.is(readFileSync(path, 'utf8'), fresh, name);
  }
});

test('begins anew when nothing tells whether the rest would fit', async (t) => {
  const recent = new Date(1_793_600_000_000).toUTCString();
  for (const headers of [{}, { etag: 'W/"one"' }, { 'last-modified': recent, date: recent }]) {
    const server = await badServer(
      t,
      breakOff(CONTENT.slice(0, 100), CONTENT.length, headers),
      reply(CONTENT),
    );
    const { get, path } = fetchKit(t, { attempts: 2 });
    await get(`${server.url}/feed`);
    assert.is(server.asked[1]?.headers['range'], undefined);
    assert.is(readFileSync(path, 'utf8'), CONTENT);
  }
});

test('tries again what may pass, and nothing else', async (t) => {
  const busy = reply('', { status: 503, headers: { 'retry-after': '1' } });
  const server = await badServer(t, busy, (socket) => socket.destroy(), reply(CONTENT));
  const { get } = fetchKit(t, { attempts: 3 });
  await get(`${server.url}/feed`);
  assert.is(server.asked.length, 3);
  for (const status of [400, 401, 403, 404, 410]) {
    const closed = await badServer(t, reply('', { status }));
    assert.match((await refusal(get(`${closed.url}/feed`))).message, new RegExp(`answered ${status}`));
    assert.is(closed.asked.length, 1);
  }
});

test('stops at once when it is told to', async (t) => {
  const server = await badServer(t, (socket) =>
    socket.write('HTTP/1.1 200 So\r\ncontent-length: 50\r\n\r\n.'),
  );
  const { get } = fetchKit(t, { attempts: 3 });
  const control = new AbortController();
  const ended = refusal(get(`${server.url}/feed`, { signal: control.signal }));
  server.says.push(() => undefined);
  setTimeout(() => control.abort(), 50);
  assert.is((await ended).code, 'TW_FETCH_STOPPED');
  assert.is(server.asked.length, 1);
  assert.is((await refusal(get(server.url, { signal: control.signal }))).code, 'TW_FETCH_STOPPED');
});
