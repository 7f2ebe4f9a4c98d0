/** MqttLink over mqtt.js: connects again by itself, as soon as is good for everybody, and says once what is wrong. */
import { Socket } from 'node:net';
import type { MqttClient } from 'mqtt';
import { BrokerError, isBrokerError } from '../errors.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { causeOf, fullJitter, QUICK, type BackoffPlan } from './backoff.ts';
import { CONTEST, IdentityContest, type ContestLimits } from './identity-contest.ts';
import { assertUsable, linkFault } from './link-fault.ts';
import { Listeners } from './listeners.ts';
import {
  assertAddress,
  CONNECT_TIMEOUT_MS,
  openWire,
  sayGoodbye,
  subscribeAll,
  withoutLogin,
  type WireOptions,
} from './mqtt-js-wire.ts';
import {
  MAX_PAYLOAD_BYTES,
  type LinkCredentials,
  type PublishOptions,
  type SeverableLink,
} from './mqtt-link.ts';

export interface MqttJsLinkOptions extends WireOptions, LinkCredentials {
  clock: Clock;
  random: Random;
  logger: Logger;
  /** When to try again. Default `QUICK`; a kiosk of a fleet takes `FLEET`. */
  backoff?: BackoffPlan;
  /** False when this machine has no network at all: then trying again often is good for it and harms nobody. */
  hasNetwork?: () => boolean;
  /** Milliseconds after which a broker that does not answer a PUBLISH is left and tried again. Default 15 000. */
  pubackMs?: number;
  /** When two clients count as going by one identity; for tests. */
  contest?: ContestLimits;
}

/** One connection, from the first packet to the last. */
interface Wire {
  client: MqttClient;
  /** The broker has accepted it. */
  accepted: boolean;
  /** We ended it. */
  given: boolean;
  cause: unknown;
}

const PUBACK_MS = 15_000;
/** A connection that stood this long was sound; losing it earlier keeps the back-off growing. */
const SOUND_MS = 10_000;
/** A new certificate waits so long for what is under way. */
const RENEW_MS = 2_000;
const RENEW_LOOK_MS = 50;
/** The other side went without a word: as much its doing as a goodbye. */
const CUT_OFF = new Set(['ECONNRESET', 'EPIPE']);

export class MqttJsLink implements SeverableLink {
  readonly #options: MqttJsLinkOptions;
  readonly #filters = new Set<string>();
  readonly #unacknowledged = new Set<(error: BrokerError) => void>();
  readonly #messages: Listeners<[string, Uint8Array]>;
  readonly #connections: Listeners<[boolean]>;
  readonly #contest: IdentityContest;
  #credentials: LinkCredentials;
  #wire: Wire | undefined;
  #retry: { cancel(): void } | undefined;
  #sound: { cancel(): void } | undefined;
  #attempt = 0;
  #running = false;
  #connected = false;
  /** What was said of the present loss: a code, empty for a loss without one; undefined when nothing was. */
  #said: string | undefined;
  #fault: BrokerError | undefined;

  constructor(options: MqttJsLinkOptions) {
    this.#options = options;
    const { ca, cert, key } = options;
    this.#credentials = {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    };
    this.#messages = new Listeners(options.logger);
    this.#connections = new Listeners(options.logger);
    this.#contest = new IdentityContest({ ...options, limits: options.contest ?? CONTEST });
  }

  get connected(): boolean {
    return this.#connected;
  }

  get fault(): BrokerError | undefined {
    return this.#fault;
  }

  get contested(): boolean {
    return this.#contest.contested;
  }

