/** A device behind a serial-to-network bridge (ser2net raw mode, an ESP32, a reader with an Ethernet port). */
import { connect, type Socket } from 'node:net';
import { DeviceError } from '../errors.ts';
import type { ByteTransport, ByteTransportEvents } from './byte-transport.ts';

export interface TcpTransportOptions {
  host: string;
  port: number;
  /** Longest time (ms) for the connection to be made; default 5000. */
  connectMs?: number;
}

const CONNECT_MS = 5_000;
/** A bridge that lost its power says nothing: the system asks after this silence (ms). */
const KEEP_ALIVE_MS = 10_000;

export class TcpTransport implements ByteTransport {
  readonly path: string;
  readonly #options: TcpTransportOptions;
  #socket: Socket | undefined;
  #connecting: Socket | undefined;

  constructor(options: TcpTransportOptions) {
    this.#options = options;
    const { host, port } = options;
    this.path = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  async open(events: ByteTransportEvents): Promise<void> {
    const { host, port, connectMs = CONNECT_MS } = this.#options;
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    });
    this.#connecting = socket;
    await connected(socket, { path: this.path, connectMs });
    this.#connecting = undefined;
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => events.data(chunk));
    const lose = (cause?: unknown): void => {
      // An error is followed by a close; a close of our own has let go of the socket before.
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      socket.destroy();
      events.lost(new DeviceError('TW_SERIAL_LOST', { detail: `It is ${this.path}.`, cause }));
    };
    socket.on('error', lose);
    socket.on('end', () => lose());
    socket.on('close', () => lose());
  }

  async write(bytes: Uint8Array): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined) throw new DeviceError('TW_SERIAL_LOST', { detail: `It is ${this.path}.` });
    await new Promise<void>((resolve, reject) => {
      socket.write(bytes, (error) => {
        if (error === null || error === undefined) resolve();
        else reject(new DeviceError('TW_SERIAL_LOST', { cause: error }));
      });
    });
  }

  async close(): Promise<void> {
    const socket = this.#socket ?? this.#connecting;
    this.#socket = undefined;
    this.#connecting = undefined;
    if (socket === undefined || socket.destroyed) return;
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
  }
}

function connected(socket: Socket, { path, connectMs }: { path: string; connectMs: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: Error): void => {
      socket.destroy();
      reject(new DeviceError('TW_SERIAL_UNREACHABLE', { detail: `It is ${path}.`, cause }));
    };
    socket.setTimeout(connectMs, () => fail());
    const end = (): void => fail();
    socket.once('error', fail);
    // Closed by ourselves in the middle of it.
    socket.once('close', end);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.off('close', end);
      socket.off('error', fail);
      resolve();
    });
  });
}
