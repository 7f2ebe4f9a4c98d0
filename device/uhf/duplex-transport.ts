/** A cable between a driver and a simulated reader in the same process: what the driver writes, the reader hears. */
import { DeviceError } from '../errors.ts';
import type { ByteTransport, ByteTransportEvents } from '../serial/byte-transport.ts';

/** The reader's end. */
export interface DuplexPeer {
  /** Bytes from the host. */
  receive(bytes: Uint8Array): void;
  /** The cable, and the power with it, is pulled. */
  powerOff(): void;
}

export class DuplexTransport implements ByteTransport {
  readonly path: string;
  #peer: DuplexPeer | undefined;
  #events: ByteTransportEvents | undefined;
  #plugged = true;

  constructor(path: string) {
    this.path = path;
  }

  connect(peer: DuplexPeer): void {
    this.#peer = peer;
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
    this.#peer?.receive(bytes);
  }

  async close(): Promise<void> {
    this.#events = undefined;
  }

  /** Bytes from the reader; lost when nobody has the port open. */
  feed(bytes: Uint8Array): void {
    this.#events?.data(bytes);
  }

  /** Pulls the cable. */
  unplug(): void {
    this.#plugged = false;
    this.#peer?.powerOff();
    const events = this.#events;
    this.#events = undefined;
    events?.lost(new DeviceError('TW_SERIAL_LOST'));
  }

  plug(): void {
    this.#plugged = true;
  }
}
