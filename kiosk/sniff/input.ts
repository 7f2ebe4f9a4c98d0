/** Where the bytes to sniff come from: standard input, a recording, a serial port or a network bridge. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { TcpTransport } from '../../device/serial/tcp-transport.ts';
import type { ByteTransport } from '../../device/serial/byte-transport.ts';
import { KioskError } from '../errors.ts';

export type SniffInput =
  | { kind: 'stream'; stream: Readable }
  /** A device that may be talked to. */
  | { kind: 'line'; transport: ByteTransport };

export interface InputOptions {
  baudRate: number;
  stdin: Readable;
}

/**
 * Tells what a path is and prepares it; a line is not opened yet.
 * @param path `-`, `tcp://HOST:PORT`, or a path in the file system.
 * @throws KioskError TW_USAGE, TW_INPUT_NOT_FOUND
 */
export async function openInput(path: string, options: InputOptions): Promise<SniffInput> {
  if (path === '-') return { kind: 'stream', stream: options.stdin };
  if (path.startsWith('tcp://')) return { kind: 'line', transport: bridgeOf(path) };
  const stats = await statOf(path);
  if (stats.isCharacterDevice()) {
    const { SerialPortTransport } = await import('../../device/serial/serialport-transport.ts');
    return { kind: 'line', transport: new SerialPortTransport({ path, baudRate: options.baudRate }) };
  }
  if (stats.isDirectory())
    throw new KioskError('TW_INPUT_NOT_FOUND', `${JSON.stringify(path)} is a folder; name a file in it.`);
  return { kind: 'stream', stream: createReadStream(path) };
}

/** Nothing may stand around host and port: a path or a user name would be ignored. */
const BRIDGE = /^tcp:\/\/(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]{1,253})):(\d{1,5})\/?$/;
const HIGHEST_PORT = 65_535;

function bridgeOf(path: string): ByteTransport {
  const [, six, name, digits] = BRIDGE.exec(path) ?? [];
  const host = six ?? name;
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= HIGHEST_PORT))
    throw new KioskError('TW_USAGE', `${JSON.stringify(path)} is not of the form tcp://HOST:PORT.`);
  return new TcpTransport({ host, port });
}

async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>>> {
  try {
    return await stat(path);
  } catch (cause) {
    throw new KioskError('TW_INPUT_NOT_FOUND', `${JSON.stringify(path)} is not there or may not be read.`, {
      cause,
    });
  }
}
