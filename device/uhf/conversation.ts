/**
 * Leads a reader through a script: settings, then reading. A script that fails (no answer, a setting refused) is said
 * to be in trouble and begins again after a while; a new connection begins it anew; a lost one ends it.
 */
import type { SessionContext } from '../driver.ts';
import { DeviceError, isDeviceError } from '../errors.ts';
import type { Timer } from '../ports.ts';
import type { Command, CommandQueue } from '../serial/command-queue.ts';

/** Shorter than the silence after which a line counts as lost, so that a reader that refuses something stays in touch. */
const RETRY_MS = 3_000;

export interface Talk<Frame> {
  /**
   * Sends a command and waits for its answer.
   * @throws DeviceError TW_DEVICE_NO_ANSWER, TW_DEVICE_BUSY, TW_SERIAL_LOST
   */
  ask(command: Command<Frame>): Promise<Frame>;
  /** The same, but an answer that does not come is not missed. */
  tell(command: Command<Frame>): Promise<Frame | undefined>;
  /** @throws DeviceError TW_SERIAL_LOST when the line goes away meanwhile. */
  pause(ms: number): Promise<void>;
  /** The reader is set and at work: earlier trouble with setting it is over. */
  ready(): void;
}

export interface ConversationOptions<Frame> {
  context: Pick<SessionContext<object>, 'clock' | 'logger' | 'trouble'>;
  queue: CommandQueue<Frame>;
  script(talk: Talk<Frame>): Promise<void>;
}

/** The reader does not take a setting; the detail says which, and why. */
export class Refusal extends DeviceError {
  readonly detail: string;

  constructor(detail: string) {
    super('TW_UHF_SETTING_REFUSED', { detail });
    this.detail = detail;
  }
}

export class Conversation<Frame> {
  readonly #options: ConversationOptions<Frame>;
  /** Counts connections, so that a script of an earlier one says nothing on this one. */
  #era = 0;
  /** Anything, since the last command. */
  #heard = false;
  #troubled = false;
  #pause: { timer: Timer; reject: (error: DeviceError) => void } | undefined;

  constructor(options: ConversationOptions<Frame>) {
    this.#options = options;
  }

  opened(): void {
    this.closed();
    this.#troubled = false;
    void this.#run(this.#era);
  }

  frame(frame: Frame): void {
    this.#heard = true;
    this.#options.queue.frame(frame);
  }

  closed(): void {
    this.#era += 1;
    this.#options.queue.clear();
    this.#pause?.timer.cancel();
    this.#pause?.reject(new DeviceError('TW_SERIAL_LOST'));
    this.#pause = undefined;
  }

  async #run(era: number): Promise<void> {
    while (era === this.#era) {
      try {
        await this.#options.script(this.#talk(era));
      } catch (error) {
        if (era === this.#era) this.#failed(error);
      }
      await this.#wait(RETRY_MS, era).catch(() => undefined);
    }
  }

  #failed(error: unknown): void {
    const { logger, trouble } = this.#options.context;
    if (!isDeviceError(error)) {
      logger.error({ error }, 'talking to the reader failed unexpectedly');
      return;
    }
    logger.debug({ code: error.code, message: error.message }, 'the reader is not set yet');
    if (error.code === 'TW_SERIAL_LOST') return;
    // A reader that says nothing at all is a silent line, and the line says so itself.
    if (error.code === 'TW_DEVICE_NO_ANSWER' && !this.#heard) return;
    this.#troubled = true;
    trouble(error.code, error instanceof Refusal ? error.detail : undefined);
  }

  #talk(era: number): Talk<Frame> {
    const { queue, context } = this.#options;
    const ask = async (command: Command<Frame>): Promise<Frame> => {
      if (era !== this.#era) throw new DeviceError('TW_SERIAL_LOST');
      this.#heard = false;
      const answer = await queue.send(command);
      if (era !== this.#era || answer === undefined) throw new DeviceError('TW_SERIAL_LOST');
      return answer;
    };
    return {
      ask,
      tell: (command) =>
        ask(command).catch((error: unknown) => {
          if (isDeviceError(error, 'TW_DEVICE_NO_ANSWER')) return undefined;
          throw error;
        }),
      pause: (ms) => this.#wait(ms, era),
      ready: () => {
        if (!this.#troubled) return;
        this.#troubled = false;
        context.trouble(undefined);
      },
    };
  }

  #wait(ms: number, era: number): Promise<void> {
    if (era !== this.#era) return Promise.reject(new DeviceError('TW_SERIAL_LOST'));
    return new Promise((resolve, reject) => {
      const timer = this.#options.context.clock.setTimer(ms, () => {
        this.#pause = undefined;
        resolve();
      });
      this.#pause = { timer, reject };
    });
  }
}
