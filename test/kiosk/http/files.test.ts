import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { MediaCache } from '../../../kiosk/media/media-cache.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { codeOf, get, httpKit } from './kit.ts';

const test = suite('Files of the kiosk’s web server');
const FILE = `${'ab'.repeat(32)}-320.webp`;

test('hands a picture on disk out as immutable', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, FILE), 'RIFF');
  const options = { folder, hub: 'http://hub.test', clock: new VirtualClock(), logger: new QuietLogger() };
  const pictures = new MediaCache(options);
  await pictures.start();
  const { server } = await httpKit(t, { pictures });
  const answer = await get(server, `/media/${FILE}`);
  assert.is(answer.statusCode, 200);
  assert.is(answer.body, 'RIFF');
  assert.is(answer.headers['content-type'], 'image/webp');
  assert.match(String(answer.headers['cache-control']), /immutable/);
});

test('hands a picture out as JPEG to what shows images but no WebP', async (t) => {
  const folder = temporaryFolder(t);
  const jpeg = FILE.replace('webp', 'jpg');
  writeFileSync(join(folder, FILE), 'RIFF');
  writeFileSync(join(folder, jpeg), 'JFIF');
  const options = { folder, hub: 'http://hub.test', clock: new VirtualClock(), logger: new QuietLogger() };
  const pictures = new MediaCache(options);
  await pictures.start();
  const { server } = await httpKit(t, { pictures });
  const kindFor = async (accept: string, file = FILE): Promise<unknown> => {
    const answer = await server.inject({
      url: `/media/${file}`,
      headers: { host: '127.0.0.1', ...(accept !== '' && { accept }) },
    });
    return answer.headers['content-type'];
  };
  const old = 'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';
  assert.equal(
    await Promise.all(['image/avif,image/webp,*/*;q=0.8', '*/*', ''].map((each) => kindFor(each))),
    ['image/webp', 'image/webp', 'image/webp'],
  );
  assert.equal([await kindFor(old), await kindFor('*/*', jpeg)], ['image/jpeg', 'image/jpeg']);
});

test('says that a picture is not here and the hub is away', async (t) => {
  const { server } = await httpKit(t);
  const answer = await get(server, `/media/${FILE}`);
  assert.is(answer.statusCode, 503);
  assert.is(codeOf(answer), 'TW_MEDIA_OFFLINE');
});

const NO_PICTURES = [
  '/media/..%2f..%2fsecret.txt',
  '/media/%2e%2e%2fsecret.txt',
  '/media/x.webp',
  `/media/${FILE}.part`,
  `/media/${FILE}%00.webp`,
  `/media/..%5c${FILE}`,
  `/media/sub/${FILE}`,
  '/media/',
];

for (const url of NO_PICTURES) {
  test(`has nothing at ${url}`, async (t) => {
    const { server } = await httpKit(t);
    const answer = await get(server, url);
    assert.is(answer.statusCode, 404);
    assert.match(codeOf(answer), /^TW_(MEDIA_NAME|NOT_FOUND)$/);
  });
}

for (const page of ['wall', 'room', 'lab']) {
  test(`hands out the page ${page}, to be asked for again each time`, async (t) => {
    const { server } = await httpKit(t);
    const answer = await get(server, `/${page}`);
    assert.is(answer.body, `<title>${page}</title>`);
    assert.is(answer.headers['cache-control'], 'no-cache');
  });
}

test('hands assets out as immutable, because their names hold a hash', async (t) => {
  const { server } = await httpKit(t);
  const answer = await get(server, '/assets/app-1a2b.js');
  assert.is(answer.statusCode, 200);
  assert.match(String(answer.headers['cache-control']), /max-age=31536000, immutable/);
});

const OUTSIDE = [
  '/assets/../../secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
];

for (const url of [...OUTSIDE, '/assets/none.js', '/assets/', '/console', '/index.html', '/wall/', '/.env']) {
  test(`keeps what lies at ${url} to itself`, async (t) => {
    const { server } = await httpKit(t);
    const answer = await get(server, url);
    assert.ok([403, 404].includes(answer.statusCode), String(answer.statusCode));
    assert.not.match(answer.body, /the secret/);
    assert.match(codeOf(answer), /^TW_/);
  });
}

test('leads to the lab, or to the wall where there is none', async (t) => {
  assert.is((await get((await httpKit(t)).server, '/')).headers['location'], '/lab');
  assert.is((await get((await httpKit(t, { lab: null })).server, '/')).headers['location'], '/wall');
});

test('works without built screens, except for the pages', async (t) => {
  const { server } = await httpKit(t, { uiDir: null });
  assert.is(codeOf(await get(server, '/wall')), 'TW_NOT_FOUND');
  assert.is((await get(server, '/api/health')).statusCode, 200);
});
