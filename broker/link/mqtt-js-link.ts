/**
 * MqttLink over mqtt.js, used as a wire client only: its stores lose messages (docs/reference/mqtt.md, finding 1 to 4)
 * and its reconnect has no jitter, so every connection is a fresh client without queue, store or resubscription.
 */
import { Socket } from 'node:net';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { BrokerError } from '../errors.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { fullJitter } from './backoff.ts';
import { Listeners } from './listeners.ts';
import { MAX_PAYLOAD_BYTES, type LinkWill, type PublishOptions, type SeverableLink } from './mqtt-link.ts';

export interface MqttJsLinkOptions {
  /** `mqtt://` `mqtts://` `ws://` or `wss://`. */
  url: string;
  clientId: string;
  username?: string;
  password?: string;
  /** PEM texts for TLS. */
  ca?: string;
  cert?: string;
  key?: string;
  will?: LinkWill;
  /** Default 15. A dead line is noticed after one and a half times this. */
  keepaliveSeconds?: number;
  clock: Clock;
  random: Random;
  logger: Logger;
}

const CONNECT_TIMEOUT_MS = 5_000;
const PUBACK_MS = 20_000;
const GOODBYE_MS = 1_000;
const BACKOFF = { firstMs: 250, mostMs: 15_000 };
/** A connection that stood this long was sound; losing it earlier keeps the back-off growing (client id takeover). */
const SOUND_MS = 10_000;
/** AWS IoT Core accepts eight filters per SUBSCRIBE. */
const FILTERS_PER_SUBSCRIBE = 8;
const REFUSED = 128;

export class MqttJsLink implements SeverableLink {
  readonly #options: MqttJsLinkOptions;
  readonly #filters = new Set<string>();
  readonly #unacknowledged = new Set<(error: BrokerError) => void>();
  readonly #messages: Listeners<[string, Uint8Array]>;
  readonly #connections: Listeners<[boolean]>;
  #client: MqttClient | undefined;
  #retry: { cancel(): void } | undefined;
  #attempt = 0;
  #running = false;
  #connected = false;
  #connectedAt = 0;
  #lossSaid = false;
  #cause: unknown;

