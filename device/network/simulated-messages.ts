/** What the simulators of message drivers share: where messages go, and how they go wrong. */

/** Takes a message to a broker, a memory source or a request. */
export type Publish = (message: { topic: string; payload: string; retain: boolean }) => void;

/** garble: one character is changed; cut: the end is missing; twice: it comes again, stuck together; silent: nothing comes. */
export type MessageFault = 'none' | 'garble' | 'cut' | 'twice' | 'silent';

export class FaultyPublisher {
  readonly #publish: Publish;
  #fault: MessageFault = 'none';
  #count = 0;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  misbehave(fault: MessageFault): void {
    this.#fault = fault;
  }

  send(topic: string, payload: string, retain = false): void {
    this.#count += 1;
    if (this.#fault === 'silent') return;
    this.#publish({ topic, payload: this.#spoil(payload), retain });
  }

  #spoil(payload: string): string {
    const at = this.#count % Math.max(1, payload.length);
    if (this.#fault === 'garble') return `${payload.slice(0, at)}\u0007${payload.slice(at + 1)}`;
    if (this.#fault === 'cut') return payload.slice(0, at);
    return this.#fault === 'twice' ? payload + payload : payload;
  }
}
