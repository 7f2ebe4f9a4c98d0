/** The one order that a reader works on: its number, its time limit, and whoever waits for it. */
import { DeviceError } from '../errors.ts';
import type { Clock, Timer } from '../ports.ts';
import type { WrittenTag } from './tag-writer.ts';

/** The largest tag takes half of it at a slow reader. */
const WRITE_LIMIT_MS = 30_000;

interface Pending {
  request: number;
  timer: Timer;
  resolve: (written: WrittenTag) => void;
  reject: (error: DeviceError) => void;
}

export class PendingWrite {
  readonly #clock: Clock;
  #requests = 0;
  #pending: Pending | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Sends an order with a number of its own and waits for `settle` or `fail`.
   * @param send False when there is nobody to send it to.
   * @throws DeviceError TW_NFC_WRITE_BUSY, TW_NFC_NO_READER, TW_NFC_WRITE_TIMEOUT, and what `fail` is given
   */
  async begin(send: (request: number) => boolean): Promise<WrittenTag> {
    if (this.#pending !== undefined) throw new DeviceError('TW_NFC_WRITE_BUSY');
    this.#requests += 1;
    const request = this.#requests;
    if (!send(request)) throw new DeviceError('TW_NFC_NO_READER');
    return new Promise((resolve, reject) => {
      const timer = this.#clock.setTimer(WRITE_LIMIT_MS, () =>
        this.fail(request, new DeviceError('TW_NFC_WRITE_TIMEOUT')),
      );
      this.#pending = { request, timer, resolve, reject };
    });
  }

  settle(request: number, written: WrittenTag): void {
    this.#take(request)?.resolve(written);
  }

  fail(request: number, error: DeviceError): void {
    this.#take(request)?.reject(error);
  }

  /** The reader is gone: whatever was under way will not be answered. */
  abandon(): void {
    if (this.#pending !== undefined) this.fail(this.#pending.request, new DeviceError('TW_NFC_NO_READER'));
  }

  /** A late answer to an order that was given up finds nobody. */
  #take(request: number): Pending | undefined {
    const pending = this.#pending;
    if (pending?.request !== request) return undefined;
    this.#pending = undefined;
    pending.timer.cancel();
    return pending;
  }
}