  constructor(options: MqttJsLinkOptions) {
    this.#options = options;
    this.#messages = new Listeners(options.logger);
    this.#connections = new Listeners(options.logger);
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** @throws BrokerError TW_LINK_ADDRESS */
  // oxlint-disable-next-line require-await -- the port is asynchronous; other adapters may have to wait
  async start(): Promise<void> {
    if (this.#running) return;
    assertAddress(this.#options.url);
    this.#running = true;
    this.#attempt = 0;
    this.#open();
  }

  async stop(): Promise<void> {
    const client = this.#halt();
    if (client) await this.#sayGoodbye(client);
  }

  sever(): void {
    this.#halt()?.end(true);
  }

  publish(topic: string, payload: string, options: PublishOptions = {}): Promise<void> {
    const client = this.#client;
    if (!client || !this.#connected) return Promise.reject(new BrokerError('TW_LINK_DOWN'));
    const bytes = Buffer.byteLength(payload);
    if (bytes > MAX_PAYLOAD_BYTES) {
      const message = `${bytes} bytes for ${topic}; ${MAX_PAYLOAD_BYTES} is the limit.`;
      return Promise.reject(new BrokerError('TW_PAYLOAD_TOO_LARGE', message));
    }
    return new Promise((resolve, reject) => {
      // A broker that answers pings but no PUBLISH is as good as gone.
      const limit = this.#options.clock.setTimer(PUBACK_MS, () => client.end(true));
      // mqtt.js does not call back for what was under way when the connection went.
      const lose = (error: BrokerError): void => {
        limit.cancel();
        reject(error);
      };
      this.#unacknowledged.add(lose);
      client.publish(topic, payload, { qos: 1, retain: options.retain ?? false }, (error) => {
        limit.cancel();
        this.#unacknowledged.delete(lose);
        if (error) reject(new BrokerError('TW_LINK_DOWN', undefined, { cause: error }));
        else resolve();
      });
    });
  }

  async subscribe(filters: readonly string[]): Promise<void> {
    const added = filters.filter((filter) => !this.#filters.has(filter));
    for (const filter of added) this.#filters.add(filter);
    if (this.#client && this.#connected) await request(this.#client, added);
  }

  onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void {
    return this.#messages.add(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    return this.#connections.add(listener);
  }

  #open(): void {
    const client = this.#connect();
    this.#client = client;
    client.on('connect', () => {
      // Nagle's algorithm would hold a second small publish back until the first is answered.
      if (client.stream instanceof Socket) client.stream.setNoDelay(true);
      void this.#establish(client);
    });
    client.on('message', (topic, payload) => this.#messages.emit(topic, payload));
    client.on('error', (error) => {
      this.#cause = error;
      // mqtt.js leaves the socket open after a refused CONNECT when it does not reconnect by itself.
      client.end(true);
    });
    client.on('close', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
  }

  #connect(): MqttClient {
    const { url, clientId, username, password, ca, cert, key, will, keepaliveSeconds } = this.#options;
    const options: IClientOptions = {
      clientId,
      protocolVersion: 4,
      clean: true,
      keepalive: keepaliveSeconds ?? 15,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(will && { will: { ...will, payload: Buffer.from(will.payload), qos: 1 } }),
    };
    return connect(url, options);
  }

  /** Subscriptions come first: an answer to the first publish must find its listener. */
  async #establish(client: MqttClient): Promise<void> {
    const limit = this.#options.clock.setTimer(CONNECT_TIMEOUT_MS, () => client.end(true));
    try {
      await request(client, [...this.#filters]);
    } catch (error) {
      this.#cause = error;
      client.end(true);
      return;
    } finally {
      limit.cancel();
    }
    if (this.#client !== client || !client.connected) return;
    this.#connected = true;
    this.#connectedAt = this.#options.clock.now();
    if (this.#lossSaid)
      this.#options.logger.info({ url: this.#options.url }, 'connected to the MQTT broker again');
    this.#lossSaid = false;
    this.#cause = undefined;
    this.#connections.emit(true);
  }

  #lost(client: MqttClient): void {
    if (this.#client !== client) return;
    const { clock, random, logger, url } = this.#options;
    this.#client = undefined;
    if (this.#connected && clock.now() - this.#connectedAt >= SOUND_MS) this.#attempt = 0;
    const waitMs = fullJitter(this.#attempt, random, BACKOFF);
    this.#attempt += 1;
    if (!this.#lossSaid) logger.warn({ url, err: this.#cause }, 'no connection to the MQTT broker');
    this.#lossSaid = true;
    this.#retry = clock.setTimer(waitMs, () => this.#open());
    this.#announceLoss();
  }

  /** Ends everything that could reconnect; the caller ends the client that is returned. */
  #halt(): MqttClient | undefined {
    const client = this.#client;
    this.#running = false;
    this.#client = undefined;
    this.#retry?.cancel();
    this.#announceLoss();
    return client;
  }

  #announceLoss(): void {
    for (const reject of this.#unacknowledged) reject(new BrokerError('TW_LINK_DOWN'));
    this.#unacknowledged.clear();
    if (!this.#connected) return;
    this.#connected = false;
    this.#connections.emit(false);
  }

  /** mqtt.js waits for ever for outstanding PUBACKs before DISCONNECT; we do not. */
  async #sayGoodbye(client: MqttClient): Promise<void> {
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => {
        client.end(true);
        resolve();
      }, GOODBYE_MS);
      client.end(false, () => {
        clearTimeout(limit);
        resolve();
      });
    });
  }
}

/** mqtt.js takes an unknown scheme for TCP and then fails for ever. */
function assertAddress(url: string): void {
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  if (['mqtt:', 'mqtts:', 'ws:', 'wss:'].includes(scheme)) return;
  throw new BrokerError('TW_LINK_ADDRESS', `${url} is no mqtt://, mqtts://, ws:// or wss:// address.`);
}

async function request(client: MqttClient, filters: readonly string[]): Promise<void> {
  for (let start = 0; start < filters.length; start += FILTERS_PER_SUBSCRIBE) {
    const some = filters.slice(start, start + FILTERS_PER_SUBSCRIBE);
    const granted = await client.subscribeAsync([...some], { qos: 1 }).catch((error: unknown) => {
      throw new BrokerError('TW_LINK_REFUSED', `No subscription to ${some.join(', ')}.`, { cause: error });
    });
    const refused = granted.filter((grant) => grant.qos >= REFUSED).map((grant) => grant.topic);
    if (refused.length > 0)
      throw new BrokerError('TW_LINK_REFUSED', `No subscription to ${refused.join(', ')}.`);
  }
}
