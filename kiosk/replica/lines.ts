/** Bytes to lines, unpacked and within bounds. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { KioskError } from '../errors.ts';

export interface LineLimits {
  /** Bytes of one line. */
  line: number;
  /** Bytes of all lines, unpacked: a small body can unpack to a full disk. */
  total: number;
}

const NEWLINE = 0x0a;

/**
 * Each line as JSON, not validated; plain or gzip, told by its mark.
 * @throws KioskError TW_SNAPSHOT_INVALID | TW_SNAPSHOT_TOO_LARGE; what `source` and unpacking throw, by way of `broken`
 */
export async function* jsonLines(
  source: Readable,
  options: { limits: LineLimits; broken: (cause: unknown) => unknown },
): AsyncGenerator {
  let number = 0;
  for await (const line of splitLines(unpacked(source, options.broken), options.limits)) {
    number += 1;
    if (line !== '') yield parseLine(line, number);
  }
}

async function* unpacked(source: Readable, broken: (cause: unknown) => unknown): AsyncGenerator<Buffer> {
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
    throw broken(cause);
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

async function* splitLines(chunks: AsyncIterable<Buffer>, limits: LineLimits): AsyncGenerator<string> {
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

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    throw new KioskError('TW_SNAPSHOT_INVALID', `Line ${number} of the catalogue is not JSON.`, { cause });
  }
}
