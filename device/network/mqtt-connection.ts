/**
 * One connection to an MQTT broker, shared by every device that listens there; through mqtt.js as a wire client only, so
 * that every attempt is a fresh client without queue or store.
 */
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { Backoff } from '../backoff.ts';
import type { DeviceErrorCode } from '../errors.ts';
import type { DeviceHost, Timer } from '../ports.ts';
import type { MessageSource, MessageSourceEvents } from './message-source.ts';

export interface MqttConnectionOptions extends DeviceHost {
  /** `mqtt://` `mqtts://` `ws://` or `wss://`, without credentials. */
  url: string;
  clientId: string;
  username?: string;
  password?: string;
}

interface Subscriber {
  filters: readonly string[];
  events: MessageSourceEvents;
}

const CONNECT_MS = 5_000;
const GOODBYE_MS = 1_000;
const KEEP_ALIVE_S = 15;
/** AWS IoT Core accepts eight filters per SUBSCRIBE. */
const FILTERS_PER_SUBSCRIBE = 8;
const REFUSED = 0x80;
/** Return codes of CONNACK (MQTT 3.1.1, 3.2.2.3): bad user name or password, not authorised. */
const NOT_ALLOWED: readonly unknown[] = [4, 5];

export class MqttConnection {
  readonly #options: MqttConnectionOptions;
  readonly #backoff = new Backoff(1_000, 10_000);
  readonly #subscribers = new Set<Subscriber>();
  #client: MqttClient | undefined;
  #retry: Timer | undefined;
  #connected = false;
  /** Why there is no connection, for those who join meanwhile. */
  #trouble: DeviceErrorCode | undefined;

  constructor(options: MqttConnectionOptions) {
    this.#options = options;
  }

  /** Messages of these topics, without wildcards. The first to open connects; the last to close disconnects. */
  source(filters: readonly string[]): MessageSource {
    let subscriber: Subscriber | undefined;
    return {
      path: `${filters.at(-1) ?? ''} at ${this.#options.url}`,
      open: async (events) => {
        subscriber = { filters, events };
        this.#join(subscriber);
      },
      close: async () => {
        const leaving = subscriber;
        subscriber = undefined;
        if (leaving !== undefined) await this.#leave(leaving);
      },
    };
  }

  #join(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
    if (this.#connected && this.#client !== undefined) this.#subscribe(this.#client, [subscriber]);
    else if (this.#client === undefined && this.#retry === undefined) this.#open();
    else if (this.#trouble !== undefined) subscriber.events.down(this.#trouble);
  }

  async #leave(subscriber: Subscriber): Promise<void> {
    if (!this.#subscribers.delete(subscriber)) return;
    const client = this.#client;
    if (this.#subscribers.size === 0) {
      this.#retry?.cancel();
      this.#retry = undefined;
      this.#client = undefined;
      this.#connected = false;
      this.#trouble = undefined;
      if (client !== undefined) await goodbye(client, this.#options.clock);
      return;
    }
    const needed = new Set([...this.#subscribers].flatMap(({ filters }) => filters));
    const useless = subscriber.filters.filter((filter) => !needed.has(filter));
    if (client !== undefined && this.#connected && useless.length > 0) client.unsubscribe(useless);
  }

  #open(): void {
    this.#retry = undefined;
    const client = connect(this.#options.url, this.#clientOptions());
    this.#client = client;
    let cause: unknown;
    client.on('connect', () => {
      if (this.#client !== client) return;
      this.#connected = true;
      this.#trouble = undefined;
      this.#subscribe(client, [...this.#subscribers]);
    });
    client.on('message', (topic, payload, { retain }) => {
      if (this.#client === client) this.#deliver({ topic, payload, retained: retain });
    });
    client.on('error', (error) => {
      cause = error;
      // mqtt.js leaves the socket open after a refused CONNECT when it does not reconnect by itself.
      client.end(true);
    });
    client.on('close', () => this.#lost(client, cause));
    client.on('end', () => this.#lost(client, cause));
  }

  #clientOptions(): IClientOptions {
    const { clientId, username, password } = this.#options;
    return {
      clientId,
      protocolVersion: 4,
      clean: true,
      keepalive: KEEP_ALIVE_S,
      connectTimeout: CONNECT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    };
  }

  #subscribe(client: MqttClient, subscribers: readonly Subscriber[]): void {
    // Kept messages may come before the acknowledgement, so that the devices must be ready for them.
    for (const { events } of subscribers) events.opened();
    const filters = [...new Set(subscribers.flatMap((one) => one.filters))];
    for (let at = 0; at < filters.length; at += FILTERS_PER_SUBSCRIBE) {
      const some = filters.slice(at, at + FILTERS_PER_SUBSCRIBE);
      client.subscribe(some, { qos: 1 }, (error, granted) => {
        if (this.#client !== client) return;
        const refused = (granted ?? []).filter(({ qos }) => qos >= REFUSED).map(({ topic }) => topic);
        if (error !== null && error !== undefined && refused.length === 0) refused.push(...some);
        else if (refused.length === 0) this.#backoff.reset();
        for (const one of subscribers)
          if (one.filters.some((filter) => refused.includes(filter)))
            one.events.down('TW_NETWORK_REFUSED', 'The broker allows no subscription to its topic.');
      });
    }
  }

  #deliver(message: { topic: string; payload: Uint8Array; retained: boolean }): void {
    for (const { filters, events } of this.#subscribers)
      if (filters.includes(message.topic)) events.message(message);
  }

  #lost(client: MqttClient, cause: unknown): void {
    if (this.#client !== client) return;
    const code = this.#connected ? 'TW_NETWORK_LOST' : codeOf(cause);
    this.#client = undefined;
    this.#connected = false;
    this.#trouble = code;
    this.#options.logger.debug(
      { url: this.#options.url, err: cause },
      'no connection to the broker of devices',
    );
    this.#retry = this.#options.clock.setTimer(this.#backoff.next(), () => this.#open());
    for (const { events } of this.#subscribers) events.down(code, `It is ${this.#options.url}.`);
  }
}

function codeOf(cause: unknown): DeviceErrorCode {
  const code = (cause as { code?: unknown } | undefined)?.code;
  return NOT_ALLOWED.includes(code) ? 'TW_NETWORK_REFUSED' : 'TW_NETWORK_UNREACHABLE';
}

/** mqtt.js waits for ever for what is outstanding before DISCONNECT; we do not. */
async function goodbye(client: MqttClient, clock: DeviceHost['clock']): Promise<void> {
  await new Promise<void>((resolve) => {
    const limit = clock.setTimer(GOODBYE_MS, () => {
      client.end(true);
      resolve();
    });
    client.end(false, () => {
      limit.cancel();
      resolve();
    });
  });
}
