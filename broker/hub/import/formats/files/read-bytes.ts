/** The bytes of a feed file, unpacked when it is packed with gzip, and never more than a feed may have. */
import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BrokerError, isBrokerError } from '../../../../errors.ts';

export interface ByteLimits {
  /** Bytes of one feed, unpacked. */
  most: number;
  /** Times its packed size that a feed may grow to, once it is larger than `freely`. */
  growth: number;
  freely: number;
}

const MIB = 1_048_576;
/** Feeds of words pack to a twentieth at the best; a bomb packs to a thousandth. */
export const BYTE_LIMITS: ByteLimits = { most: 4_096 * MIB, growth: 200, freely: 32 * MIB };

/** @throws BrokerError TW_FEED_UNREADABLE | TW_FEED_TOO_LARGE */
export async function* readBytes(path: string, limits: ByteLimits = BYTE_LIMITS): AsyncGenerator<Buffer> {
  const packed = await isPacked(path);
  const file = createReadStream(path);
  const stream = packed ? unpacked(file) : file;
  let total = 0;
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Buffer;
      total += bytes.length;
      assertBounded({ path, total, read: file.bytesRead }, limits);
      yield bytes;
    }
  } catch (error) {
    if (isBrokerError(error)) throw error;
    const what = packed ? 'cannot be unpacked' : 'cannot be read';
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} ${what}.`, { cause: error });
  } finally {
    stream.destroy();
    file.destroy();
  }
}

function unpacked(file: ReadStream): NodeJS.ReadableStream & { destroy(): unknown } {
  const gunzip = createGunzip();
  // Whatever ends the pipe is thrown where the bytes are read.
  pipeline(file, gunzip, () => undefined);
  return gunzip;
}

/** @throws BrokerError TW_FEED_UNREADABLE when it is missing, no file, or of a kind that can only be unpacked by hand */
async function isPacked(path: string): Promise<boolean> {
  const first = await firstBytes(path);
  if (first.subarray(0, 4).equals(Buffer.from('504b0304', 'hex'))) {
    const what = 'is a zip archive or a spreadsheet; unpack it, or save it as CSV';
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} ${what}.`);
  }
  return first[0] === 0x1f && first[1] === 0x8b;
}

async function firstBytes(path: string): Promise<Buffer> {
  try {
    // Before it is opened: opening a pipe waits for its writer.
    if (!(await stat(path)).isFile()) throw new BrokerError('TW_FEED_UNREADABLE', `${path} is not a file.`);
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isBrokerError(error)) throw error;
    throw new BrokerError('TW_FEED_UNREADABLE', `${path} cannot be read.`, { cause: error });
  }
}

function assertBounded(
  { path, total, read }: { path: string; total: number; read: number },
  { most, growth, freely }: ByteLimits,
): void {
  if (total > most) throw new BrokerError('TW_FEED_TOO_LARGE', `${path} holds more than ${most} bytes.`);
  if (total > freely && total > growth * read)
    throw new BrokerError('TW_FEED_TOO_LARGE', `${path} unpacks to more than ${growth} times its size.`);
}
