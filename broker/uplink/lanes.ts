/**
 * The two lanes of the uplink and what each may always have. What happens now must not wait behind a backlog, and a
 * backlog must not wait for a quiet hour: each lane has a share of the window and of the rate that the other one cannot
 * take, and borrows what the other does not use.
 *
 * Window of `n` batches: a third, at least one, is kept free for live events whatever the backlog does; as much is kept
 * for the backlog as long as there is one. With a window of one batch the lanes take turns.
 * Rate of `n` batches a second: 60 of 100 are the live lane's, 40 the backlog's. The backlog borrows from the live lane
 * what lies above half of its burst, so that a live event finds credit; live borrows whatever a backlog does not claim.
 */
import type { Clock } from '../ports.ts';
import { Bucket } from './bucket.ts';

export type Lane = 'live' | 'backlog';

export interface LanesOptions {
  clock: Clock;
  /** Batches under way at the most. */
  window: number;
  /** Batches a second over time; a burst of as many goes at once. `Infinity`: no limit. */
  perSecond: number;
}

/** How many batches of each lane are under way, and which lanes have more to send. */
export interface LaneLoad {
  taken: Readonly<Record<Lane, number>>;
  waiting: Readonly<Record<Lane, boolean>>;
}

const LIVE_SHARE = 0.6;
const KEPT_FOR_LIVE = 0.5;

export class Lanes {
  readonly #window: number;
  readonly #buckets: Readonly<Record<Lane, Bucket>>;
  #last: Lane = 'backlog';

  constructor({ clock, window, perSecond }: LanesOptions) {
    this.#window = window;
    this.#buckets = {
      live: new Bucket(clock, perSecond * LIVE_SHARE),
      backlog: new Bucket(clock, perSecond * (1 - LIVE_SHARE)),
    };
  }

  /** Which lane may send a batch now as far as the window goes; the one that should go first comes first. */
  open({ taken, waiting }: LaneLoad, window = this.#window): Lane[] {
    const free = window - taken.live - taken.backlog;
    if (free <= 0) return [];
    const reserved = window < 2 ? 0 : Math.max(1, Math.floor(window / 3));
    const open: Lane[] = [];
    if (waiting.live && (!waiting.backlog || taken.live < window - reserved)) open.push('live');
    if (waiting.backlog && taken.backlog < window - reserved) open.push('backlog');
    return window < 2 && this.#last === 'live' ? open.reverse() : open;
  }

  /** Milliseconds until the rate lets this lane send; 0: now. */
  waitMs(lane: Lane, waiting: LaneLoad['waiting']): number {
    const own = this.#buckets[lane].waitMs(1);
    return own === 0 ? 0 : Math.min(own, this.#lender(lane).waitMs(1 + this.#kept(lane, waiting)));
  }

  /** Takes what `waitMs` promised. */
  take(lane: Lane): void {
    const own = this.#buckets[lane];
    (own.waitMs(1) === 0 ? own : this.#lender(lane)).take();
    this.#last = lane;
  }

  #lender(lane: Lane): Bucket {
    return this.#buckets[lane === 'live' ? 'backlog' : 'live'];
  }

  /** What stays with the lender. */
  #kept(lane: Lane, waiting: LaneLoad['waiting']): number {
    if (lane === 'live' && !waiting.backlog) return 0;
    return this.#lender(lane).most * KEPT_FOR_LIVE;
  }
}
