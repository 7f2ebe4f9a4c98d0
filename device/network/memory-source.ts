/** A message source without a network: simulators and tests put messages in and take the network away. */
import type { DeviceErrorCode } from '../errors.ts';
import type { MessageSource, MessageSourceEvents } from './message-source.ts';

const encoder = new TextEncoder();

export class MemorySource implements MessageSource {
  readonly path: string;
  /** How often it was asked to open anew. */
  renewals = 0;
  #events: MessageSourceEvents | undefined;
  #isUp = true;

  constructor(path = 'memory') {
    this.path = path;
  }

  get isOpen(): boolean {
    return this.#events !== undefined;
  }

  async open(events: MessageSourceEvents): Promise<void> {
    this.#events = events;
    if (this.#isUp) events.opened();
    else events.down('TW_NETWORK_UNREACHABLE');
  }

  async close(): Promise<void> {
    this.#events = undefined;
  }

  renew(): void {
    this.renewals += 1;
    if (this.#isUp) this.#events?.opened();
  }

  /** A message; lost when nobody listens or the network is away. */
  feed(topic: string, payload: string | Uint8Array, retained = false): void {
    if (!this.#isUp) return;
    const bytes = typeof payload === 'string' ? encoder.encode(payload) : payload;
    this.#events?.message({ topic, payload: bytes, retained });
  }

  keepAlive(): void {
    if (this.#isUp) this.#events?.alive();
  }

  drop(code: DeviceErrorCode = 'TW_NETWORK_LOST'): void {
    this.#isUp = false;
    this.#events?.down(code);
  }

  restore(): void {
    this.#isUp = true;
    this.#events?.opened();
  }
}
