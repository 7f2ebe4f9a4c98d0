/** Serial ports through the package serialport (13). */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { DeviceError } from '../errors.ts';
import type { ByteTransport, ByteTransportEvents } from './byte-transport.ts';

export interface SerialPortOptions {
  /** Stable path: `/dev/serial/by-id/…`. */
  path: string;
  /** Bits per second; 8N1. */
  baudRate: number;
}

export class SerialPortTransport implements ByteTransport {
  readonly path: string;
  readonly #baudRate: number;
  #port: SerialPort | undefined;

  constructor(options: SerialPortOptions) {
    this.path = options.path;
    this.#baudRate = options.baudRate;
  }

  async open(events: ByteTransportEvents): Promise<void> {
    await this.#checkNode();
    // hupcl: dropping DTR on close resets many USB adapters.
    const port = new SerialPort({ path: this.path, baudRate: this.#baudRate, autoOpen: false, hupcl: false });
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error === null ? resolve() : reject(this.#openError(error))));
    });
    this.#port = port;
    port.on('data', (chunk: Buffer) => events.data(chunk));
    const lose = (cause?: Error | null): void => {
      // A vanished adapter says "error" and "close"; a close of our own has let go of the port before.
      if (this.#port !== port) return;
      this.#port = undefined;
      port.destroy();
      events.lost(new DeviceError('TW_SERIAL_LOST', { detail: `It is ${this.path}.`, cause }));
    };
    port.on('error', lose);
    port.on('close', lose);
  }

  async write(bytes: Uint8Array): Promise<void> {
    const port = this.#port;
    if (port === undefined) throw new DeviceError('TW_SERIAL_LOST', { detail: `It is ${this.path}.` });
    await new Promise<void>((resolve, reject) => {
      port.write(Buffer.from(bytes), (error) => {
        if (error === null || error === undefined) resolve();
        else reject(new DeviceError('TW_SERIAL_LOST', { cause: error }));
      });
    });
  }

  async close(): Promise<void> {
    const port = this.#port;
    this.#port = undefined;
    if (port === undefined || !port.isOpen) return;
    await new Promise<void>((resolve) => {
      port.close(() => resolve());
    });
  }

  async exists(): Promise<boolean> {
    try {
      await access(this.path);
      return true;
    } catch {
      return false;
    }
  }

  /** The file system gives codes; the binding only texts. */
  async #checkNode(): Promise<void> {
    try {
      await access(this.path, constants.R_OK | constants.W_OK);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      const isDenied = code === 'EACCES' || code === 'EPERM';
      throw new DeviceError(isDenied ? 'TW_SERIAL_ACCESS_DENIED' : 'TW_SERIAL_NOT_FOUND', {
        detail: `It is ${this.path}.`,
        cause,
      });
    }
  }

  #openError(cause: Error): DeviceError {
    // The binding reports a failed TIOCEXCL or flock by this text alone.
    const isBusy = /cannot lock port|resource busy/i.test(cause.message);
    return new DeviceError(isBusy ? 'TW_SERIAL_BUSY' : 'TW_SERIAL_OPEN_FAILED', {
      detail: `It is ${this.path}.`,
      cause,
    });
  }
}
