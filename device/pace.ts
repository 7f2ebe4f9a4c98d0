/** How often something may happen: so many at once, then so many per second. */
import type { Clock } from './ports.ts';

export interface PaceOptions {
  clock: Pick<Clock, 'now'>;
  atOnce: number;
  perSecond: number;
}

export class Pace {
  readonly #options: PaceOptions;
  #left: number;
  #at: number;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#left = options.atOnce;
    this.#at = options.clock.now();
  }

  /** False for one that comes too soon. */
  takes(): boolean {
    const { clock, atOnce, perSecond } = this.#options;
    const now = clock.now();
    const gained = (Math.max(0, now - this.#at) / 1_000) * perSecond;
    this.#left = Math.min(atOnce, this.#left + gained);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
