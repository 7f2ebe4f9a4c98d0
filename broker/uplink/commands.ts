/**
 * Commands from the platform: a fixed list, each with an id, an expiry and one answer. A repeated id gets the same
 * answer again and is not carried out again.
 */
import { topicOf, type KioskAddress } from '../contract/topics.ts';
import type { MadeTag, Message } from '../contract/messages.ts';
import { isBrokerError } from '../errors.ts';
import type { MqttLink } from '../link/mqtt-link.ts';
import type { Clock, Logger } from '../ports.ts';

export type CommandName = 'identify' | 'reload' | 'sync' | 'encode' | 'intent' | 'visit';
export type CommandMessage<N extends CommandName = CommandName> = Message<`cmd/${N}`>;

export interface CommandResult {
  ok: boolean;
  /** Stable code when not ok. */
  code?: string;
  message?: string;
  /** Of `encode`. */
  tag?: MadeTag;
}

export type CommandHandler = (name: CommandName, message: CommandMessage) => Promise<CommandResult>;

export interface CommandsOptions {
  link: MqttLink;
  address: KioskAddress;
  clock: Clock;
  logger: Logger;
}

/** Commands whose answers are remembered. */
const REMEMBERED = 256;

export class Commands {
  readonly #options: CommandsOptions;
  /** Answers by name and id; undefined while the command runs. */
  readonly #answers = new Map<string, CommandResult | undefined>();
  #handler: CommandHandler | undefined;

  constructor(options: CommandsOptions) {
    this.#options = options;
  }

  /** The one that carries commands out; a later one takes its place. */
  handle(handler: CommandHandler): () => void {
    this.#handler = handler;
    return () => {
      if (this.#handler === handler) this.#handler = undefined;
    };
  }

  async receive(name: CommandName, message: CommandMessage): Promise<void> {
    const key = `${name} ${message.id}`;
    if (!this.#answers.has(key)) {
      this.#remember(key, undefined);
      this.#remember(key, await this.#carryOut(name, message));
    }
    const answer = this.#answers.get(key);
    if (answer) await this.#answer(name, { id: message.id, ...answer });
  }

  async #carryOut(name: CommandName, message: CommandMessage): Promise<CommandResult> {
    const { clock, logger } = this.#options;
    const expiry = Date.parse(message.expiresAt);
    if (!(expiry > clock.now())) return { ok: false, code: 'TW_COMMAND_EXPIRED' };
    if (!this.#handler) return { ok: false, code: 'TW_COMMAND_UNSUPPORTED' };
    try {
      const { ok, code, message: text, tag } = await this.#handler(name, message);
      return {
        ok,
        ...(code !== undefined && { code }),
        ...(text !== undefined && { message: text }),
        ...(name === 'encode' && tag !== undefined && { tag }),
      };
    } catch (error) {
      logger.error({ code: 'TW_COMMAND_FAILED', command: name, err: error }, 'a command failed');
      return { ok: false, code: 'TW_COMMAND_FAILED' };
    }
  }

  async #answer(name: CommandName, reply: Message<'res/encode'>): Promise<void> {
    const { link, address, logger } = this.#options;
    try {
      await link.publish(topicOf(address, 'res', name), JSON.stringify(reply));
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      // The platform repeats the command and gets the remembered answer.
      logger.info({ code: error.code, command: name }, 'the answer to a command was not sent');
    }
  }

  #remember(key: string, answer: CommandResult | undefined): void {
    this.#answers.set(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= REMEMBERED) return;
      this.#answers.delete(oldest);
    }
  }
}
