import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import { GuardedHttp } from '../../../../broker/hub/fetch/guarded-http.ts';
import { Rejections } from '../../../../broker/hub/import/rejections.ts';
import { photoFormat } from '../../../../broker/hub/media/magic.ts';
import { prunePictures } from '../../../../broker/hub/media/prune.ts';
import { RemotePictures } from '../../../../broker/hub/media/remote-pictures.ts';
import { UrlNotes } from '../../../../broker/hub/media/url-notes.ts';
import type { MediaRecord } from '../../../../broker/hub/store/media-store.ts';
import { systemClock } from '../../../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { badServer, reply, type BadServer } from '../fetch/support/bad-server.ts';
import { INSIDE, LIMITS } from '../fetch/support/fetch-kit.ts';

const test = suite('Pictures by URL');
const PLACE = { file: 'products.tsv', line: 2, id: 'A' };
const HOUR_MS = 3_600_000;

interface Bench {
  server: BadServer;
  clock: VirtualClock;
  folder: string;
  rejections: Rejections;
  /** As a new import does. */
  get: (path?: string) => Promise<MediaRecord | undefined>;
}

async function bench(t: TestContext, ...says: Parameters<typeof badServer>[1][]): Promise<Bench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tapwall-pictures-'));
  const folder = join(dataDir, 'media');
  mkdirSync(folder);
  const server = await badServer(t, ...says);
  const clock = new VirtualClock();
  const notes = new UrlNotes(dataDir);
  const records = new Map<string, MediaRecord>();
  const http = new GuardedHttp({
    rules: INSIDE,
    limits: { ...LIMITS, bytes: 1_000_000 },
    clock: systemClock,
  });
  const rejections = new Rejections();
  const media = {
    get: (sha256: string) => records.get(sha256),
    save: (record: MediaRecord) => void records.set(record.sha256, record),
  };
  t.after(() => rmSync(dataDir, { recursive: true }));
  t.after(() => notes.stop());
  t.after(() => http.stop());
  const get: Bench['get'] = (path = '/a.jpg') =>
    new RemotePictures({ http, notes, media, folder, rejections, clock }).get(
      new URL(path, server.url),
      PLACE,
    );
  return { server, clock, folder, rejections, get };
}

async function jpeg(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 500, channels: 3, background: colour } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();
}

test('fetches an address once a day, and asks by ETag whether it is still the same', async (t) => {
  const { server, clock, folder, get } = await bench(
    t,
    reply(await jpeg('red'), { headers: { etag: '"1"' } }),
    reply('', { status: 304 }),
  );
  const first = await get();
  assert.equal([first?.width, first?.height, first?.widths], [400, 500, [320, 400]]);
  const [file = ''] = readdirSync(folder);
  assert.is((await sharp(join(folder, file)).metadata()).exif, undefined);
  assert.equal(await get(), first);
  assert.is(server.asked.length, 1);
  await clock.advance(25 * HOUR_MS);
  assert.equal(await get(), first);
  assert.is(server.asked[1]?.headers['if-none-match'], '"1"');
});

test('takes the new picture of an address, and keeps the old one while the server is down', async (t) => {
  const { server, clock, rejections, get } = await bench(
    t,
    reply(await jpeg('red')),
    reply('', { status: 503 }),
    reply(await jpeg('blue')),
  );
  const red = await get();
  await clock.advance(25 * HOUR_MS);
  assert.equal(await get(), red);
  assert.equal(
    rejections.list.map(({ code, line }) => [code, line]),
    [['TW_PICTURE_UNREACHABLE', 2]],
  );
  await get();
  assert.is(server.asked.length, 2);
  await clock.advance(HOUR_MS);
  assert.is.not((await get())?.sha256, red?.sha256);
});

test('lets nothing through that is no photograph, whatever it says it is', async (t) => {
  const { server, rejections, folder, get } = await bench(t);
  const hostile: Record<string, Buffer> = {
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    html: Buffer.from('<!doctype html><script>alert(1)</script>'),
    pdf: Buffer.from('%PDF-1.7 '),
    empty: Buffer.alloc(0),
    'cut off': (await jpeg('red')).subarray(0, 700),
    bomb: pngOf(30_000, 30_000),
  };
  for (const [name, bytes] of Object.entries(hostile)) {
    server.says = [reply(bytes, { headers: { 'content-type': 'image/jpeg' } })];
    assert.is(await get(`/${encodeURIComponent(name)}.jpg?key=k3y`), undefined, name);
  }
  assert.equal([...new Set(rejections.list.map(({ code }) => code))], ['TW_PICTURE_BROKEN']);
  assert.is(rejections.count, 6);
  assert.not.match(JSON.stringify(rejections.list), /k3y/);
  assert.equal(readdirSync(folder), []);
});

test('knows a photograph by its bytes', () => {
  assert.is(photoFormat(Buffer.from('RIFF\0\0\0\0WEBPVP8 ')), 'webp');
  assert.is(photoFormat(Buffer.from('\0\0\0\x1cftypavif', 'latin1')), 'avif');
  assert.is(photoFormat(Buffer.from('\0\0\0\x1cftypisom', 'latin1')), undefined);
  assert.is(photoFormat(Buffer.from('RIFF\0\0\0\0AVI ')), undefined);
});

test('removes what nothing shows, the longest unused first, and nothing that is shown', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-pictures-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const name = (letter: string): string => `${letter.repeat(64)}-320.webp`;
  for (const [index, letter] of ['a', 'b', 'c', 'd'].entries()) {
    writeFileSync(join(folder, name(letter)), 'x'.repeat(100));
    utimesSync(join(folder, name(letter)), index + 1, index + 1);
  }
  writeFileSync(join(folder, 'other.txt'), 'stays');
  const gone = await prunePictures({ folder, used: new Set(['a'.repeat(64)]), mostBytes: 250 });
  assert.equal(gone, { files: 2, bytes: 200 });
  assert.equal(readdirSync(folder).sort(), [name('a'), name('d'), 'other.txt']);
});

test('lets copies as JPEG go before any picture that is shown', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-pictures-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const name = (ending: string): string => `${'a'.repeat(64)}-320.${ending}`;
  for (const ending of ['webp', 'jpg']) writeFileSync(join(folder, name(ending)), Buffer.alloc(100));
  const gone = await prunePictures({ folder, used: new Set(['a'.repeat(64)]), mostBytes: 50 });
  assert.equal(gone, { files: 1, bytes: 100 });
  assert.equal(readdirSync(folder), [name('webp')]);
});

/** A few bytes that say they are a picture of many pixels. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

/** CRC-32 (PNG specification, annex D). */
function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
