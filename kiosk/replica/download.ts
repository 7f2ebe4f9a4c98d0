/**
 * A snapshot comes into a file beside the replica, in as many pieces as the line breaks it into: what is there stays over
 * broken lines and restarts, and is asked for from where it ends. Only a file with the hash the hub named is used.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { KioskError } from '../errors.ts';
import { askHub, type HubAnswer, type HubRequest } from './hub-request.ts';

/** What is known of the file that is on its way. */
interface Note {
  path: string;
  /** Strong entity tag. */
  etag: string;
  /** Lower hexadecimal; null when the hub names none. */
  sha256: string | null;
  size: number;
}

export interface DownloadOptions extends HubRequest {
  /** Where the file grows; what is known of it stands in `{file}.json`. */
  file: string;
  /** Bytes of the file at the most. */
  largest: number;
}

const DIGEST = /sha-256=:([A-Za-z0-9+/]{43}=):/;

/**
 * The file at `options.file` is whole and right when it resolves. One that was whole already is not asked for again.
 * @throws KioskError TW_SNAPSHOT_ADDRESS | TW_SNAPSHOT_UNREACHABLE | TW_SNAPSHOT_REFUSED | TW_SNAPSHOT_TOO_LARGE |
 * TW_SNAPSHOT_DAMAGED; what arrived stays after TW_SNAPSHOT_UNREACHABLE
 */
export async function downloadSnapshot(options: DownloadOptions): Promise<void> {
  const { file } = options;
  const begun = noteOf(options);
  if (begun === undefined) removeDownload(file);
  if (begun === undefined || sizeOf(file) < begun.size) await goOn(options, begun);
  // Without a note the hub names no size and no hash: its own end mark has to do.
  const note = noteOf(options) ?? { sha256: null };
  if (note.sha256 === null || (await hashOf(file)) === note.sha256) return;
  removeDownload(file);
  throw new KioskError('TW_SNAPSHOT_DAMAGED');
}

/** Forgets what has arrived. */
export function removeDownload(file: string): void {
  for (const path of [file, `${file}.json`]) rmSync(path, { force: true });
}

async function goOn(options: DownloadOptions, begun: Note | undefined): Promise<void> {
  const { file } = options;
  const have = begun === undefined ? 0 : sizeOf(file);
  const resuming = begun !== undefined && have > 0;
  const answer = await askHub(options, {
    headers: {
      accept: 'application/gzip, application/x-ndjson',
      'accept-encoding': 'gzip',
      ...(resuming ? { range: `bytes=${have}-`, 'if-range': begun.etag } : {}),
    },
    expected: resuming ? [200, 206] : [200],
  });
  const isRest = answer.status === 206;
  if (isRest && !continues(answer, { have, size: begun?.size ?? 0 })) {
    await answer.body.cancel();
    removeDownload(file);
    throw new KioskError(
      'TW_SNAPSHOT_REFUSED',
      'The hub sent another part of the catalogue than was asked for.',
    );
  }
  if (!isRest) begin(options, answer);
  await append(options, { answer, have: isRest ? have : 0 });
}

function continues({ headers }: HubAnswer, { have, size }: { have: number; size: number }): boolean {
  return headers.get('content-range') === `bytes ${have}-${size - 1}/${size}`;
}

/** The note is on disk before the first byte is, so that bytes never stand beside the note of another file. */
function begin({ file, path, largest }: DownloadOptions, { headers }: HubAnswer): void {
  removeDownload(file);
  const etag = headers.get('etag') ?? '';
  const size = Number(headers.get('content-length') ?? Number.NaN);
  if (size > largest) throw new KioskError('TW_SNAPSHOT_TOO_LARGE');
  // What was unpacked on the way has neither the size nor the hash of what was sent.
  const isAsSent = headers.get('content-encoding') === null;
  if (!isAsSent || !etag.startsWith('"') || !Number.isSafeInteger(size)) return;
  const [, digest] = DIGEST.exec(headers.get('repr-digest') ?? '') ?? [];
  const sha256 = digest === undefined ? null : Buffer.from(digest, 'base64').toString('hex');
  writeFileSync(`${file}.json`, JSON.stringify({ path, etag, sha256, size } satisfies Note));
}

async function append(
  options: DownloadOptions,
  { answer, have }: { answer: HubAnswer; have: number },
): Promise<void> {
  const note = noteOf(options);
  const most = note?.size ?? options.largest;
  const handle = await open(options.file, have > 0 ? 'a' : 'w');
  let size = have;
  try {
    size = await write(handle, { answer, have, most, signal: options.signal });
  } finally {
    await handle.close();
  }
  if (note !== undefined && size < note.size)
    throw new KioskError('TW_SNAPSHOT_UNREACHABLE', 'The catalogue broke off.');
}

async function write(
  handle: FileHandle,
  given: { answer: HubAnswer; have: number; most: number; signal: AbortSignal | undefined },
): Promise<number> {
  let size = given.have;
  for await (const chunk of bytesOf(given.answer, given.signal)) {
    size += chunk.length;
    if (size > given.most) throw new KioskError('TW_SNAPSHOT_TOO_LARGE');
    await handle.writeFile(chunk);
  }
  return size;
}

async function* bytesOf({ body }: HubAnswer, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  try {
    yield* Readable.fromWeb(body) as AsyncIterable<Buffer>;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new KioskError('TW_SNAPSHOT_UNREACHABLE', 'The catalogue broke off.', { cause });
  }
}

/** Undefined unless the file that has begun is the one that is wanted now. */
function noteOf({ file, path }: DownloadOptions): Note | undefined {
  try {
    const note = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Note;
    return note.path === path && sizeOf(file) <= note.size ? note : undefined;
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
