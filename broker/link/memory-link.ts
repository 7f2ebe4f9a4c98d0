/** MqttLink on a broker in memory. Reconnects at once when the broker lets it. */
import { BrokerError } from '../errors.ts';
import type { Logger } from '../ports.ts';
import { Listeners } from './listeners.ts';
import type { MemoryBroker, MemoryPeer } from './memory-broker.ts';
import { MAX_PAYLOAD_BYTES, type LinkWill, type PublishOptions, type SeverableLink } from './mqtt-link.ts';

export interface MemoryLinkOptions {
  broker: MemoryBroker;
  clientId: string;
  will?: LinkWill;
  logger: Logger;
}

export class MemoryLink implements SeverableLink {
  readonly #options: MemoryLinkOptions;
  readonly #filters = new Set<string>();
  readonly #unacknowledged = new Set<(error: BrokerError) => void>();
  readonly #messages: Listeners<[string, Uint8Array]>;
  readonly #connections: Listeners<[boolean]>;
  #peer: MemoryPeer | undefined;
  #running = false;

  constructor(options: MemoryLinkOptions) {
    this.#options = options;
    this.#messages = new Listeners(options.logger);
    this.#connections = new Listeners(options.logger);
  }

  get connected(): boolean {
    return this.#peer !== undefined;
  }

  /** A broker in memory refuses nobody. */
  get fault(): BrokerError | undefined {
    return undefined;
  }

  get contested(): boolean {
    return false;
  }

  /** Unanswered publishes: what is on the wire now. */
  get outstanding(): number {
    return this.#unacknowledged.size;
  }

  // oxlint-disable-next-line require-await -- the port is asynchronous
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#enter();
  }

  // oxlint-disable-next-line require-await -- the port is asynchronous
  async stop(): Promise<void> {
    this.#running = false;
    if (this.#peer) this.#options.broker.leave(this.#peer);
    this.#lose();
  }

  sever(): void {
    this.#running = false;
    if (this.#peer) this.#options.broker.cut(this.#options.clientId);
  }

  // oxlint-disable-next-line require-await -- the port is asynchronous
  async renew(): Promise<void> {
    // There are no certificates in memory.
  }

  publish(topic: string, payload: string, options: PublishOptions = {}): Promise<void> {
    if (!this.#peer) return Promise.reject(new BrokerError('TW_LINK_DOWN'));
    if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) {
      return Promise.reject(new BrokerError('TW_PAYLOAD_TOO_LARGE'));
    }
    return new Promise((resolve, reject) => {
      this.#unacknowledged.add(reject);
      this.#options.broker.receive({ topic, payload, retain: options.retain ?? false }, () => {
        if (this.#unacknowledged.delete(reject)) resolve();
      });
    });
  }

  // oxlint-disable-next-line require-await -- the port is asynchronous
  async subscribe(filters: readonly string[]): Promise<void> {
    for (const filter of filters) this.#filters.add(filter);
    if (this.#peer) this.#options.broker.subscribe(this.#peer, filters);
  }

  onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void {
    return this.#messages.add(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    return this.#connections.add(listener);
  }

  onContested(): () => void {
    return () => undefined;
  }

  #enter(): void {
    if (!this.#running || this.#peer) return;
    const { broker, clientId, will } = this.#options;
    const peer: MemoryPeer = {
      clientId,
      will,
      deliver: (topic, payload) => this.#messages.emit(topic, payload),
      lost: () => {
        if (this.#peer !== peer) return;
        this.#lose();
        queueMicrotask(() => this.#enter());
      },
    };
    if (!broker.enter(peer, () => this.#enter())) return;
    this.#peer = peer;
    broker.subscribe(peer, [...this.#filters]);
    this.#connections.emit(true);
  }

  #lose(): void {
    const was = this.connected;
    this.#peer = undefined;
    for (const reject of this.#unacknowledged) reject(new BrokerError('TW_LINK_DOWN'));
    this.#unacknowledged.clear();
    if (was) this.#connections.emit(false);
  }
}
