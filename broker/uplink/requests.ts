/** Questions from the kiosk to the platform: a correlation id, a deadline, and an answer or an error. */
import { v7 } from 'uuid';
import { topicOf, type KioskAddress } from '../contract/topics.ts';
import type { Message } from '../contract/messages.ts';
import { BrokerError, isBrokerError } from '../errors.ts';
import type { MqttLink } from '../link/mqtt-link.ts';
import type { Clock, Random } from '../ports.ts';

export type RequestName =
  | 'recognise'
  | 'visit'
  | 'card'
  | 'bind'
  | 'wishlist'
  | 'intent'
  | 'catalogue'
  | 'config';
export type RequestBody<N extends RequestName> = Omit<Message<`req/${N}`>, 'id' | 'deadline'>;
export type Reply = Message<`rsp/${RequestName}`>;

export interface RequestsOptions {
  link: MqttLink;
  address: KioskAddress;
  clock: Clock;
  random: Random;
}

interface Pending {
  name: RequestName;
  resolve(reply: Reply): void;
  reject(error: BrokerError): void;
  timer: { cancel(): void };
}

export class Requests {
  readonly #options: RequestsOptions;
  readonly #pending = new Map<string, Pending>();

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** Rejects TW_REQUEST_TIMEOUT after `deadlineMs`, TW_LINK_DOWN at once when there is no connection. */
  send<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    deadlineMs: number,
  ): Promise<Message<`rsp/${N}`>> {
    const { link, address, clock, random } = this.#options;
    if (!link.connected) return Promise.reject(new BrokerError('TW_LINK_DOWN'));
    const id = v7({ msecs: clock.now(), random: random.bytes(16) });
    const deadline = new Date(clock.now() + deadlineMs).toISOString();
    const answer = new Promise<Reply>((resolve, reject) => {
      const late = (): void =>
        this.#fail(id, new BrokerError('TW_REQUEST_TIMEOUT', `${name}: ${deadlineMs} ms.`));
      this.#pending.set(id, { name, resolve, reject, timer: clock.setTimer(deadlineMs, late) });
    });
    const payload = JSON.stringify({ id, deadline, ...body });
    link.publish(topicOf(address, 'req', name), payload).catch((error: unknown) => {
      const cause = { cause: error };
      this.#fail(id, isBrokerError(error) ? error : new BrokerError('TW_LINK_DOWN', undefined, cause));
    });
    return answer as Promise<Message<`rsp/${N}`>>;
  }

  /** Answers nobody waits for, late or forged, are ignored. */
  receive(name: RequestName, reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending || pending.name !== name) return;
    this.#forget(reply.id, pending);
    pending.resolve(reply);
  }

  /** A clean session does not keep answers for us: whatever was asked before a loss is not answered any more. */
  failAll(): void {
    for (const id of this.#pending.keys()) this.#fail(id, new BrokerError('TW_LINK_DOWN'));
  }

  #fail(id: string, error: BrokerError): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#forget(id, pending);
    pending.reject(error);
  }

  #forget(id: string, pending: Pending): void {
    this.#pending.delete(id);
    pending.timer.cancel();
  }
}
