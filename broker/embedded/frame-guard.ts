/**
 * A socket that refuses MQTT packets above a size before a byte of their body is kept: aedes 1.x has no limit.
 * MQTT 3.1.1, 2.2: one byte of type and flags, then the remaining length in one to four bytes of seven bits each.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Follows packet borders through a stream of bytes. */
export class FrameMeter {
  readonly #limit: number;
  #state: 'type' | 'length' | 'body' = 'type';
  #length = 0;
  #shift = 0;
  #left = 0;

  /** @param limit Largest remaining length in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when a packet in these bytes is too large or its length is malformed. */
  accept(chunk: Uint8Array): boolean {
    let index = 0;
    while (index < chunk.length) {
      if (this.#state === 'body') {
        const step = Math.min(this.#left, chunk.length - index);
        index += step;
        this.#left -= step;
        if (this.#left === 0) this.#state = 'type';
        continue;
      }
      const byte = chunk[index] ?? 0;
      index += 1;
      if (this.#state === 'type') this.#begin();
      else if (!this.#measure(byte)) return false;
    }
    return true;
  }

  #begin(): void {
    this.#state = 'length';
    this.#length = 0;
    this.#shift = 0;
  }

  #measure(byte: number): boolean {
    this.#length += (byte & 0x7f) << this.#shift;
    this.#shift += 7;
    if (byte & 0x80) return this.#shift < 28;
    if (this.#length > this.#limit) return false;
    this.#left = this.#length;
    this.#state = this.#left === 0 ? 'type' : 'body';
    return true;
  }
}

export class GuardedSocket extends Duplex {
  readonly #socket: Socket;
  readonly #meter: FrameMeter;
  readonly #refused: () => void;

  /** @param refused Called when a packet is too large, before the connection is closed. */
  constructor(socket: Socket, limit: number, refused: () => void = () => undefined) {
    super();
    this.#socket = socket;
    this.#refused = refused;
    this.#meter = new FrameMeter(limit);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #take(chunk: Buffer): void {
    if (!this.#meter.accept(chunk)) {
      this.#refused();
      this.destroy();
    } else if (!this.push(chunk)) this.#socket.pause();
  }
}
