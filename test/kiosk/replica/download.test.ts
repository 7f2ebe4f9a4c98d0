import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import { downloadSnapshot } from '../../../kiosk/replica/download.ts';
import { fetchSnapshot } from '../../../kiosk/replica/fetch-snapshot.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { sampleLines } from '../../support/sample-catalogue.ts';
import { emptyReplica, temporaryFolder } from '../../support/sample-replica.ts';
import { until } from '../../support/until.ts';

const test = suite('A snapshot on a bad line');
const PATH = '/api/replica/MIL-01';

const snapshot = (version: string): Buffer =>
  gzipSync(
    sampleLines(version)
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

/** A hub with one file, whose line breaks after so many bytes of each answer. */
class BadHub {
  data = snapshot('sample-1');
  breaksAfter = Number.POSITIVE_INFINITY;
  digest: string | null = null;
  readonly ranges: (string | undefined)[] = [];
  /** Bytes that the kiosk has. */
  arrived: () => number = () => 0;
  url = '';

  async start(t: TestContext): Promise<this> {
    const server = createServer((request, response) => this.#answer(request, response));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this;
  }

  #answer({ headers }: IncomingMessage, response: ServerResponse): void {
    const { data } = this;
    const etag = `"${sha256(data).toString('hex')}"`;
    this.ranges.push(headers.range);
    const begun = headers['if-range'] === etag ? /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] : undefined;
    const start = Number(begun ?? 0);
    if (begun !== undefined)
      response.writeHead(206, { 'content-range': `bytes ${start}-${data.length - 1}/${data.length}` });
    else
      response.writeHead(200, {
        etag,
        'content-length': data.length,
        'repr-digest': `sha-256=:${this.digest ?? sha256(data).toString('base64')}:`,
      });
    const end = start + this.breaksAfter;
    if (end >= data.length) return void response.end(data.subarray(start));
    response.write(data.subarray(start, end));
    // What has not been read when a line breaks is lost.
    void until(() => this.arrived() === end, 5_000).then(() => response.destroy());
  }
}

async function kit(t: TestContext) {
  const hub = await new BadHub().start(t);
  const file = join(temporaryFolder(t), 'replica.part');
  hub.arrived = () => (existsSync(file) ? readFileSync(file).length : 0);
  const options = { hub: hub.url, path: PATH, file, largest: 1_000_000 };
  return { hub, file, options, get: () => downloadSnapshot(options) };
}

async function refuses(code: KioskErrorCode, work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isKioskError(error, code), String(error));
}

test('goes on where it broke, however often, and is whole in the end', async (t) => {
  const { hub, file, get } = await kit(t);
  hub.breaksAfter = 300;
  const pieces = Math.ceil(hub.data.length / 300);
  for (let piece = 1; piece < pieces; piece += 1) await refuses('TW_SNAPSHOT_UNREACHABLE', get());
  await get();
  assert.equal(readFileSync(file), hub.data);
  assert.equal(
    hub.ranges,
    Array.from({ length: pieces }, (_, index) => (index === 0 ? undefined : `bytes=${index * 300}-`)),
  );
  await get();
  assert.is(hub.ranges.length, pieces, 'what is whole is not asked for again');
});

test('begins anew when the hub has another one, and keeps nothing of the first', async (t) => {
  const { hub, file, get } = await kit(t);
  hub.breaksAfter = 500;
  await refuses('TW_SNAPSHOT_UNREACHABLE', get());
  hub.data = snapshot('sample-2');
  hub.breaksAfter = Number.POSITIVE_INFINITY;
  await get();
  assert.equal(readFileSync(file), hub.data);
});

test('is thrown away when it is not what the hub named, and fetched whole the next time', async (t) => {
  const { hub, file, get } = await kit(t);
  hub.digest = sha256(Buffer.from('other')).toString('base64');
  await refuses('TW_SNAPSHOT_DAMAGED', get());
  assert.equal(readdirSync(join(file, '..')), []);
  hub.digest = null;
  hub.breaksAfter = 500;
  await refuses('TW_SNAPSHOT_UNREACHABLE', get());
  const part = readFileSync(file);
  part[100] = (part[100] ?? 0) ^ 1;
  writeFileSync(file, part);
  hub.breaksAfter = Number.POSITIVE_INFINITY;
  await refuses('TW_SNAPSHOT_DAMAGED', get());
  await get();
  assert.equal(readFileSync(file), hub.data);
});

test('is not mixed with the part of another address, nor with one that nobody remembers', async (t) => {
  const { hub, file, options, get } = await kit(t);
  hub.breaksAfter = 500;
  await refuses('TW_SNAPSHOT_UNREACHABLE', get());
  hub.breaksAfter = Number.POSITIVE_INFINITY;
  await downloadSnapshot({ ...options, path: '/api/replica/PAR-02' });
  assert.is(hub.ranges.at(-1), undefined);
  writeFileSync(`${file}.json`, 'no JSON');
  truncateSync(file, 10);
  await get();
  assert.is(hub.ranges.at(-1), undefined);
  assert.equal(readFileSync(file), hub.data);
});

test('may be as large as allowed and no larger', async (t) => {
  const { options } = await kit(t);
  await refuses('TW_SNAPSHOT_TOO_LARGE', downloadSnapshot({ ...options, largest: 500 }));
});

test('is taken over after a restart without asking again, and leaves nothing behind', async (t) => {
  const { hub, file, options, get } = await kit(t);
  await get();
  const replica = emptyReplica(t);
  await replica.load(fetchSnapshot({ ...options }));
  assert.is(replica.version(), 'sample-1');
  assert.is(hub.ranges.length, 1);
  assert.not(existsSync(file) || existsSync(`${file}.json`));
});

test('stays for the next start when the kiosk stops in the middle', async (t) => {
  const { file, options, get } = await kit(t);
  await get();
  const stop = new AbortController();
  const replica = emptyReplica(t);
  const loading = replica.load(fetchSnapshot({ ...options, signal: stop.signal }));
  stop.abort();
  await loading.catch(() => undefined);
  assert.ok(existsSync(file) && existsSync(`${file}.json`));
});
