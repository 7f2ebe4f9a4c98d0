/** The kiosk's last known state: remembered, published when it changes and again on every connect. */
import type { Message } from '../contract/messages.ts';
import { topicOf, type KioskAddress, type TopicClass } from '../contract/topics.ts';
import { isBrokerError } from '../errors.ts';
import type { MessageReader } from '../link/message-reader.ts';
import type { LinkWill, MqttLink } from '../link/mqtt-link.ts';
import type { Clock, Logger } from '../ports.ts';

/** Publishing presence so often lets the platform tell a silent kiosk from an idle one. */
const HEARTBEAT_MS = 10_000;
/** A goodbye must not keep the service from stopping. */
const GOODBYE_MS = 1_000;

export type StateName = 'presence' | 'devices' | 'display' | 'uplink';
export type RetainedName = `state/${StateName}` | 'reported/config';

export interface KioskStateOptions {
  link: MqttLink;
  address: KioskAddress;
  clock: Clock;
  logger: Logger;
  /** What presence says of the moment in which it is sent, beside the time. */
  presenceNow?: () => Partial<Message<'state/presence'>>;
}

/** The will for the kiosk's link: retained death, told apart from a newer birth by `boot`. */
export function presenceWill(address: KioskAddress, boot: string): LinkWill {
  const death: Message<'state/presence'> = { online: false, boot };
  return { topic: topicOf(address, 'state', 'presence'), payload: JSON.stringify(death), retain: true };
}

export class KioskState {
  readonly #options: KioskStateOptions;
  readonly #reader: MessageReader;
  readonly #last = new Map<RetainedName, object>();
  #heart: { cancel(): void } | undefined;

  constructor(options: KioskStateOptions, reader: MessageReader) {
    this.#options = options;
    this.#reader = reader;
  }

  start(): void {
    this.#publishAll();
    this.#beat();
  }

  /** Says goodbye: a graceful stop sends no will. */
  async stop(): Promise<void> {
    this.#heart?.cancel();
    this.#heart = undefined;
    const presence = this.#last.get('state/presence') as Message<'state/presence'> | undefined;
    if (!presence || !this.#options.link.connected) return;
    const { address, clock } = this.#options;
    const will = presenceWill(address, presence.boot);
    let limit: { cancel(): void } | undefined;
    const tooLong = new Promise<void>((resolve) => {
      limit = clock.setTimer(GOODBYE_MS, resolve);
    });
    await Promise.race([this.#send(will.topic, will.payload), tooLong]);
    limit?.cancel();
  }

  /** What does not follow the contract is a fault of ours: it is not sent, and must not end the service. */
  set<N extends RetainedName>(name: N, payload: Message<N>): void {
    try {
      this.#reader.check(name, payload);
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      this.#options.logger.error({ code: error.code, state: name, err: error }, 'state cannot be published');
      return;
    }
    this.#last.set(name, payload);
    this.#publish(name);
  }

  /** The settings in force; undefined before they were published. */
  get reported(): Message<'reported/config'> | undefined {
    return this.#last.get('reported/config') as Message<'reported/config'> | undefined;
  }

  connected(): void {
    this.#publishAll();
  }

  #beat(): void {
    this.#heart = this.#options.clock.setTimer(HEARTBEAT_MS, () => {
      this.#publish('state/presence');
      this.#beat();
    });
  }

  #publishAll(): void {
    for (const name of this.#last.keys()) this.#publish(name);
  }

  #publish(name: RetainedName): void {
    const { link, address, clock, presenceNow } = this.#options;
    const payload = this.#last.get(name);
    if (!payload || !link.connected) return;
    const at = new Date(clock.now()).toISOString();
    const fresh = name === 'state/presence' ? { ...payload, ...presenceNow?.(), at } : payload;
    const [topicClass, topicName] = name.split('/') as [TopicClass, string];
    void this.#send(topicOf(address, topicClass, topicName), JSON.stringify(fresh));
  }

  async #send(topic: string, payload: string): Promise<void> {
    try {
      await this.#options.link.publish(topic, payload, { retain: true });
    } catch (error) {
      // Every connect publishes again, so a loss needs no word; anything else does.
      if (isBrokerError(error, 'TW_LINK_DOWN')) return;
      this.#options.logger.error({ topic, err: error }, 'state cannot be published');
    }
  }
}
