/** A link with a switch in the cable: what "pull the network" means in the lab and in fault tests. */
import { Listeners } from './listeners.ts';
import type { Logger } from '../ports.ts';
import type { BrokerError } from '../errors.ts';
import type { LinkCredentials, LinkHealth, MqttLink, PublishOptions, SeverableLink } from './mqtt-link.ts';

export class GatedLink implements MqttLink, LinkHealth {
  readonly #inner: SeverableLink;
  readonly #gates: Listeners<[boolean]>;
  #running = false;
  #open = true;

  constructor(options: { link: SeverableLink; logger: Logger }) {
    this.#inner = options.link;
    this.#gates = new Listeners(options.logger);
  }

  get connected(): boolean {
    return this.#inner.connected;
  }

  get fault(): BrokerError | undefined {
    return this.#inner.fault;
  }

  get contested(): boolean {
    return this.#inner.contested;
  }

  /** False while the cable is pulled. */
  get open(): boolean {
    return this.#open;
  }

  /** Pulls (false) or plugs in (true) the cable. The broker sees a loss, so the will is sent. */
  setGate(open: boolean): void {
    if (this.#open === open) return;
    this.#open = open;
    if (open && this.#running) void this.#inner.start();
    if (!open) this.#inner.sever();
    this.#gates.emit(open);
  }

  onGate(listener: (open: boolean) => void): () => void {
    return this.#gates.add(listener);
  }

  async start(): Promise<void> {
    this.#running = true;
    if (this.#open) await this.#inner.start();
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#inner.stop();
  }

  publish(topic: string, payload: string, options?: PublishOptions): Promise<void> {
    return this.#inner.publish(topic, payload, options);
  }

  subscribe(filters: readonly string[]): Promise<void> {
    return this.#inner.subscribe(filters);
  }

  onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void {
    return this.#inner.onMessage(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    return this.#inner.onConnection(listener);
  }

  onContested(listener: (contested: boolean) => void): () => void {
    return this.#inner.onContested(listener);
  }

  /** As the port says. */
  renew(credentials: LinkCredentials): Promise<void> {
    return this.#inner.renew(credentials);
  }
}
