/**
 * An MQTT broker in memory, for tests and for trying things without a network: QoS 1, retained messages, wills,
 * wildcards, and misbehaviour on demand. Delivery is asynchronous, as on a wire, and in order.
 */

/** What the broker sees of a connected client. */
export interface MemoryPeer {
  readonly clientId: string;
  readonly will: { topic: string; payload: string; retain: boolean } | undefined;
  deliver(topic: string, payload: Uint8Array): void;
  /** The connection is gone. */
  lost(): void;
}

export interface MemoryMessage {
  topic: string;
  payload: string;
  retain: boolean;
}

type Acks = 'send' | 'hold' | 'drop';

interface Session {
  peer: MemoryPeer;
  filters: Set<string>;
}

export class MemoryBroker {
  readonly #sessions = new Map<string, Session>();
  readonly #retained = new Map<string, Uint8Array>();
  readonly #observers = new Set<{ filter: string; listener: (message: MemoryMessage) => void }>();
  readonly #waiting = new Set<() => void>();
  readonly #held: (() => void)[] = [];
  #acks: Acks = 'send';
  #up = true;

  /** False after `stop`. */
  get up(): boolean {
    return this.#up;
  }

  get clients(): string[] {
    return [...this.#sessions.keys()];
  }

  /** What happens to PUBACKs: sent, held until `releaseAcks`, or never sent. */
  set acks(behaviour: Acks) {
    this.#acks = behaviour;
  }

  /** Sends the PUBACKs that were held. */
  releaseAcks(): void {
    for (const send of this.#held.splice(0)) send();
  }

  /** The broker dies: every connection is lost, nobody gets back in. Retained messages stay. */
  stop(): void {
    this.#up = false;
    for (const clientId of this.clients) this.cut(clientId);
  }

  /** The broker is back; links that wait reconnect. */
  start(): void {
    this.#up = true;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const retry of waiting) queueMicrotask(retry);
  }

  /** Loses one connection, so that its will is sent. */
  cut(clientId: string): void {
    const session = this.#sessions.get(clientId);
    if (!session) return;
    this.#sessions.delete(clientId);
    const { will } = session.peer;
    if (will && this.#up) this.publish(will.topic, will.payload, { retain: will.retain });
    session.peer.lost();
  }

  /** Sees every message that matches the filter, retained ones first. */
  observe(filter: string, listener: (message: MemoryMessage) => void): () => void {
    const observer = { filter, listener };
    this.#observers.add(observer);
    for (const [topic, payload] of this.#retained) {
      if (matches(filter, topic)) listener({ topic, payload: text(payload), retain: true });
    }
    return () => void this.#observers.delete(observer);
  }

  /** The retained message of a topic. */
  retained(topic: string): string | undefined {
    const payload = this.#retained.get(topic);
    return payload && text(payload);
  }

  publish(topic: string, payload: string | Uint8Array, options: { retain?: boolean } = {}): void {
    const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
    const retain = options.retain ?? false;
    if (retain && bytes.byteLength === 0) this.#retained.delete(topic);
    else if (retain) this.#retained.set(topic, bytes);
    for (const { filter, listener } of this.#observers) {
      if (matches(filter, topic)) listener({ topic, payload: text(bytes), retain });
    }
    for (const { peer, filters } of this.#sessions.values()) {
      if ([...filters].some((filter) => matches(filter, topic))) this.#deliver(peer, topic, bytes);
    }
  }

  /** For MemoryLink: enters, or answers false and calls `retry` once the broker is up. */
  enter(peer: MemoryPeer, retry: () => void): boolean {
    if (!this.#up) {
      this.#waiting.add(retry);
      return false;
    }
    // MQTT 3.1.1, 3.1.4-2: a second client with the same id takes the place of the first.
    this.cut(peer.clientId);
    this.#sessions.set(peer.clientId, { peer, filters: new Set() });
    return true;
  }

  /** For MemoryLink: leaves without a will. */
  leave(peer: MemoryPeer): void {
    if (this.#sessions.get(peer.clientId)?.peer === peer) this.#sessions.delete(peer.clientId);
  }

  /** For MemoryLink: a PUBLISH; `acknowledge` is the PUBACK. */
  receive(message: MemoryMessage, acknowledge: () => void): void {
    queueMicrotask(() => {
      this.publish(message.topic, message.payload, { retain: message.retain });
      if (this.#acks === 'send') queueMicrotask(acknowledge);
      if (this.#acks === 'hold') this.#held.push(acknowledge);
    });
  }

  /** For MemoryLink: a SUBSCRIBE. */
  subscribe(peer: MemoryPeer, filters: readonly string[]): void {
    const session = this.#sessions.get(peer.clientId);
    if (session?.peer !== peer) return;
    for (const filter of filters) {
      session.filters.add(filter);
      for (const [topic, payload] of this.#retained) {
        if (matches(filter, topic)) this.#deliver(peer, topic, payload);
      }
    }
  }

  #deliver(peer: MemoryPeer, topic: string, payload: Uint8Array): void {
    queueMicrotask(() => {
      if (this.#sessions.get(peer.clientId)?.peer === peer) peer.deliver(topic, payload);
    });
  }
}

/** MQTT 3.1.1, 4.7: `+` stands for one level, `#` at the end for the rest. */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= levels.length || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}

function text(payload: Uint8Array): string {
  return new TextDecoder().decode(payload);
}
