/** A clock for long simulations: its hands are turned in one go, and no promise runs in between. */
import type { Clock, Timer } from '../../device/ports.ts';

export class StepClock implements Clock {
  #now: number;
  readonly #pending = new Map<object, { due: number; fn: () => void }>();

  constructor(startMs = Date.UTC(2026, 10, 22, 10)) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  setTimer(ms: number, fn: () => void): Timer {
    const key = {};
    this.#pending.set(key, { due: this.#now + Math.max(0, ms), fn });
    return { cancel: () => void this.#pending.delete(key) };
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Turns the hands, firing timers in the order in which they are due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const [key, { due, fn }] = next;
      this.#pending.delete(key);
      this.#now = due;
      fn();
    }
    this.#now = end;
  }

  #next(end: number): [object, { due: number; fn: () => void }] | undefined {
    let first: [object, { due: number; fn: () => void }] | undefined;
    for (const entry of this.#pending)
      if (entry[1].due <= end && (first === undefined || entry[1].due < first[1].due)) first = entry;
    return first;
  }
}
