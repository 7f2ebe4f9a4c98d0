/** Fetches a snapshot from the hub: gzip NDJSON, read line by line within bounds. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import type { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { KioskError } from '../errors.ts';

export interface FetchSnapshotOptions {
  /** Base address of the hub, e.g. `http://127.0.0.1:7301`. */
  hub: string;
  /** Path that the hub named (`rsp/catalogue`); must stay on the hub. */
  path: string;
  /** Bearer token. */
  token?: string;
  signal?: AbortSignal;
  fetch?: typeof fetch;
  limits?: Partial<SnapshotLimits>;
}

export interface SnapshotLimits {
  /** Bytes of one line. */
  line: number;
  /** Bytes of all lines, unpacked: a small body can unpack to a full disk. */
  total: number;
}

const LIMITS: SnapshotLimits = { line: 1024 * 1024, total: 1024 * 1024 * 1024 };
const NEWLINE = 0x0a;

/**
 * The lines of the snapshot, as they arrive. They are parsed, not validated: `Replica.load` does that.
 * @throws KioskError TW_SNAPSHOT_ADDRESS | TW_SNAPSHOT_UNREACHABLE | TW_SNAPSHOT_REFUSED | TW_SNAPSHOT_INVALID |
 * TW_SNAPSHOT_TOO_LARGE; when `signal` is aborted, its reason
 */
export async function* fetchSnapshot(options: FetchSnapshotOptions): AsyncGenerator<SnapshotLine> {
  const body = await request(options);
  const limits = { ...LIMITS, ...options.limits };
  let number = 0;
  for await (const line of splitLines(readBody(body, options.signal), limits)) {
    number += 1;
    if (line !== '') yield parseLine(line, number);
  }
}

async function request(options: FetchSnapshotOptions): Promise<ReadableStream<Uint8Array>> {
  const { token, signal } = options;
  const url = addressOf(options.hub, options.path);
  const headers: Record<string, string> = { accept: 'application/x-ndjson', 'accept-encoding': 'gzip' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  let response: Response;
  try {
    // A redirect could lead the token, or the catalogue, somewhere else.
    response = await (options.fetch ?? fetch)(url.href, {
      headers,
      redirect: 'error',
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new KioskError('TW_SNAPSHOT_UNREACHABLE', undefined, { cause });
  }
  if (response.ok && response.body !== null) return response.body as ReadableStream<Uint8Array>;
  await response.body?.cancel();
  throw new KioskError('TW_SNAPSHOT_REFUSED', `The hub answered ${response.status} to ${url.pathname}.`);
}

/** The path comes by message: it may choose a path, never another host. */
function addressOf(hub: string, path: string): URL {
  const base = new URL(hub);
  const url = URL.canParse(path, base.href) ? new URL(path, base) : undefined;
  if (!path.startsWith('/') || url === undefined || url.origin !== base.origin)
    throw new KioskError('TW_SNAPSHOT_ADDRESS');
  return url;
}

/** The body unpacked; fetch has done so already when the hub sent gzip as content encoding. */
async function* readBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const source = Readable.fromWeb(body);
  try {
    const first = await firstChunk(source);
    if (first[0] === 0x1f && first[1] === 0x8b) {
      const gunzip = createGunzip();
      source.on('error', (error) => gunzip.destroy(error));
      gunzip.write(first);
      yield* source.pipe(gunzip) as AsyncIterable<Buffer>;
    } else {
      yield first;
      yield* source as AsyncIterable<Buffer>;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw new KioskError('TW_SNAPSHOT_UNREACHABLE', 'The catalogue broke off.', { cause });
  } finally {
    source.destroy();
  }
}

/** At least two bytes, so that the gzip mark can be told, without ending the stream. */
async function firstChunk(source: Readable): Promise<Buffer> {
  const iterator = source.iterator({ destroyOnReturn: false });
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const { value, done } = (await iterator.next()) as IteratorResult<Buffer, undefined>;
    if (done === true || value === undefined) break;
    first = Buffer.concat([first, value]);
  }
  await iterator.return?.();
  return first;
}

async function* splitLines(chunks: AsyncIterable<Buffer>, limits: SnapshotLimits): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > limits.total) throw new KioskError('TW_SNAPSHOT_TOO_LARGE');
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let at = data.indexOf(NEWLINE); at >= 0; at = data.indexOf(NEWLINE)) {
      if (at > limits.line) throw new KioskError('TW_SNAPSHOT_TOO_LARGE', 'A line is longer than allowed.');
      yield data.toString('utf8', 0, at).trim();
      data = data.subarray(at + 1);
    }
    if (data.length > limits.line)
      throw new KioskError('TW_SNAPSHOT_TOO_LARGE', 'A line is longer than allowed.');
    rest = Buffer.from(data);
  }
  if (rest.length > 0) yield rest.toString('utf8').trim();
}

function parseLine(line: string, number: number): SnapshotLine {
  try {
    return JSON.parse(line) as SnapshotLine;
  } catch (cause) {
    throw new KioskError('TW_SNAPSHOT_INVALID', `Line ${number} of the catalogue is not JSON.`, { cause });
  }
}
