/** A serial port that is named by its USB adapter: looked for anew at every opening, so that it may be in any socket. */
import { DeviceError } from '../errors.ts';
import type { ByteTransport, ByteTransportEvents } from './byte-transport.ts';
import { discoverPorts } from './discover.ts';
import { fitsWish, type PortFacts, type PortWish } from './port-score.ts';
import { SerialPortTransport, type SerialPortOptions } from './serialport-transport.ts';

export interface UsbTransportOptions {
  wish: PortWish;
  /** Bits per second; 8N1. */
  baudRate: number;
  /** Default: the ports of this machine. */
  discover?: () => Promise<readonly PortFacts[]>;
  /** Default: the package serialport. */
  createPort?: (options: SerialPortOptions) => ByteTransport;
}

export class UsbTransport implements ByteTransport {
  readonly #options: UsbTransportOptions;
  #port: ByteTransport | undefined;

  constructor(options: UsbTransportOptions) {
    this.#options = options;
  }

  get path(): string {
    const { vendorId, productId } = this.#options.wish;
    return this.#port?.path ?? `usb ${vendorId}:${productId}`;
  }

  /** @throws DeviceError TW_DEVICE_NOT_UNIQUE, and what opening a serial port throws */
  async open(events: ByteTransportEvents): Promise<void> {
    const { baudRate, createPort = serialPort } = this.#options;
    this.#port = undefined;
    const port = createPort({ path: await this.#find(), baudRate });
    await port.open(events);
    this.#port = port;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#port === undefined) throw new DeviceError('TW_SERIAL_LOST', { detail: `It is ${this.path}.` });
    await this.#port.write(bytes);
  }

  async close(): Promise<void> {
    await this.#port?.close();
    this.#port = undefined;
  }

  async exists(): Promise<boolean> {
    return (await this.#port?.exists?.()) ?? true;
  }

  async #find(): Promise<string> {
    const { wish, discover = discoverPorts } = this.#options;
    const fitting = (await discover()).filter((port) => fitsWish(port, wish));
    const [port, second] = fitting;
    if (port === undefined) throw new DeviceError('TW_SERIAL_NOT_FOUND', { detail: `It is ${this.path}.` });
    if (second !== undefined)
      throw new DeviceError('TW_DEVICE_NOT_UNIQUE', { detail: fitting.map(({ path }) => path).join(', ') });
    return port.path;
  }
}

function serialPort(options: SerialPortOptions): ByteTransport {
  return new SerialPortTransport(options);
}
