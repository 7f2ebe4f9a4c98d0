/** Events that a full disk refused: kept in memory, in order, until the disk takes them. */
import type { CloudEvent } from '../contract/events.ts';
import { BrokerError } from '../errors.ts';

const MOST_EVENTS = 10_000;
/** As JSON: a few large events must not fill the memory of a small board. */
const MOST_BYTES = 16 * 1024 * 1024;

export class HoldingArea {
  #events: CloudEvent[] = [];
  #bytes = 0;

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
    if (this.#events.length + count <= MOST_EVENTS && this.#bytes < MOST_BYTES) return;
    throw new BrokerError(
      'TW_DATABASE_FULL',
      `The disk is full and ${this.#events.length} events wait in memory.`,
    );
  }

  add(events: readonly CloudEvent[]): void {
    this.#events.push(...events);
    this.#bytes += bytesOf(events);
  }

  /** Takes the oldest out; all by default. */
  take(count: number = MOST_EVENTS): CloudEvent[] {
    const taken = this.#events.splice(0, count);
    this.#bytes -= bytesOf(taken);
    return taken;
  }

  /** Takes every event of a session out and answers how many they were. */
  drop(session: string): number {
    const all = this.take();
    const others = all.filter((event) => event.sessionid !== session);
    this.add(others);
    return all.length - others.length;
  }

  /** Puts back what was taken. */
  putBack(events: readonly CloudEvent[]): void {
    this.#events = [...events, ...this.#events];
    this.#bytes += bytesOf(events);
  }
}

function bytesOf(events: readonly CloudEvent[]): number {
  return events.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
}
