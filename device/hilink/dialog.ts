/**
 * Conversations with a Hi-Link radar: enter configuration, ask and tell, end it. While one lasts the radar sends no
 * reports, so it is kept short and is ended even when something went wrong in between.
 */
import { DeviceError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { CommandQueue } from '../serial/command-queue.ts';
import { encodeCommand, endConfig, enterConfig, HilinkCommand, type HilinkAnswer } from './commands.ts';

/** The radar writes its flash between two commands. */
const PACE_MS = 50;
const ANSWER_MS = 500;

export interface DialogOptions {
  clock: Clock;
  write(bytes: Uint8Array): Promise<void>;
}

/** Asks one command and gives the value of its acknowledgement. @throws DeviceError TW_HILINK_REFUSED, TW_DEVICE_NO_ANSWER */
export type Ask = (command: number, value?: readonly number[]) => Promise<Uint8Array>;

export class HilinkDialog {
  readonly #queue: CommandQueue<HilinkAnswer>;
  /** Conversations follow each other: a radar has one configuration mode. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DialogOptions) {
    this.#queue = new CommandQueue({ ...options, paceMs: PACE_MS, answerMs: ANSWER_MS });
  }

  /** Every acknowledgement that arrives. */
  answer(answer: HilinkAnswer): void {
    this.#queue.frame(answer);
  }

  /** The line went away. */
  clear(): void {
    this.#queue.clear();
  }

  /**
   * Holds a conversation in configuration mode once the one before is over.
   * @param talk Must not hold another conversation inside of this one.
   * @throws DeviceError TW_DEVICE_NO_ANSWER, TW_HILINK_REFUSED, TW_HILINK_ANSWER_INVALID, TW_SERIAL_LOST
   */
  hold<T>(talk: (ask: Ask) => Promise<T>): Promise<T> {
    const turn = this.#last.then(
      () => this.#talk(talk),
      () => this.#talk(talk),
    );
    this.#last = turn;
    return turn;
  }

  /** Ends a configuration mode that somebody else left the radar in: it is silent for as long as it lasts. */
  async leave(): Promise<void> {
    await this.#queue.send({ bytes: endConfig() });
  }

  async #talk<T>(talk: (ask: Ask) => Promise<T>): Promise<T> {
    await this.#enter();
    let isRestarting = false;
    const ask: Ask = async (command, value = []) => {
      const answer = await this.#send(command, encodeCommand(command, value));
      isRestarting = command === HilinkCommand.restart;
      return answer;
    };
    try {
      return await talk(ask);
    } finally {
      // A radar that starts anew has left its configuration mode by that, and hears nothing for a second.
      if (!isRestarting) await this.#end();
    }
  }

  async #enter(): Promise<void> {
    try {
      await this.#send(HilinkCommand.enterConfig, enterConfig());
    } catch (error) {
      // Perhaps only the answer was lost, and the radar waits in silence.
      this.leave().catch(() => undefined);
      throw error;
    }
  }

  /** What the conversation was about is settled: a lost farewell must not hide its outcome. */
  async #end(): Promise<void> {
    await this.#send(HilinkCommand.endConfig, endConfig()).catch(() => undefined);
  }

  async #send(command: number, bytes: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#queue.send({ bytes, isAnswer: (frame) => frame.command === command });
    if (answer === undefined) throw new DeviceError('TW_DEVICE_NO_ANSWER');
    if (answer.status !== 0)
      throw new DeviceError('TW_HILINK_REFUSED', { detail: `It is command 0x${command.toString(16)}.` });
    return answer.value;
  }
}
