/** A byte transport without a port: simulators and tests put bytes in and pull the plug. */
import { DeviceError } from '../errors.ts';
import type { ByteTransport, ByteTransportEvents } from './byte-transport.ts';

export class MemoryTransport implements ByteTransport {
  readonly path: string;
  /** What the driver has written, in order. */
  readonly written: Uint8Array[] = [];
  /** The device's ear: called with all that the driver writes. */
  heard: (bytes: Uint8Array) => void = () => undefined;
  #events: ByteTransportEvents | undefined;
  #plugged = true;

  constructor(path = 'memory') {
    this.path = path;
  }

  get isOpen(): boolean {
    return this.#events !== undefined;
  }

  async open(events: ByteTransportEvents): Promise<void> {
    if (!this.#plugged) throw new DeviceError('TW_SERIAL_NOT_FOUND');
    this.#events = events;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#events === undefined) throw new DeviceError('TW_SERIAL_LOST');
    this.written.push(bytes);
    this.heard(bytes);
  }

  async close(): Promise<void> {
    this.#events = undefined;
  }

  /** Bytes from the device; lost when nobody has the port open. */
  feed(bytes: Uint8Array): void {
    this.#events?.data(bytes);
  }

  /** Pulls the cable. */
  unplug(): void {
    this.#plugged = false;
    const events = this.#events;
    this.#events = undefined;
    events?.lost(new DeviceError('TW_SERIAL_LOST'));
  }

  plug(): void {
    this.#plugged = true;
  }
}
