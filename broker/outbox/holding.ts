/** Events that a full disk refused: kept in memory, in order, until the disk takes them. */
import type { CloudEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';

const MOST_EVENTS = 10_000;

export class HoldingArea {
  #events: CloudEvent[] = [];

  get size(): number {
    return this.#events.length;
  }

  get last(): number | undefined {
    return this.#events.at(-1)?.sequence;
  }

  get oldest(): CloudEvent | undefined {
    return this.#events[0];
  }

  /** @throws BrokerError TW_DATABASE_FULL when not even memory may take more: the event is not recorded */
  assertRoom(count: number): void {
    if (this.#events.length + count <= MOST_EVENTS) return;
    throw new BrokerError(
      'TW_DATABASE_FULL',
      `The disk is full and ${this.#events.length} events wait in memory.`,
    );
  }

  add(events: readonly CloudEvent[]): void {
    this.#events.push(...events);
  }

  /** Takes the oldest out; all by default. */
  take(count: number = MOST_EVENTS): CloudEvent[] {
    return this.#events.splice(0, count);
  }

  /** Takes every event of a session out and answers how many they were. */
  drop(session: string): number {
    const before = this.#events.length;
    this.#events = this.#events.filter((event) => event.sessionid !== session);
    return before - this.#events.length;
  }

  /** Puts back what was taken. */
  putBack(events: readonly CloudEvent[]): void {
    this.#events = [...events, ...this.#events];
  }
}
