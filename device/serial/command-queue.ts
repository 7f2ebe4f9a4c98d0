/**
 * Commands to a device, one at a time: paced, each waiting for its answer where it has one, tried again, given up in
 * the end. Many devices lose a command that comes too soon after the one before.
 */
import { DeviceError, isDeviceError } from '../errors.ts';
import type { Clock, Timer } from '../ports.ts';

export interface Command<Frame> {
  bytes: Uint8Array;
  /** Tells the frame that answers it; absent: none is awaited. */
  isAnswer?: (frame: Frame) => boolean;
  /** How often it is sent before it is given up; default 3. */
  attempts?: number;
}

export interface CommandQueueOptions {
  clock: Clock;
  write(bytes: Uint8Array): Promise<void>;
  /** Least time (ms) from the end of one command to the next. */
  paceMs: number;
  /** Longest wait (ms) for an answer, or for a command without one to be written. */
  answerMs: number;
  /** Most commands that wait; more are refused. Default 64. */
  limit?: number;
}

interface Waiting<Frame> {
  command: Command<Frame>;
  resolve: (answer: Frame | undefined) => void;
  reject: (error: DeviceError) => void;
}

const DEFAULT_LIMIT = 64;
const DEFAULT_ATTEMPTS = 3;

export class CommandQueue<Frame> {
  readonly #options: CommandQueueOptions;
  readonly #waiting: Waiting<Frame>[] = [];
  #current: { entry: Waiting<Frame>; sent: number } | undefined;
  #timer: Timer | undefined;

  constructor(options: CommandQueueOptions) {
    this.#options = options;
  }

  /** Commands that are not done yet. */
  get size(): number {
    return this.#waiting.length + (this.#current === undefined ? 0 : 1);
  }

  /**
   * Sends a command in its turn.
   * @returns the answer; undefined for a command without one, once it is written.
   * @throws DeviceError TW_DEVICE_NO_ANSWER, TW_DEVICE_BUSY (too many wait), TW_SERIAL_LOST (the line went away)
   */
  send(command: Command<Frame>): Promise<Frame | undefined> {
    if (this.size >= (this.#options.limit ?? DEFAULT_LIMIT)) {
      return Promise.reject(new DeviceError('TW_DEVICE_BUSY'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ command, resolve, reject });
      if (this.#current === undefined && this.#timer === undefined) this.#next();
    });
  }

  /** Offers a frame; true when it answered the command that is under way. */
  frame(frame: Frame): boolean {
    const current = this.#current;
    if (current?.entry.command.isAnswer?.(frame) !== true) return false;
    this.#done(() => current.entry.resolve(frame));
    return true;
  }

  /** The line went away: everything that waits is refused. */
  clear(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const lost = [...(this.#current === undefined ? [] : [this.#current.entry]), ...this.#waiting.splice(0)];
    this.#current = undefined;
    for (const { reject } of lost) reject(new DeviceError('TW_SERIAL_LOST'));
  }

  #next(): void {
    const entry = this.#waiting.shift();
    if (entry === undefined) return;
    this.#current = { entry, sent: 0 };
    void this.#transmit();
  }

  async #transmit(): Promise<void> {
    const current = this.#current;
    if (current === undefined) return;
    const isCurrent = (): boolean => this.#current === current;
    const { command, resolve, reject } = current.entry;
    current.sent += 1;
    // The answer may come before the write is said to be done, so that the waiting begins first.
    this.#await(current);
    try {
      await this.#options.write(command.bytes);
    } catch (cause) {
      if (isCurrent())
        this.#done(() => reject(isDeviceError(cause) ? cause : new DeviceError('TW_SERIAL_LOST', { cause })));
      return;
    }
    if (command.isAnswer === undefined && isCurrent()) this.#done(() => resolve(undefined));
  }

  #await(current: { entry: Waiting<Frame>; sent: number }): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(this.#options.answerMs, () => {
      const { command, reject } = current.entry;
      // What could not even be written is not written once more.
      const attempts = command.isAnswer === undefined ? 1 : (command.attempts ?? DEFAULT_ATTEMPTS);
      if (current.sent < attempts) void this.#transmit();
      else this.#done(() => reject(new DeviceError('TW_DEVICE_NO_ANSWER')));
    });
  }

  /** Ends the command under way and makes the next one wait its time. */
  #done(tell: () => void): void {
    this.#timer?.cancel();
    this.#current = undefined;
    this.#timer = this.#options.clock.setTimer(this.#options.paceMs, () => {
      this.#timer = undefined;
      this.#next();
    });
    tell();
  }
}
