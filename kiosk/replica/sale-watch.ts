/** Wakes at the minute in which a sale price begins or ends, so that screens and the search show it. */
import type { Clock } from '../../broker/ports.ts';
import type { Replica } from './replica.ts';

export interface SaleWatchOptions {
  replica: Pick<Replica, 'nextSaleEdge' | 'announceSales' | 'onChanged'>;
  clock: Clock;
}

/** A clock that somebody sets is noticed within this time. */
const MOST_WAIT_MS = 60_000;

export class SaleWatch {
  readonly #options: SaleWatchOptions;
  #timer: { cancel(): void } | null = null;
  #unlisten: (() => void) | null = null;
  #seen = 0;

  constructor(options: SaleWatchOptions) {
    this.#options = options;
  }

  /** After the replica has started. */
  start(): void {
    const { replica, clock } = this.#options;
    this.#seen = clock.now();
    this.#unlisten = replica.onChanged(() => this.#wait());
    this.#wait();
  }

  stop(): void {
    this.#unlisten?.();
    this.#timer?.cancel();
    this.#timer = null;
  }

  #wait(): void {
    const { replica, clock } = this.#options;
    this.#timer?.cancel();
    const now = clock.now();
    const next = replica.nextSaleEdge(Math.min(now, this.#seen));
    this.#timer =
      next === null
        ? null
        : clock.setTimer(Math.min(MOST_WAIT_MS, Math.max(0, next - now)), () => this.#look());
  }

  #look(): void {
    const { replica, clock } = this.#options;
    const [now, before] = [clock.now(), this.#seen];
    this.#seen = now;
    // Its hands were turned back: what had begun has not yet.
    replica.announceSales({ after: Math.min(before, now), until: Math.max(before, now) });
    this.#wait();
  }
}
