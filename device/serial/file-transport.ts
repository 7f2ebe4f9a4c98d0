/** A recording played instead of a device: at the speed of its line, from the beginning again when it is over. */
import { readFile, stat } from 'node:fs/promises';
import { DeviceError, isDeviceError } from '../errors.ts';
import type { Clock, Timer } from '../ports.ts';
import type { ByteTransport, ByteTransportEvents } from './byte-transport.ts';

export interface FileTransportOptions {
  path: string;
  /** Bits per second of the line that was recorded; 8N1. */
  baudRate: number;
  clock: Clock;
}

const TICK_MS = 50;
/** Start bit, eight bits, stop bit. */
const BITS_PER_BYTE = 10;
const MAX_BYTES = 16 * 1024 * 1024;

export class FileTransport implements ByteTransport {
  readonly path: string;
  readonly #options: FileTransportOptions;
  #timer: Timer | undefined;
  #open = false;

  constructor(options: FileTransportOptions) {
    this.#options = options;
    this.path = options.path;
  }

  async open(events: ByteTransportEvents): Promise<void> {
    const bytes = await this.#read();
    this.#open = true;
    const perTick = Math.max(1, Math.floor((this.#options.baudRate / BITS_PER_BYTE / 1_000) * TICK_MS));
    let at = 0;
    const tick = (): void => {
      this.#timer = this.#options.clock.setTimer(TICK_MS, () => {
        const chunk = bytes.subarray(at, at + perTick);
        at = at + perTick < bytes.length ? at + perTick : 0;
        tick();
        events.data(chunk);
      });
    };
    tick();
  }

  /** A recording hears nothing. */
  async write(): Promise<void> {
    if (!this.#open) throw new DeviceError('TW_SERIAL_LOST', { detail: `It is ${this.path}.` });
  }

  async close(): Promise<void> {
    this.#open = false;
    this.#timer?.cancel();
  }

  async #read(): Promise<Uint8Array> {
    const failed = (cause?: unknown): DeviceError =>
      new DeviceError('TW_SERIAL_RECORDING', { detail: `It is ${this.path}.`, cause });
    try {
      const stats = await stat(this.path);
      if (!stats.isFile() || stats.size === 0 || stats.size > MAX_BYTES) throw failed();
      return new Uint8Array(await readFile(this.path));
    } catch (cause) {
      throw isDeviceError(cause) ? cause : failed(cause);
    }
  }
}
