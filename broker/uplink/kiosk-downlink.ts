/**
 * The kiosk's end of everything but events: desired settings and commands come in, state and questions go out.
 * What comes in is untrusted: whatever does not follow the contract is dropped with one line in the log.
 */
import type { Message, MessageName } from '../contract/messages.ts';
import { kioskFilters, parseTopic, subtreeOf, topicOf, type KioskAddress } from '../contract/topics.ts';
import { isBrokerError } from '../errors.ts';
import { Listeners } from '../link/listeners.ts';
import { MessageReader } from '../link/message-reader.ts';
import type { MqttLink } from '../link/mqtt-link.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { Commands, type CommandHandler, type CommandMessage, type CommandName } from './commands.ts';
import { KioskState, type StateName } from './kiosk-state.ts';
import { DesiredQuestion } from './desired-question.ts';
import { Requests, type Reply, type RequestBody, type RequestName } from './requests.ts';

export interface KioskDownlinkOptions {
  link: MqttLink;
  address: KioskAddress;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** What presence says of the moment in which it is sent, beside the time. */
  presenceNow?: () => Partial<Message<'state/presence'>>;
}

export class KioskDownlink {
  readonly #options: KioskDownlinkOptions;
  readonly #reader = new MessageReader();
  readonly #commands: Commands;
  readonly #requests: Requests;
  readonly #state: KioskState;
  readonly #desired: Listeners<[Message<'desired/config'>]>;
  readonly #catalogue: Listeners<[Message<'desired/catalogue'>]>;
  readonly #services: Listeners<[Message<'desired/services'>]>;
  readonly #question: DesiredQuestion;
  #undo: (() => void)[] = [];

  constructor(options: KioskDownlinkOptions) {
    this.#options = options;
    this.#commands = new Commands(options);
    this.#requests = new Requests(options);
    this.#state = new KioskState(options, this.#reader);
    this.#desired = new Listeners(options.logger);
    this.#catalogue = new Listeners(options.logger);
    this.#services = new Listeners(options.logger);
    this.#question = new DesiredQuestion({
      ...options,
      ask: (body, deadlineMs) => this.#requests.send('config', body, deadlineMs),
      inForce: () => this.#state.reported,
      answered: (desired) => this.#desired.emit(desired),
    });
  }

  async start(): Promise<void> {
    if (this.#undo.length > 0) return;
    const { link, address } = this.#options;
    this.#undo = [
      link.onMessage((topic, payload) => this.#receive(topic, payload)),
      link.onConnection((connected) => this.#connectionChanged(connected)),
    ];
    // Acknowledgements belong to the uplink; overlapping filters bring two copies on some brokers.
    const acks = topicOf(address, 'ack', 'events');
    await link.subscribe(kioskFilters(address).filter((filter) => filter !== acks));
    this.#state.start();
    if (link.connected) this.#question.ask();
  }

  /** Publishes that the kiosk goes offline. The link is stopped by its owner. */
  async stop(): Promise<void> {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#question.stop();
    this.#requests.failAll();
    await this.#state.stop();
  }

  /** Desired settings as they arrive; the same document may come more than once. */
  onDesired(listener: (message: Message<'desired/config'>) => void): () => void {
    return this.#desired.add(listener);
  }

  /** Which catalogue is in force, as it arrives; the same may come more than once. */
  onCatalogue(listener: (message: Message<'desired/catalogue'>) => void): () => void {
    return this.#catalogue.add(listener);
  }

  /** What the hub's sources give, as it arrives; the same may come more than once. */
  onServices(listener: (message: Message<'desired/services'>) => void): () => void {
    return this.#services.add(listener);
  }

  /** The one that carries commands out; what it answers goes to `res/…`. */
  onCommand(handler: CommandHandler): () => void {
    return this.#commands.handle(handler);
  }

  /**
   * Asks the platform. Resolves with its answer, also when that is `ok: false`.
   * @throws BrokerError TW_REQUEST_TIMEOUT after `deadlineMs`; TW_LINK_DOWN at once when offline or on a loss
   */
  request<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    deadlineMs: number,
  ): Promise<Message<`rsp/${N}`>> {
    return this.#requests.send(name, body, deadlineMs);
  }

  /**
   * Retained; remembered and published again on every connect, presence every ten seconds with a fresh `at`. What does
   * not follow the contract is logged and not sent.
   */
  publishState<N extends StateName>(name: N, payload: Message<`state/${N}`>): void {
    this.#state.set(`state/${name}`, payload);
  }

  /** As `publishState`, for the settings in force. */
  publishReported(payload: Message<'reported/config'>): void {
    this.#state.set('reported/config', payload);
  }

  #connectionChanged(connected: boolean): void {
    if (connected) {
      this.#state.connected();
      this.#question.ask();
    } else {
      this.#question.stop();
      this.#requests.failAll();
    }
  }

  #receive(topic: string, payload: Uint8Array): void {
    const parsed = parseTopic(topic);
    if (!parsed || !topic.startsWith(subtreeOf(this.#options.address))) return;
    try {
      if (parsed.class === 'desired') this.#wanted(parsed.name, payload);
      if (parsed.class === 'cmd') this.#command(parsed.name as CommandName, payload);
      if (parsed.class === 'rsp') this.#reply(parsed.name as RequestName, payload);
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      this.#options.logger.warn({ topic, code: error.code, err: error }, 'a message was dropped');
    }
  }

  #wanted(name: string, payload: Uint8Array): void {
    if (name === 'config') this.#desired.emit(this.#reader.read('desired/config', payload));
    else if (name === 'services') this.#services.emit(this.#reader.read('desired/services', payload));
    else this.#catalogue.emit(this.#reader.read('desired/catalogue', payload));
  }

  #command(name: CommandName, payload: Uint8Array): void {
    const message = this.#reader.read<MessageName>(`cmd/${name}`, payload) as CommandMessage;
    void this.#commands.receive(name, message);
  }

  #reply(name: RequestName, payload: Uint8Array): void {
    this.#requests.receive(name, this.#reader.read<MessageName>(`rsp/${name}`, payload) as Reply);
  }
}
