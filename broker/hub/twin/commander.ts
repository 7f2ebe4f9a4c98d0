/** Sends commands of the fixed list to kiosks and hands back the one answer each may have. */
import type { CommandRequest, EncodeRequest } from '../../contract/http.ts';
import type { IntentReport } from '../../contract/intents.ts';
import type { Message } from '../../contract/messages.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import { BrokerError } from '../../errors.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger, Random } from '../../ports.ts';
import { kioskIdOf } from '../kiosk-key.ts';

export type CommandAnswer = Message<'res/encode'>;

const PATIENCE_MS = 10_000;
const VISIT_MS = 5_000;
/** How long a kiosk waits for a tag unless it is told otherwise, and what is added for writing it and for the way. */
const TAG_SECONDS = 30;
const TAG_EXTRA_MS = 35_000;
/** Nobody waits for the answer to a sync of our own; a kiosk that sleeps longer is asked again at its birth. */
const EXPIRY_MS = 30_000;

export interface CommanderOptions {
  link: MqttLink;
  root: string;
  tenant: string;
  clock: Clock;
  random: Random;
  logger: Logger;
}

interface Waiting {
  kioskId: string;
  resolve(answer: CommandAnswer): void;
}

interface Question {
  name: string;
  body: object;
  patienceMs: number;
}

export class Commander {
  readonly #options: CommanderOptions;
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: CommanderOptions) {
    this.#options = options;
  }

  /**
   * Resolves with the kiosk's answer, also when that is `ok: false`.
   * @throws BrokerError TW_LINK_DOWN | TW_COMMAND_TIMEOUT after ten seconds
   */
  async send(kiosk: { store: string; kiosk: string }, command: CommandRequest): Promise<CommandAnswer> {
    const { name, display } = command;
    const body = name !== 'sync' && display !== undefined ? { display } : {};
    return this.#ask(kiosk, { name, body, patienceMs: PATIENCE_MS });
  }

  /**
   * Has a kiosk write or learn the next tag that somebody holds to a reader.
   * @throws BrokerError TW_LINK_DOWN | TW_COMMAND_TIMEOUT when it does not even say that no tag came
   */
  async encode(
    kiosk: { store: string; kiosk: string },
    order: EncodeRequest & { gtin?: string },
  ): Promise<CommandAnswer> {
    const waits = order.action === 'cancel' ? 0 : (order.seconds ?? TAG_SECONDS) * 1000 + TAG_EXTRA_MS;
    return this.#ask(kiosk, { name: 'encode', body: order, patienceMs: Math.max(PATIENCE_MS, waits) });
  }

  /**
   * Tells a display how a visit by phone goes on.
   * @throws BrokerError TW_LINK_DOWN | TW_COMMAND_TIMEOUT after five seconds: a person waits at each end
   */
  async visit(
    kiosk: { store: string; kiosk: string },
    step: Omit<Message<'cmd/visit'>, 'id' | 'expiresAt'>,
  ): Promise<CommandAnswer> {
    return this.#ask(kiosk, { name: 'visit', body: step, patienceMs: VISIT_MS });
  }

  async #ask(kiosk: { store: string; kiosk: string }, question: Question): Promise<CommandAnswer> {
    const id = this.#newId();
    const answer = this.#answerTo(id, kioskIdOf(kiosk), question.patienceMs);
    try {
      // It must not begin long after it was asked for: whoever asked stands at the reader now.
      await this.#publish(kiosk, question, { id, lifeMs: PATIENCE_MS });
      return await answer.promise;
    } finally {
      answer.forget();
    }
  }

  /** Asks a kiosk to send its state again and to look for a newer catalogue; nobody waits for the answer. */
  sync(kiosk: { store: string; kiosk: string }): void {
    if (!this.#options.link.connected) return;
    this.#publish(kiosk, { name: 'sync', body: {} }, { id: this.#newId(), lifeMs: EXPIRY_MS }).catch(
      (error: unknown) => {
        this.#options.logger.debug({ kiosk: kioskIdOf(kiosk), err: error }, 'a sync was not sent');
      },
    );
  }

  /** Tells a kiosk how something stands that was asked for there. One that is away asks when it is back. */
  report(kiosk: { store: string; kiosk: string }, intent: IntentReport): void {
    if (!this.#options.link.connected) return;
    const question = { name: 'intent', body: { intent } };
    this.#publish(kiosk, question, { id: this.#newId(), lifeMs: EXPIRY_MS }).catch((error: unknown) => {
      this.#options.logger.debug({ kiosk: kioskIdOf(kiosk), err: error }, 'news of an intent were not sent');
    });
  }

  answered(address: KioskAddress, answer: CommandAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting?.kioskId === kioskIdOf(address)) waiting.resolve(answer);
  }

  #answerTo(
    id: string,
    kioskId: string,
    patienceMs: number,
  ): { promise: Promise<CommandAnswer>; forget(): void } {
    let timer: { cancel(): void } | undefined;
    const promise = new Promise<CommandAnswer>((resolve, reject) => {
      timer = this.#options.clock.setTimer(patienceMs, () => reject(new BrokerError('TW_COMMAND_TIMEOUT')));
      this.#waiting.set(id, { kioskId, resolve });
    });
    // A publish that fails first must not leave a rejection behind that nobody handles.
    promise.catch(() => undefined);
    return {
      promise,
      forget: () => {
        timer?.cancel();
        this.#waiting.delete(id);
      },
    };
  }

  #publish(
    kiosk: { store: string; kiosk: string },
    { name, body }: Pick<Question, 'name' | 'body'>,
    { id, lifeMs }: { id: string; lifeMs: number },
  ): Promise<void> {
    const { link, root, tenant, clock } = this.#options;
    const address: KioskAddress = { root, tenant, store: kiosk.store, kiosk: kiosk.kiosk };
    const expiresAt = new Date(clock.now() + lifeMs).toISOString();
    return link.publish(topicOf(address, 'cmd', name), JSON.stringify({ id, expiresAt, ...body }));
  }

  #newId(): string {
    return Buffer.from(this.#options.random.bytes(16)).toString('hex');
  }
}
