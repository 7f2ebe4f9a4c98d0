/**
 * All PC/SC readers of a machine share one reader process; this hands each reader to the device configured for it.
 *
 * A device with a name pattern takes a reader that fits; one without takes the first that is left, in the order in
 * which the devices were made. A reader that comes back under its name goes to the device that had it before.
 */
import type { DeviceErrorCode } from '../errors.ts';
import type { DeviceHost } from '../ports.ts';
import { stableReaderName } from './atr.ts';
import type { ChildMessage } from './pcsc-messages.ts';
import { PcscProcess } from './pcsc-process.ts';

export interface PcscServiceOptions extends DeviceHost {
  /** Environment of the reader process; `PCSCLITE_CSOCK_NAME` says where pcscd listens. Default: this process's. */
  env?: NodeJS.ProcessEnv;
  /** Main file of the reader process; for tests. */
  childUrl?: URL;
}

/** The service as seen by one device: which reader it holds, what happens on it, and what is missing. */
export interface PcscClaim {
  /** Regular expression (any case) that the reader's name must match; undefined takes any. */
  readonly name: string | undefined;
  attached(reader: string): void;
  detached(): void;
  /** No reader is assigned, for this reason. */
  missing(code: DeviceErrorCode, detail?: string): void;
  message(message: Extract<ChildMessage, { type: 'tag' | 'removed' | 'reader_error' }>): void;
}

interface Seat {
  claim: PcscClaim;
  reader: string | undefined;
  /** Name it last held, for when the reader comes back. */
  lastReader: string | undefined;
}

export class PcscService {
  readonly #options: PcscServiceOptions;
  readonly #process: PcscProcess;
  readonly #seats: Seat[] = [];
  readonly #readers = new Set<string>();
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
    this.#seats.push({ claim, reader: undefined, lastReader: undefined });
    if (this.#seats.length === 1) this.#process.start();
    else this.#settle();
  }

  /** Takes no longer part; the last to leave ends the reader process. */
  async leave(claim: PcscClaim): Promise<void> {
    const index = this.#seats.findIndex((seat) => seat.claim === claim);
    if (index !== -1) this.#seats.splice(index, 1);
    if (this.#seats.length > 0) return this.#settle();
    this.#readers.clear();
    this.#isUp = false;
    this.#trouble = undefined;
    this.#stopping = this.#process.stop();
    await this.#stopping;
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
        this.#settle();
        return;
      case 'attached':
        this.#readers.add(message.reader);
        this.#settle();
        return;
      case 'detached':
        this.#readers.delete(message.reader);
        this.#vacate(message.reader);
        this.#settle();
        return;
      case 'tag':
      case 'removed':
      case 'reader_error':
        this.#seats.find((seat) => seat.reader === message.reader)?.claim.message(message);
    }
  }

  #processLost(): void {
    // A process that said why it ends has said more than its end does.
    if (this.#trouble === undefined) this.#serviceLost('TW_NFC_CHILD_LOST');
  }

  #serviceLost(code: DeviceErrorCode, detail?: string): void {
    this.#trouble = { code, ...(detail === undefined ? {} : { detail }) };
    this.#isUp = false;
    for (const reader of this.#readers) this.#vacate(reader);
    this.#readers.clear();
    this.#settle();
  }

  #vacate(reader: string): void {
    const seat = this.#seats.find((candidate) => candidate.reader === reader);
    if (seat === undefined) return;
    seat.reader = undefined;
    seat.claim.detached();
  }

  /** Gives free readers to free seats, and tells those that stay without why. */
  #settle(): void {
    for (const reader of this.#freeReaders()) {
      const seat = this.#seatFor(reader);
      if (seat === undefined) {
        this.#options.logger.info({ reader }, 'reader is not used: no device is configured for it');
        continue;
      }
      seat.reader = reader;
      seat.lastReader = reader;
      seat.claim.attached(reader);
    }
    for (const { reader, claim } of this.#seats) {
      if (reader !== undefined) continue;
      if (this.#trouble !== undefined) claim.missing(this.#trouble.code, this.#trouble.detail);
      else if (this.#isUp) claim.missing('TW_NFC_NO_READER');
    }
  }

  #freeReaders(): string[] {
    return [...this.#readers].filter((reader) => !this.#seats.some((seat) => seat.reader === reader));
  }

  #seatFor(reader: string): Seat | undefined {
    const free = this.#seats.filter((seat) => seat.reader === undefined);
    const stable = stableReaderName(reader);
    return (
      free.find((seat) => seat.lastReader === reader) ??
      free.find((seat) => seat.lastReader !== undefined && stableReaderName(seat.lastReader) === stable) ??
      free.find(({ claim }) => claim.name !== undefined && new RegExp(claim.name, 'i').test(reader)) ??
      free.find(({ claim }) => claim.name === undefined)
    );
  }
}
