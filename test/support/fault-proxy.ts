/**
 * A TCP proxy for MQTT with faults on demand: it drops packets, delays, throttles, garbles, swallows and cuts. Each
 * direction has its own faults, which may change while connections stand.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from '../harness/suite.ts';

/** MQTT 3.1.1, section 2.2.1. */
export const PACKET = { connect: 1, connack: 2, publish: 3, puback: 4, subscribe: 8, suback: 9 } as const;

export interface Faults {
  /** Says of each packet, by its type, whether it goes on. */
  passes?: (type: number) => boolean;
  /** Milliseconds that everything takes longer. */
  delayMs?: number;
  /** Bytes a second. */
  bytesPerSecond?: number;
  /** Turns a bit in the middle of every n-th packet. */
  garbleEvery?: number;
  /** Takes everything and passes nothing on, not even the end of the connection: a half-open line. */
  swallows?: boolean;
}

/** Drops every n-th packet, of one type or of any. */
export function dropEvery(n: number, type?: number): (type: number) => boolean {
  let count = 0;
  return (one) => {
    if (type !== undefined && one !== type) return true;
    count += 1;
    return count % n !== 0;
  };
}

const CHUNK_BYTES = 1_024;
/** What one direction may hold before the sender has to wait; a line that only takes its time holds what is on it. */
const MOST_HELD = 32_768;
const MOST_ON_LINE = 1_048_576;

export class FaultProxy {
  /** From the client to the broker. */
  up: Faults = {};
  /** From the broker to the client. */
  down: Faults = {};
  /** Ends new connections at once. */
  refuses = false;
  /** Connections that clients opened so far. */
  connections = 0;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(targetPort: number) {
    this.#target = targetPort;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  /** Ends every connection, to both sides, without a goodbye. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** From now on the connections that stand lead nowhere, and nobody is told; new ones are sound. */
  freeze(): void {
    for (const socket of this.#sockets) socket.emit('freeze');
  }

  heal(): void {
    this.up = {};
    this.down = {};
    this.refuses = false;
  }

  #accept(client: Socket): void {
    this.connections += 1;
    if (this.refuses) {
      client.destroy();
      return;
    }
    const broker = connect({ port: this.#target, host: '127.0.0.1', allowHalfOpen: true });
    for (const socket of [client, broker]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      // What a cut connection says of itself is told by its end.
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    }
    pipe(client, broker, () => this.up);
    pipe(broker, client, () => this.down);
  }
}

/** Carries one direction of one connection. */
function pipe(from: Socket, to: Socket, faults: () => Faults): void {
  const frames = new Frames();
  let isFrozen = false;
  let held = 0;
  let last = Promise.resolve();
  const freeze = (): void => void (isFrozen = true);
  from.once('freeze', freeze);
  to.once('freeze', freeze);
  const later = (run: () => void | Promise<void>): void => {
    last = last.then(run, run);
  };
  from.on('data', (data: Buffer) => {
    for (const frame of frames.push(data)) {
      const { passes, garbleEvery, swallows } = faults();
      if (isFrozen || swallows || (passes && !passes(frame.type))) continue;
      const bytes = garbleEvery ? garbled(frame, garbleEvery, frames.count) : frame.bytes;
      held += bytes.length;
      const due = performance.now() + (faults().delayMs ?? 0);
      later(async () => {
        await carry(bytes, to, { due, bytesPerSecond: faults().bytesPerSecond });
        held -= bytes.length;
        if (held < MOST_HELD) from.resume();
      });
    }
    if (held >= (faults().delayMs === undefined ? MOST_HELD : MOST_ON_LINE)) from.pause();
  });
  from.once('close', () => {
    if (!isFrozen && !faults().swallows) later(() => void to.destroy());
  });
  from.once('end', () => {
    if (!isFrozen && !faults().swallows) later(() => void to.end());
  });
}

/** What comes together is late together: a delay takes nothing from the rate. */
async function carry(
  bytes: Buffer,
  to: Socket,
  { due, bytesPerSecond }: { due: number; bytesPerSecond: number | undefined },
): Promise<void> {
  const lateMs = due - performance.now();
  if (lateMs > 0) await sleep(lateMs);
  if (bytesPerSecond === undefined) return void to.write(bytes);
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const chunk = bytes.subarray(start, start + CHUNK_BYTES);
    to.write(chunk);
    await sleep((chunk.length * 1_000) / bytesPerSecond);
  }
}

function garbled(frame: Frame, every: number, count: number): Buffer {
  if (count % every !== 0) return frame.bytes;
  const bytes = Buffer.from(frame.bytes);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 0x10, middle);
  return bytes;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

/** Starts a proxy in front of a port; it stops after the test. */
export async function faultProxy(t: Pick<TestContext, 'after'>, targetPort: number): Promise<FaultProxy> {
  const proxy = new FaultProxy(targetPort);
  await proxy.start();
  t.after(() => proxy.stop());
  return proxy;
}

interface Frame {
  type: number;
  bytes: Buffer;
}

/** Cuts a stream into MQTT packets: a byte of type, then the length in up to four bytes of seven bits. */
class Frames {
  count = 0;
  #rest: Buffer = Buffer.alloc(0);

  push(data: Buffer): Frame[] {
    this.#rest = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    const frames: Frame[] = [];
    for (let size = this.#size(); size !== undefined && size <= this.#rest.length; size = this.#size()) {
      const bytes = this.#rest.subarray(0, size);
      this.#rest = this.#rest.subarray(size);
      this.count += 1;
      frames.push({ type: bytes.readUInt8(0) >> 4, bytes });
    }
    return frames;
  }

  #size(): number | undefined {
    let length = 0;
    for (let index = 0; index < 4; index += 1) {
      const byte = this.#rest[index + 1];
      if (byte === undefined) return undefined;
      length += (byte & 0x7f) * 128 ** index;
      if (byte < 0x80) return index + 2 + length;
    }
    return this.#rest.length;
  }
}