  /** @throws BrokerError TW_LINK_ADDRESS | TW_LINK_CERTIFICATE */
  // oxlint-disable-next-line require-await -- the port is asynchronous; other adapters may have to wait
  async start(): Promise<void> {
    if (this.#running) return;
    assertAddress(this.#options.url);
    assertUsable(this.#credentials);
    this.#running = true;
    this.#attempt = 0;
    this.#open();
  }

  async stop(): Promise<void> {
    const client = this.#halt();
    if (client) await sayGoodbye(client);
  }

  sever(): void {
    this.#halt()?.end(true);
  }

  async renew(credentials: LinkCredentials): Promise<void> {
    assertUsable(credentials);
    this.#credentials = { ...credentials };
    const wire = this.#wire;
    if (!this.#running) return;
    if (wire && this.#connected) {
      await this.#idle();
      if (this.#wire !== wire) return;
      this.#leave();
      await sayGoodbye(wire.client);
    } else wire?.client.end(true);
    if (!this.#running || (this.#wire !== wire && this.#wire !== undefined)) return;
    // What was wrong may have been the old certificate.
    this.#wire = undefined;
    this.#retry?.cancel();
    this.#attempt = 0;
    this.#open();
  }

  publish(topic: string, payload: string, options: PublishOptions = {}): Promise<void> {
    const wire = this.#wire;
    if (!wire || !this.#connected) return Promise.reject(new BrokerError('TW_LINK_DOWN'));
    const bytes = Buffer.byteLength(payload);
    if (bytes > MAX_PAYLOAD_BYTES) {
      const message = `${bytes} bytes for ${topic}; ${MAX_PAYLOAD_BYTES} is the limit.`;
      return Promise.reject(new BrokerError('TW_PAYLOAD_TOO_LARGE', message));
    }
    return new Promise((resolve, reject) => {
      // A broker that answers pings but no PUBLISH is as good as gone.
      const limit = this.#options.clock.setTimer(this.#options.pubackMs ?? PUBACK_MS, () => giveUp(wire));
      // mqtt.js does not call back for what was under way when the connection went.
      const lose = (error: BrokerError): void => {
        limit.cancel();
        reject(error);
      };
      this.#unacknowledged.add(lose);
      wire.client.publish(topic, payload, { qos: 1, retain: options.retain ?? false }, (error) => {
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
    if (this.#wire && this.#connected) await subscribeAll(this.#wire.client, added);
  }

  onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void {
    return this.#messages.add(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    return this.#connections.add(listener);
  }

  onContested(listener: (contested: boolean) => void): () => void {
    return this.#contest.onContested(listener);
  }

  #open(): void {
    this.#retry = undefined;
    const client = openWire(this.#options, this.#credentials);
    const wire: Wire = { client, accepted: false, given: false, cause: undefined };
    this.#wire = wire;
    client.on('connect', () => {
      // Nagle's algorithm would hold a second small publish back until the first is answered.
      if (client.stream instanceof Socket) client.stream.setNoDelay(true);
      if (this.#wire === wire) void this.#establish(wire);
    });
    client.on('message', (topic, payload) => this.#messages.emit(topic, payload));
    client.on('error', (error) => {
      wire.cause ??= error;
      // mqtt.js leaves the socket open after a refused CONNECT when it does not reconnect by itself.
      client.end(true);
    });
    client.on('close', () => this.#lost(wire));
    client.on('end', () => this.#lost(wire));
  }

  /** Subscriptions come first: an answer to the first publish must find its listener. */
  async #establish(wire: Wire): Promise<void> {
    wire.accepted = true;
    this.#contest.established();
    const limit = this.#options.clock.setTimer(CONNECT_TIMEOUT_MS, () => giveUp(wire));
    try {
      await subscribeAll(wire.client, [...this.#filters]);
    } catch (error) {
      if (!isBrokerError(error, 'TW_LINK_DOWN')) {
        wire.cause ??= error;
        giveUp(wire);
      }
      return;
    } finally {
      limit.cancel();
    }
    if (this.#wire !== wire || !wire.client.connected) return;
    this.#connected = true;
    this.#fault = undefined;
    this.#sound = this.#options.clock.setTimer(SOUND_MS, () => (this.#attempt = 0));
    if (this.#said !== undefined)
      this.#options.logger.info({ url: this.#shownUrl }, 'connected to the MQTT broker again');
    this.#said = undefined;
    this.#connections.emit(true);
  }

  #lost(wire: Wire): void {
    if (this.#wire !== wire) return;
    this.#wire = undefined;
    this.#fault = linkFault(wire.cause);
    if (wire.accepted) this.#contest.ended(!wire.given && isTheirs(wire.cause));
    else this.#contest.unreachable();
    this.#say(wire.cause);
    this.#retry = this.#options.clock.setTimer(this.#waitMs(wire), () => this.#open());
    this.#attempt += 1;
    this.#announceLoss();
  }

  #waitMs(wire: Wire): number {
    const { random, backoff = QUICK, hasNetwork } = this.#options;
    if (wire.accepted && this.#contest.contested) return this.#contest.waitMs();
    const cause = causeOf(wire.cause, hasNetwork?.() ?? true);
    return fullJitter(this.#attempt, random, backoff[cause]);
  }

  /** Once for a loss, and once more when its reason turns out to be one that somebody can do something about. */
  #say(cause: unknown): void {
    const code = this.#fault?.code ?? '';
    if (this.#said !== undefined && (code === '' || code === this.#said)) return;
    this.#said = code;
    const fields = { url: this.#shownUrl, ...(code !== '' && { code }), err: this.#fault ?? cause };
    this.#options.logger.warn(fields, 'no connection to the MQTT broker');
  }

  get #shownUrl(): string {
    return withoutLogin(this.#options.url);
  }

  /** Ends everything that could reconnect; the caller ends the client that is returned. */
  #halt(): MqttClient | undefined {
    const client = this.#wire?.client;
    this.#running = false;
    this.#retry?.cancel();
    this.#retry = undefined;
    this.#leave();
    return client;
  }

  #leave(): void {
    this.#wire = undefined;
    this.#contest.ended(false);
    this.#announceLoss();
  }

  #announceLoss(): void {
    this.#sound?.cancel();
    for (const reject of this.#unacknowledged) reject(new BrokerError('TW_LINK_DOWN'));
    this.#unacknowledged.clear();
    if (!this.#connected) return;
    this.#connected = false;
    this.#connections.emit(false);
  }

  /** Until nothing waits for an answer, but not for long. */
  async #idle(): Promise<void> {
    for (let waited = 0; waited < RENEW_MS && this.#unacknowledged.size > 0; waited += RENEW_LOOK_MS)
      await new Promise<void>((resolve) => void this.#options.clock.setTimer(RENEW_LOOK_MS, resolve));
  }
}

function giveUp(wire: Wire): void {
  wire.given = true;
  wire.client.end(true);
}

/** A connection that the other side ended: with no error of ours, or in the middle of a packet. */
function isTheirs(cause: unknown): boolean {
  if (cause === undefined) return true;
  return cause instanceof Error && 'code' in cause && CUT_OFF.has(String(cause.code));
}
