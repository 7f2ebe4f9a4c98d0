/** A clock whose hands the test turns. */
import type { Clock, Timer } from '../../device/ports.ts';

interface Pending {
  due: number;
  order: number;
  fn: () => void;
}

export class VirtualClock implements Clock {
  #now: number;
  #jumped = 0;
  #order = 0;
  readonly #pending = new Set<Pending>();

  constructor(startMs = Date.UTC(2026, 10, 22, 10)) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now + this.#jumped;
  }

  /** Somebody sets the clock, forward or back: timers go on as they were. */
  jump(ms: number): void {
    this.#jumped += ms;
  }

  setTimer(ms: number, fn: () => void): Timer {
    this.#order += 1;
    const entry: Pending = { due: this.#now + Math.max(0, ms), order: this.#order, fn };
    this.#pending.add(entry);
    return { cancel: () => void this.#pending.delete(entry) };
  }

  /** How many timers are set: 0 after a clean stop. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Turns the hands, firing timers in order; promises that each one settled run before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await flush();
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#pending.delete(next);
      this.#now = next.due;
      next.fn();
      await flush();
    }
    this.#now = end;
  }

  #nextUntil(end: number): Pending | undefined {
    const due = [...this.#pending].filter((entry) => entry.due <= end);
    return due.sort((a, b) => a.due - b.due || a.order - b.order)[0];
  }
}

/** Lets every promise that is ready run: a turn of the event loop is longer than any chain of microtasks. */
async function flush(): Promise<void> {
  await new Promise<void>((resolve) => void setImmediate(resolve));
}
