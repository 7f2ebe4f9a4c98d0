import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { suite } from '../../../harness/suite.ts';
import { badServer, breakOff, reply, type Say } from './support/bad-server.ts';
import { fetchKit, refusal, type KitOptions } from './support/fetch-kit.ts';

const test = suite('Fetch: servers that misbehave');

interface Case {
  says: Say;
  code: string;
  options?: KitOptions;
}

const begin = 'HTTP/1.1 200 So\r\ncontent-length: 1000\r\n\r\n';

/** Says a little now and then, for as long as somebody listens. */
function drip(head: string, piece: string): Say {
  return (socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(piece), 20);
    socket.on('close', () => clearInterval(timer));
  };
}

function flood(head: string, piece: Buffer): Say {
  return (socket) => {
    socket.write(head);
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
      if (!socket.destroyed) socket.once('drain', more);
    };
    more();
  };
}

const CASES: Record<string, Case> = {
  'that never answers': {
    says: () => undefined,
    code: 'TW_FETCH_TIMEOUT',
    options: { limits: { idleMs: 80 } },
  },
  'that stops in the middle': {
    says: (socket) => socket.write(`${begin}some`),
    code: 'TW_FETCH_TIMEOUT',
    options: { limits: { idleMs: 80 } },
  },
  'that drips its headers for ever': {
    says: drip('HTTP/1.1 200 So\r\n', 'x-a: b\r\n'),
    code: 'TW_FETCH_TIMEOUT',
    options: { limits: { ms: 150 } },
  },
  'that drips its body for ever': {
    says: drip(begin, '.'),
    code: 'TW_FETCH_TIMEOUT',
    options: { limits: { ms: 150 } },
  },
  'whose body never ends': {
    says: flood('HTTP/1.1 200 So\r\n\r\n', Buffer.alloc(16_384, 'x')),
    code: 'TW_FETCH_TOO_LARGE',
  },
  'that announces more than is allowed': {
    says: reply('', { headers: { 'content-length': 100_001 } }),
    code: 'TW_FETCH_TOO_LARGE',
  },
  'that sends less than it announced': { says: breakOff('short', 500), code: 'TW_FETCH_FAILED' },
  'that breaks off a chunked body': {
    says: (socket) => socket.end('HTTP/1.1 200 So\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
    code: 'TW_FETCH_FAILED',
  },
  'that hangs up at once': { says: (socket) => socket.destroy(), code: 'TW_FETCH_FAILED' },
  'that does not speak HTTP': { says: (socket) => socket.end('220 mail ready\r\n'), code: 'TW_FETCH_FAILED' },
  'with headers beyond measure': {
    says: flood('HTTP/1.1 200 So\r\n', Buffer.from(`x-a: ${'b'.repeat(1_000)}\r\n`)),
    code: 'TW_FETCH_FAILED',
  },
  'with a small file that unpacks to a huge one': {
    says: reply(gzipSync(Buffer.alloc(5_000_000)), { headers: { 'content-encoding': 'gzip' } }),
    code: 'TW_FETCH_TOO_LARGE',
  },
  'whose packed content is cut off': {
    says: reply(gzipSync('a'.repeat(5_000)).subarray(0, 20), { headers: { 'content-encoding': 'gzip' } }),
    code: 'TW_FETCH_FAILED',
  },
  'with an encoding that was not asked for': {
    says: reply('x', { headers: { 'content-encoding': 'zstd' } }),
    code: 'TW_FETCH_FAILED',
  },
  'with an encoding in an encoding': {
    says: reply(gzipSync(gzipSync('x')), { headers: { 'content-encoding': 'gzip, gzip' } }),
    code: 'TW_FETCH_FAILED',
  },
  'that says nothing has changed, unasked': { says: reply('', { status: 304 }), code: 'TW_FETCH_FAILED' },
  'that sends a part, unasked': {
    says: reply('abc', { status: 206, headers: { 'content-range': 'bytes 0-2/3' } }),
    code: 'TW_FETCH_FAILED',
  },
  'that knows no such file': { says: reply('gone', { status: 404 }), code: 'TW_FETCH_FAILED' },
};

for (const [name, { says, code, options }] of Object.entries(CASES))
  test(`ends with ${code} at a server ${name}, and leaves the file as it was`, async (t) => {
    const server = await badServer(t, reply('the old one', { headers: { etag: '"1"' } }), says);
    const { get, path } = fetchKit(t, options);
    await get(`${server.url}/feed`);
    // Of another address, so that nothing is asked conditionally.
    const found = await refusal(get(`${server.url}/other?key=k3y`));
    assert.is(found.code, code);
    assert.not.match(found.message, /k3y/);
    assert.is(readFileSync(path, 'utf8'), 'the old one');
    assert.not.ok(existsSync(`${path}.new`));
    assert.equal(readdirSync(dirname(path)).sort(), ['feed.tsv', 'feed.tsv.json']);
  });
