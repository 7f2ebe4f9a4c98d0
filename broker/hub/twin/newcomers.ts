/**
 * Kiosks that nobody had heard of. Where kiosks need no password, anybody can invent names: those that never said how they
 * do are kept in memory, a bounded number of them, and forgotten; the others may come at a bounded rate.
 */
import type { Clock } from '../../ports.ts';
import { RateLimit } from '../requests/rate-limit.ts';

/** Names that only events or requests came from. */
const MOST_STRANGERS = 1_000;
const FORGET_MS = 10 * 60_000;
/** A chain that moves in whole is let in at once; a machine that invents names is not. */
const BURST = 2_000;
const PER_SECOND = 1;
const MOST_KIOSKS = 50_000;

export class Newcomers {
  readonly #clock: Clock;
  readonly #limit: RateLimit;
  /** Since when. */
  readonly #strangers = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#limit = new RateLimit({ clock, burst: BURST, perSecond: PER_SECOND });
  }

  /** May one more be noted that has not said how it is? */
  admitStranger(id: string, known: number): boolean {
    if (known >= MOST_KIOSKS || this.#strangers.size >= MOST_STRANGERS || !this.#limit.take('')) return false;
    this.#strangers.set(id, this.#clock.now());
    return true;
  }

  /** May one more kiosk be kept? One that was noted before is not counted again. */
  admitKiosk(id: string, known: number): boolean {
    if (this.#strangers.delete(id)) return true;
    return known < MOST_KIOSKS && this.#limit.take('');
  }

  isStranger(id: string): boolean {
    return this.#strangers.has(id);
  }

  /** Those that have been strangers for ten minutes; they are forgotten with this call. */
  forget(): string[] {
    const before = this.#clock.now() - FORGET_MS;
    const gone = [...this.#strangers].filter(([, since]) => since <= before).map(([id]) => id);
    for (const id of gone) this.#strangers.delete(id);
    return gone;
  }
}
