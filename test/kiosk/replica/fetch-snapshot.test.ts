import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import { fetchSnapshot, type FetchSnapshotOptions } from '../../../kiosk/replica/fetch-snapshot.ts';
import { suite } from '../../harness/suite.ts';
import { sampleLines } from '../../support/sample-catalogue.ts';
import { emptyReplica, temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('A snapshot is fetched');

const HUB = 'http://hub.example:7301';
const NDJSON = sampleLines()
  .map((line) => JSON.stringify(line))
  .join('\n');

/** A body that comes in pieces of `size` bytes. */
function pieces(data: Buffer, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= data.length) controller.close();
      else controller.enqueue(new Uint8Array(data.subarray(at, at + size)));
      at += size;
    },
  });
}

const answer =
  (body: BodyInit | null, status = 200): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status }));

async function count(options: Partial<FetchSnapshotOptions>): Promise<number> {
  let lines = 0;
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-test-'));
  const file = join(folder, 'replica.part');
  try {
    for await (const line of fetchSnapshot({ hub: HUB, path: '/api/replica/MIL-01', file, ...options }))
      lines += line.kind.length > 0 ? 1 : 0;
    assert.equal(readdirSync(folder), [], 'nothing stays');
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function refuses(code: KioskErrorCode, options: Partial<FetchSnapshotOptions>): Promise<void> {
  try {
    await count(options);
  } catch (error) {
    assert.ok(isKioskError(error, code), String(error));
    return;
  }
  assert.unreachable(`${code} expected`);
}

test('plain or packed, in pieces of any size', async () => {
  const expected = sampleLines().length;
  for (const data of [Buffer.from(NDJSON), gzipSync(NDJSON), gzipSync(`${NDJSON}\n`)])
    for (const size of [1, 7, 4096, data.length])
      assert.is(await count({ fetch: answer(pieces(data, size)) }), expected, `${size}`);
});

test('over HTTP, with its token, into a replica', async (context) => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization, request.url);
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(NDJSON));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const replica = emptyReplica(context);
  const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(temporaryFolder(context), 'replica.part');
  await replica.load(fetchSnapshot({ hub, path: '/api/replica/MIL-01', file, token: 'abc' }));
  assert.is(replica.version(), 'sample-1');
  assert.equal(seen, ['Bearer abc', '/api/replica/MIL-01']);
});

test('from the hub and from nowhere else', async () => {
  for (const path of [
    'http://evil.example/x',
    '//evil.example/x',
    'api/x',
    'file:///etc/passwd',
    '\\\\evil\\x',
  ])
    await refuses('TW_SNAPSHOT_ADDRESS', { path, fetch: answer(NDJSON) });
});

test('within bounds of a line and of the whole', async () => {
  const long = JSON.stringify({ kind: 'header', version: 'x'.repeat(5000) });
  await refuses('TW_SNAPSHOT_TOO_LARGE', { fetch: answer(long), limits: { line: 1000 } });
  await refuses('TW_SNAPSHOT_TOO_LARGE', { fetch: answer(`${long}\n{}`), limits: { line: 1000 } });
  await refuses('TW_SNAPSHOT_TOO_LARGE', {
    fetch: answer(new Uint8Array(gzipSync('{}\n'.repeat(100_000)))),
    limits: { total: 10_000 },
  });
  await refuses('TW_SNAPSHOT_TOO_LARGE', { fetch: answer(NDJSON), limits: { packed: 1000 } });
});

test('or a typed error says why not', async () => {
  await refuses('TW_SNAPSHOT_REFUSED', { fetch: answer('no', 403) });
  await refuses('TW_SNAPSHOT_REFUSED', { fetch: answer(null, 204) });
  await refuses('TW_SNAPSHOT_INVALID', { fetch: answer('{"kind":\n') });
  await refuses('TW_SNAPSHOT_UNREACHABLE', { fetch: () => Promise.reject(new TypeError('fetch failed')) });
  const torn = gzipSync(NDJSON).subarray(0, 200);
  await refuses('TW_SNAPSHOT_INVALID', { fetch: answer(new Uint8Array(torn)) });
});

test('until somebody gives it up', async () => {
  const controller = new AbortController();
  const endless: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(controller.signal.reason as Error));
    });
  const fetching = count({ fetch: endless, signal: controller.signal });
  controller.abort();
  try {
    await fetching;
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).name, 'AbortError');
  }
});
