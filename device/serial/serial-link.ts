/**
 * Keeps a byte transport open: opens it, notices that it went away or fell silent, and opens it again.
 *
 * USB adapters do not always report that they are gone, so silence counts as a loss too.
 */
import { Backoff } from '../backoff.ts';
import { isDeviceError, type DeviceErrorCode } from '../errors.ts';
import type { DeviceHost, Timer } from '../ports.ts';
import type { ByteTransport } from './byte-transport.ts';

/** How often the port of a silent device is looked for. */
const NODE_CHECK_MS = 2_000;

export interface SerialLinkOptions extends DeviceHost {
  transport: ByteTransport;
  /**
   * Longest time between two frames (milliseconds) before the port is closed and opened again; null for a device that
   * is silent by nature.
   */
  silenceMs: number | null;
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
  /** The attempt under way: the next one waits for its end, because a port opens once. */
  #opening: Promise<void> = Promise.resolve();

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
    await this.#opening;
  }

  /** A frame was understood: the device at the other end is the right one and alive. */
  alive(): void {
    if (!this.#running) return;
    this.#backoff.reset();
    this.#watch();
  }

  #open(): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#opening = this.#opening.then(() => this.#try(() => this.#running && attempt === this.#attempt));
    return this.#opening;
  }

  /** @param isCurrent False once the link was stopped or tries anew. */
  async #try(isCurrent: () => boolean): Promise<void> {
    if (!isCurrent()) return;
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
    if (!isCurrent()) return this.#options.transport.close();
    this.#options.opened();
    this.#watch();
  }

  #watch(): void {
    this.#timer?.cancel();
    const { silenceMs } = this.#options;
    if (silenceMs === null) return this.#watchNode();
    this.#timer = this.#options.clock.setTimer(silenceMs, () => {
      void this.#giveUp(this.#options.silentCode);
    });
  }

  /** Of a device that is silent by nature only its port can be asked after. */
  #watchNode(): void {
    const { transport, clock } = this.#options;
    const attempt = this.#attempt;
    this.#timer = clock.setTimer(NODE_CHECK_MS, () => {
      void (transport.exists?.() ?? Promise.resolve(true)).then((isThere) => {
        if (!this.#running || attempt !== this.#attempt) return;
        if (isThere) this.#stayed();
        else void this.#giveUp('TW_SERIAL_LOST');
      });
    });
  }

  /** A port that stayed for a while: its next loss is a new one. */
  #stayed(): void {
    this.#backoff.reset();
    if (this.#options.transport.exists !== undefined) this.#watchNode();
  }

  async #giveUp(code: DeviceErrorCode): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    await this.#options.transport.close();
    if (attempt === this.#attempt) this.#retry(code);
  }

  #retry(code: DeviceErrorCode): void {
    if (!this.#running) return;
    this.#options.down(code, `It is ${this.#options.transport.path}.`);
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(this.#backoff.next(), () => void this.#open());
  }
}
