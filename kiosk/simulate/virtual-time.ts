/** Time that passes as fast as the machine can work it off, for a store without a kiosk. */
import type { Clock, Timer } from '../../device/ports.ts';

interface Pending {
  due: number;
  order: number;
  fn: (() => void) | undefined;
}

export class VirtualTime implements Clock {
  #now: number;
  #order = 0;
  /** A binary heap, the earliest first; what was cancelled falls out when its time comes. */
  readonly #heap: Pending[] = [];
  #pending = 0;

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#pending;
  }

  setTimer(ms: number, fn: () => void): Timer {
    const entry: Pending = { due: this.#now + Math.max(0, ms), order: this.#order, fn };
    this.#order += 1;
    this.#pending += 1;
    this.#push(entry);
    return {
      cancel: () => {
        if (entry.fn !== undefined) this.#pending -= 1;
        entry.fn = undefined;
      },
    };
  }

  /** Lets time pass up to a moment; promises that timers settle run before the next moment with timers. */
  async advanceTo(end: number): Promise<void> {
    await settle();
    for (let next = this.#heap[0]; next !== undefined && next.due <= end; next = this.#heap[0]) {
      this.#now = Math.max(this.#now, next.due);
      if (this.#fire(this.#now)) await settle();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** True when any of the timers was not cancelled. */
  #fire(now: number): boolean {
    let fired = false;
    for (let next = this.#heap[0]; next !== undefined && next.due <= now; next = this.#heap[0]) {
      this.#pop();
      const { fn } = next;
      if (fn === undefined) continue;
      next.fn = undefined;
      this.#pending -= 1;
      fired = true;
      fn();
    }
    return fired;
  }

  #push(entry: Pending): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, entry)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const [one, other] = [heap[left], heap[right]];
      if (one === undefined) break;
      const [child, place] = other !== undefined && isBefore(other, one) ? [other, right] : [one, left];
      if (isBefore(last, child)) break;
      heap[at] = child;
      at = place;
    }
    heap[at] = last;
  }
}

function isBefore(a: Pending, b: Pending): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

/** A turn of the event loop is longer than any chain of settled promises. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
