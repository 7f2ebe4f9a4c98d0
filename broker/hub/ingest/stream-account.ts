/**
 * The account of one epoch of a kiosk's numbers. Every number is once and for all: received, refused, evicted (the kiosk
 * says that it dropped it), withdrawn (a shopper took back their consent) or missing (it never came and never will).
 * `watermark` is the highest number up to which all are accounted for; what came early waits in runs `ahead`.
 */
import { Runs, type Run } from '../../runs.ts';

export interface StreamCounts {
  watermark: number;
  highest: number;
  received: number;
  refused: number;
  duplicates: number;
  missing: number;
  evicted: number;
  withdrawn: number;
}

/** A kiosk sends what is new before its backlog, so there are few runs; more than this is not noted and comes again. */
const MOST_AHEAD = 1_000;
/** With what a kiosk disclaims. Every commit reads and writes them, and a hostile kiosk could name a hundred thousand. */
const MOST_AHEAD_AND_DISCLAIMED = 2_000;
/** Beyond it a late event no longer turns its number from missing into received. */
const MOST_MISSING = 1_000;
/** What was withdrawn longest ago cannot be on its way any more. */
const MOST_WITHDRAWN = 2_000;

export class StreamAccount {
  readonly counts: StreamCounts;
  readonly ahead: Runs;
  readonly missing: Runs;
  readonly withdrawn: Runs;

  constructor(
    counts: StreamCounts,
    runs: { ahead: readonly Run[]; missing: readonly Run[]; withdrawn: readonly Run[] },
  ) {
    this.counts = { ...counts };
    this.ahead = new Runs(runs.ahead);
    this.missing = new Runs(runs.missing);
    this.withdrawn = new Runs(runs.withdrawn);
  }

  /** An event of this number is in the database, for the first time or once more. */
  arrived(sequence: number, isNew: boolean): void {
    if (isNew) this.counts.received += 1;
    else this.counts.duplicates += 1;
    this.#found(sequence);
  }

  /** An event of this number came and was refused for ever. */
  refused(sequence: number): void {
    this.counts.refused += 1;
    this.#found(sequence);
  }

  /** The kiosk says that it dropped these numbers. Its own number stands for the last event it dropped. */
  evicted(first: number, last: number, own: number): void {
    const dropped = this.missing.remove(first, last);
    this.counts.missing -= dropped;
    this.counts.evicted += dropped + this.#cover(first, last) + (first <= own && own <= last ? 1 : 0);
  }

  /** No event may have these numbers: those that have not come never will, or are not taken. */
  withdraw(first: number, last: number): void {
    const dropped = this.missing.remove(first, last);
    this.counts.missing -= dropped;
    this.counts.withdrawn += dropped + this.#cover(first, last);
    this.withdrawn.add(first, last);
    this.withdrawn.keepHighest(MOST_WITHDRAWN);
  }

  /** The kiosk can send nothing below `floor` any more: what did not come until now is missing for ever. */
  raiseTo(floor: number): void {
    const { counts } = this;
    const last = floor - 1;
    if (last <= counts.watermark) return;
    for (const [from, to] of this.ahead.gaps(counts.watermark + 1, last)) {
      counts.missing += to - from + 1;
      this.missing.add(from, to);
    }
    this.missing.keepHighest(MOST_MISSING);
    this.#cover(counts.watermark + 1, last);
  }

  /** True when the number is accounted for. */
  knows(sequence: number): boolean {
    return sequence <= this.counts.watermark || this.ahead.has(sequence);
  }

  #found(sequence: number): void {
    this.counts.missing -= this.missing.remove(sequence, sequence);
    if (sequence <= this.counts.watermark || !this.ahead.takes(sequence, MOST_AHEAD)) return;
    this.#cover(sequence, sequence);
  }

  /** Accounts for a run; answers how many of its numbers were not accounted for. */
  #cover(first: number, last: number): number {
    const { counts } = this;
    const from = Math.max(first, counts.watermark + 1);
    if (from > last) return 0;
    const covered = this.ahead.add(from, last);
    counts.highest = Math.max(counts.highest, last);
    const [next] = this.ahead.list;
    if (next?.[0] === counts.watermark + 1) {
      counts.watermark = next[1];
      this.ahead.remove(next[0], next[1]);
    }
    return Math.max(0, covered - this.ahead.keepLowest(MOST_AHEAD_AND_DISCLAIMED));
  }
}
