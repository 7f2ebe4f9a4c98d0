/** Events that become durable together, because nobody waits for each of them: group commit. */
import type { CloudEvent, NewEvent } from '../contract/events.ts';
import type { Clock } from '../ports.ts';

/** An event on its way in. */
export interface Arrival {
  event: NewEvent;
  /** When it happened, epoch milliseconds. */
  at: number;
}

interface Waiting extends Arrival {
  resolve: (event: CloudEvent) => void;
  reject: (error: unknown) => void;
}

export interface GatheringOptions {
  clock: Clock;
  /** Takes what is gathered with `take` and commits it. */
  flush: () => void;
}

const GATHER_MS = 20;
const MOST = 64;

export class Gathering {
  readonly #options: GatheringOptions;
  #waiting: Waiting[] = [];
  #timer: { cancel(): void } | undefined;

  constructor(options: GatheringOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Resolves once the event is committed, rejects when it is not kept. */
  add(event: NewEvent): Promise<CloudEvent> {
    const { clock, flush } = this.#options;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, at: clock.now(), resolve, reject });
      if (this.#waiting.length >= MOST) flush();
      else this.#timer ??= clock.setTimer(GATHER_MS, flush);
    });
  }

  /** Takes out what is gathered, in order. Whoever takes it settles it. */
  take(): Gathered {
    this.#timer?.cancel();
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    return new Gathered(waiting);
  }
}

export class Gathered {
  readonly #waiting: readonly Waiting[];

  constructor(waiting: readonly Waiting[]) {
    this.#waiting = waiting;
  }

  get arrivals(): readonly Arrival[] {
    return this.#waiting;
  }

  /** `events` begin with those that were gathered. */
  resolve(events: readonly CloudEvent[]): void {
    for (const [index, { resolve }] of this.#waiting.entries()) {
      const event = events[index];
      if (event) resolve(event);
    }
  }

  reject(error: unknown): void {
    for (const { reject } of this.#waiting) reject(error);
  }
}
