/** One line per subject and minute, and not many in all: whoever sends nonsense must not fill the disk with log lines. */
import type { Clock } from '../ports.ts';
import { RateLimit } from './requests/rate-limit.ts';

const MINUTE_MS = 60_000;
const MOST_SUBJECTS = 1_000;

export class LogGate {
  readonly #clock: Clock;
  readonly #saidAt = new Map<string, number>();
  readonly #all: RateLimit;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#all = new RateLimit({ clock, burst: 60, perSecond: 1 });
  }

  /** True when a line about this may be written now. */
  opens(subject: string): boolean {
    const now = this.#clock.now();
    const before = this.#saidAt.get(subject);
    if (before !== undefined && now - before < MINUTE_MS) return false;
    if (!this.#all.take('')) return false;
    for (const oldest of this.#saidAt.keys()) {
      if (this.#saidAt.size < MOST_SUBJECTS) break;
      this.#saidAt.delete(oldest);
    }
    this.#saidAt.delete(subject);
    this.#saidAt.set(subject, now);
    return true;
  }
}
