import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import { MediaCache } from '../../../kiosk/media/media-cache.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Media cache');

const file = (digit: number, width = 640): string => `${String(digit).repeat(64)}-${width}.webp`;

/** The smallest thing that passes for a WebP file of that size. */
function webp(size: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(size - 8, 4);
  bytes.write('WEBPVP8 ', 8, 'latin1');
  return new Uint8Array(bytes);
}

/** A hub that counts what it is asked for. */
class FakeHub {
  asked: string[] = [];
  isUp = true;
  body: BodyInit = webp(1000);
  status = 200;
  gate: Promise<void> = Promise.resolve();

  fetch: typeof fetch = async (input) => {
    this.asked.push(new URL(input instanceof Request ? input.url : input).pathname);
    await this.gate;
    if (!this.isUp) throw new TypeError('fetch failed');
    return new Response(this.body, { status: this.status });
  };
}

async function cacheOf(context: TestContext, options: { folder?: string; maxBytes?: number } = {}) {
  const folder = options.folder ?? temporaryFolder(context);
  const hub = new FakeHub();
  const clock = new VirtualClock();
  const cache = new MediaCache({
    folder,
    hub: 'http://hub.example',
    clock,
    logger: new QuietLogger(),
    fetch: hub.fetch,
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  await cache.start();
  context.after(() => cache.stop());
  return { cache, hub, clock, folder };
}

async function refuses(code: KioskErrorCode, getting: Promise<unknown>): Promise<void> {
  try {
    await getting;
  } catch (error) {
    assert.ok(isKioskError(error, code), String(error));
    return;
  }
  assert.unreachable(`${code} expected`);
}

test('fetches a picture once and serves it from disk ever after', async (context) => {
  const { cache, hub, folder } = await cacheOf(context);
  const first = await cache.get(file(1));
  assert.equal(first, { path: join(folder, file(1)), bytes: 1000 });
  hub.isUp = false;
  assert.equal(await cache.get(file(1)), first);
  assert.equal(hub.asked, [`/media/${file(1)}`]);
  assert.equal(readdirSync(folder), [file(1)]);
});

test('keeps a picture as JPEG beside the same as WebP, and takes neither for the other', async (context) => {
  const { cache, hub, folder } = await cacheOf(context);
  const jpeg = Buffer.alloc(500);
  jpeg.writeUIntBE(0xffd8ff, 0, 3);
  const name = file(1).replace('webp', 'jpg');
  hub.body = new Uint8Array(jpeg);
  await refuses('TW_MEDIA_INVALID', cache.get(name));
  jpeg.writeUInt16BE(0xffd9, 498);
  hub.body = new Uint8Array(jpeg);
  assert.equal(await cache.get(name), { path: join(folder, name), bytes: 500 });
  await refuses('TW_MEDIA_INVALID', cache.get(file(1)));
  assert.is(cache.size(), 500);
});

test('shares one fetch between all who ask at the same time', async (context) => {
  const { cache, hub } = await cacheOf(context);
  const all = await Promise.all([cache.get(file(1)), cache.get(file(1)), cache.get(file(1))]);
  assert.is(new Set(all.map(({ path }) => path)).size, 1);
  assert.is(hub.asked.length, 1);
});

test('knows after a restart what it has', async (context) => {
  const { cache, folder } = await cacheOf(context);
  await cache.get(file(1));
  await cache.stop();
  const again = await cacheOf(context, { folder });
  await again.cache.get(file(1));
  assert.equal(again.hub.asked, []);
  assert.is(again.cache.size(), 1000);
});

test('takes no name that is not one of a picture', async (context) => {
  const { cache, hub } = await cacheOf(context);
  const names = [
    '../../etc/passwd',
    '',
    file(1).toUpperCase(),
    `${file(1)}.part`,
    `x${file(1)}`,
    `${file(1)}\n`,
  ];
  for (const name of names) await refuses('TW_MEDIA_NAME', cache.get(name));
  assert.equal(hub.asked, []);
});

test('says why a picture cannot be had, and asks again the next time', async (context) => {
  const { cache, hub, folder } = await cacheOf(context);
  hub.isUp = false;
  await refuses('TW_MEDIA_OFFLINE', cache.get(file(1)));
  hub.isUp = true;
  hub.status = 404;
  await refuses('TW_MEDIA_NOT_FOUND', cache.get(file(1)));
  hub.status = 503;
  await refuses('TW_MEDIA_OFFLINE', cache.get(file(1)));
  hub.status = 200;
  hub.body = '<html>not a picture</html>';
  await refuses('TW_MEDIA_INVALID', cache.get(file(1)));
  hub.body = webp(1000).slice(0, 900);
  await refuses('TW_MEDIA_INVALID', cache.get(file(1)));
  hub.body = webp(9 * 1024 * 1024);
  await refuses('TW_MEDIA_INVALID', cache.get(file(1)));
  assert.equal(readdirSync(folder), []);
  hub.body = webp(1000);
  assert.is((await cache.get(file(1))).bytes, 1000);
});

test('lets the least recently used go when space is short', async (context) => {
  const { cache, folder } = await cacheOf(context, { maxBytes: 2500 });
  await cache.get(file(1));
  await cache.get(file(2));
  await cache.get(file(1));
  await cache.get(file(3));
  assert.equal(readdirSync(folder).sort(), [file(1), file(3)]);
  assert.is(cache.size(), 2000);
});

test('remembers the order of use over a restart, and clears up halves', async (context) => {
  const folder = temporaryFolder(context);
  for (const [digit, at] of [
    [1, 300],
    [2, 100],
    [3, 200],
  ] as const) {
    writeFileSync(join(folder, file(digit)), webp(1000));
    utimesSync(join(folder, file(digit)), at, at);
  }
  writeFileSync(join(folder, `${file(4)}.part`), 'half');
  await cacheOf(context, { folder, maxBytes: 2500 });
  assert.equal(readdirSync(folder).sort(), [file(1), file(3)]);
});

test('fetches again what somebody removed behind its back', async (context) => {
  const { cache, hub, folder } = await cacheOf(context);
  await cache.get(file(1));
  await rm(join(folder, file(1)));
  await cache.get(file(1));
  assert.is(hub.asked.length, 2);
  assert.ok(existsSync(join(folder, file(1))));
  assert.is(cache.size(), 1000);
});

test('fetches ahead one by one, without hurry and without what it has', async (context) => {
  const { cache, hub, clock } = await cacheOf(context);
  await cache.get(file(2));
  cache.prefetch([file(1), file(2), file(3), 'nonsense']);
  assert.is(hub.asked.length, 1);
  await settle(clock, () => hub.asked.length === 2);
  await settle(clock, () => cache.size() === 3000);
  assert.equal(hub.asked.slice(1), [`/media/${file(1)}`, `/media/${file(3)}`]);
});

test('waits with fetching ahead until the hub is back', async (context) => {
  const { cache, hub, clock } = await cacheOf(context);
  hub.isUp = false;
  cache.prefetch([file(1)]);
  await settle(clock, () => hub.asked.length === 1);
  await clock.advance(20_000);
  assert.is(hub.asked.length, 1);
  hub.isUp = true;
  await clock.advance(15_000);
  await settle(clock, () => cache.size() === 1000);
});

test('does not fetch ahead what would drive out what people look at', async (context) => {
  const { cache, hub, clock } = await cacheOf(context, { maxBytes: 2000 });
  await cache.get(file(1));
  await cache.get(file(2));
  cache.prefetch([file(3)]);
  await clock.advance(10_000);
  assert.is(hub.asked.length, 2);
});

test('stops with a fetch under way', async (context) => {
  const { cache, hub } = await cacheOf(context);
  let open = (): void => undefined;
  hub.gate = new Promise<void>((resolve) => void (open = resolve));
  const getting = refuses('TW_MEDIA_OFFLINE', cache.get(file(1)));
  hub.isUp = false;
  open();
  await cache.stop();
  await getting;
});

/** Turns the clock in small steps until the file system has kept up. */
async function settle(clock: VirtualClock, isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!isDone() && performance.now() < deadline) await clock.advance(5);
  assert.ok(isDone());
}
