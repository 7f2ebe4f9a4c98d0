/**
 * The age of what waits, by hours lived and not by the calendar.
 *
 * A board without a battery starts in 1970, and a time server may be a year ahead for a minute. Were age the difference
 * of two readings of such a clock, one wrong reading would evict everything. So age counts what is believable: while
 * the kiosk runs, the monotonic clock, whatever the calendar does; over a stop, the calendar, when it stands after
 * 2020 on both sides, forwards only, and by a week at the most. What is kept too long for that is sent late, not lost.
 */
import type { Clock } from '../ports.ts';

/** When a row was written: `at` by the calendar, `lived` by the hours lived; both milliseconds. */
export interface Stamp {
  at: number;
  lived: number;
}

const EARLIEST_SANE_CLOCK = Date.UTC(2020);
const MOST_AWAY_MS = 7 * 24 * 3_600_000;

export interface LivedTimeOptions {
  clock: Clock;
  /** Monotonic milliseconds. */
  elapsed: () => number;
}

export class LivedTime {
  readonly #options: LivedTimeOptions;
  #base: number | undefined;
  #since = 0;

  constructor(options: LivedTimeOptions) {
    this.#options = options;
  }

  /** Goes on from the last stamp in a file that was opened; without one, from the calendar. */
  goOn(last: Stamp | undefined): void {
    const now = this.#options.clock.now();
    const isSane = last !== undefined && Math.min(last.at, now) >= EARLIEST_SANE_CLOCK;
    const away = isSane ? Math.min(MOST_AWAY_MS, Math.max(0, now - last.at)) : 0;
    this.#base = last ? last.lived + away : now;
    this.#since = this.#options.elapsed();
  }

  stamp(): Stamp {
    const { clock, elapsed } = this.#options;
    if (this.#base === undefined) this.goOn(undefined);
    const lived = (this.#base ?? 0) + Math.max(0, elapsed() - this.#since);
    return { at: Math.round(clock.now()), lived: Math.round(lived) };
  }
}
