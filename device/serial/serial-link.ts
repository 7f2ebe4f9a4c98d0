/**
 * Keeps a byte transport open: opens it, notices that it went away or fell silent, and opens it again.
 *
 * USB adapters do not always report that they are gone, so silence counts as a loss too.
 */
import { Backoff } from '../backoff.ts';
import { isDeviceError, type DeviceErrorCode } from '../errors.ts';
import type { DeviceHost, Timer } from '../ports.ts';
import type { ByteTransport } from './byte-transport.ts';

export interface SerialLinkOptions extends DeviceHost {
  transport: ByteTransport;
  /** Longest time between two frames (milliseconds) before the port is closed and opened again. */
  silenceMs: number;
  /** What to call that silence. */
  silentCode: DeviceErrorCode;
  /** A fresh connection: forget half-received frames. */
  opened(): void;
  data(chunk: Uint8Array): void;
  /** Not connected, for this reason; the link goes on trying. */
  down(code: DeviceErrorCode, detail?: string): void;
}

export class SerialLink {
  readonly #options: SerialLinkOptions;
  readonly #backoff = new Backoff(1_000, 10_000);
  #timer: Timer | undefined;
  #running = false;
  /** Counts connections, so that a late answer of an earlier one is not taken for this one's. */
  #attempt = 0;

  constructor(options: SerialLinkOptions) {
    this.#options = options;
  }

  /** Resolves after the first attempt, successful or not. */
  async start(): Promise<void> {
    this.#running = true;
    await this.#open();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#attempt += 1;
    this.#timer?.cancel();
    await this.#options.transport.close();
  }

  /** A frame was understood: the device at the other end is the right one and alive. */
  alive(): void {
    if (!this.#running) return;
    this.#backoff.reset();
    this.#watch();
  }

  async #open(): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    const isCurrent = (): boolean => this.#running && attempt === this.#attempt;
    try {
      await this.#options.transport.open({
        data: (chunk) => {
          if (isCurrent()) this.#options.data(chunk);
        },
        lost: (error) => {
          if (isCurrent()) this.#retry(error.code);
        },
      });
    } catch (error) {
      if (isCurrent()) this.#retry(isDeviceError(error) ? error.code : 'TW_SERIAL_OPEN_FAILED');
      return;
    }
    if (!this.#running) return this.#options.transport.close();
    if (!isCurrent()) return;
    this.#options.opened();
    this.#watch();
  }

  #watch(): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(this.#options.silenceMs, () => {
      this.#attempt += 1;
      void this.#options.transport.close().then(() => this.#retry(this.#options.silentCode));
    });
  }

  #retry(code: DeviceErrorCode): void {
    if (!this.#running) return;
    this.#options.down(code, `It is ${this.#options.transport.path}.`);
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(this.#backoff.next(), () => void this.#open());
  }
}
