/** All PC/SC readers of a machine share one reader process; this connects it with the devices that want a reader. */
import type { DeviceErrorCode } from '../errors.ts';
import type { DeviceHost } from '../ports.ts';
import type { ChildMessage, ParentMessage } from './pcsc-messages.ts';
import { PcscProcess } from './pcsc-process.ts';
import { ReaderSeats, type SeatClaim } from './reader-seats.ts';

export interface PcscServiceOptions extends DeviceHost {
  /** Environment of the reader process; `PCSCLITE_CSOCK_NAME` says where pcscd listens. Default: this process's. */
  env?: NodeJS.ProcessEnv;
  /** Main file of the reader process; for tests. */
  childUrl?: URL;
}

/** The service as one device sees it. */
export interface PcscClaim extends SeatClaim {
  /** There is no reader, for this reason. */
  missing(code: DeviceErrorCode, detail?: string): void;
  message(message: ReaderMessage): void;
}

/** What concerns one reader while it is there. */
export type ReaderMessage = Exclude<
  Extract<ChildMessage, { reader: string }>,
  { type: 'attached' | 'detached' }
>;

/** A message to a reader without its name, which only the service knows. */
export type ReaderOrder = ParentMessage extends infer M
  ? M extends ParentMessage
    ? Omit<M, 'reader'>
    : never
  : never;

export class PcscService {
  readonly #options: PcscServiceOptions;
  readonly #process: PcscProcess;
  readonly #seats = new ReaderSeats<PcscClaim>();
  #trouble: { code: DeviceErrorCode; detail?: string } | undefined;
  #isUp = false;
  #stopping: Promise<void> = Promise.resolve();

  constructor(options: PcscServiceOptions) {
    this.#options = options;
    this.#process = new PcscProcess({
      clock: options.clock,
      logger: options.logger,
      env: options.env ?? process.env,
      ...(options.childUrl === undefined ? {} : { childUrl: options.childUrl }),
      message: (message) => this.#receive(message),
      lost: () => this.#processLost(),
    });
  }

  /** Process id of the reader process, for the device page. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Takes part; the first to do so starts the reader process. */
  async join(claim: PcscClaim): Promise<void> {
    await this.#stopping;
    this.#seats.add(claim);
    if (this.#seats.size === 1) this.#process.start();
    else this.#tellVacant();
  }

  /** Takes no longer part; the last to leave ends the reader process. */
  async leave(claim: PcscClaim): Promise<void> {
    this.#seats.remove(claim);
    if (this.#seats.size > 0) return;
    this.#seats.detachAll();
    this.#isUp = false;
    this.#trouble = undefined;
    this.#stopping = this.#process.stop();
    await this.#stopping;
  }

  /** Passes an order to the reader that this device holds; false when it holds none. */
  send(claim: PcscClaim, order: ReaderOrder): boolean {
    const reader = this.#seats.readerOf(claim);
    if (reader !== undefined) this.#process.send({ ...order, reader });
    return reader !== undefined;
  }

  #receive(message: ChildMessage): void {
    switch (message.type) {
      case 'alive':
        return;
      case 'driver_missing':
        this.#serviceLost('TW_NFC_DRIVER_MISSING', message.detail);
        // Trying again would not install it.
        this.#stopping = this.#process.stop();
        return;
      case 'service_down':
        this.#serviceLost(message.code);
        return;
      case 'service_up':
        this.#isUp = true;
        this.#trouble = undefined;
        this.#tellVacant();
        return;
      case 'attached':
        if (this.#seats.attach(message.reader)) return;
        this.#options.logger.info(
          { reader: message.reader },
          'reader is not used: no device is configured for it',
        );
        return;
      case 'detached':
        this.#seats.detach(message.reader);
        this.#tellVacant();
        return;
      case 'tag':
      case 'removed':
      case 'reader_error':
      case 'feedback_failed':
      case 'written':
      case 'write_failed':
        this.#seats.holder(message.reader)?.message(message);
    }
  }

  #processLost(): void {
    // A process that said why it ends has said more than its end does.
    if (this.#trouble === undefined) this.#serviceLost('TW_NFC_CHILD_LOST');
  }

  #serviceLost(code: DeviceErrorCode, detail?: string): void {
    this.#trouble = { code, ...(detail === undefined ? {} : { detail }) };
    this.#isUp = false;
    this.#seats.detachAll();
    this.#tellVacant();
  }

  #tellVacant(): void {
    for (const claim of this.#seats.vacant) {
      if (this.#trouble !== undefined) claim.missing(this.#trouble.code, this.#trouble.detail);
      else if (this.#isUp) claim.missing('TW_NFC_NO_READER');
    }
  }
}
