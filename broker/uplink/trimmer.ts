/**
 * Lets acknowledged events leave the disk. Each time is a commit that waits for the disk, and whoever appends waits with
 * it, so acknowledgements go together: of a second, so that one live event in a hundred meets a trim at the most, or of
 * a moment while a backlog drains. A disk that refuses is tried again.
 */
import type { Clock } from '../ports.ts';
import type { Progress } from './progress.ts';
import type { UplinkSource } from './uplink-source.ts';

export interface TrimmerOptions {
  outbox: UplinkSource;
  clock: Clock;
  /** Told how many events left. */
  removed: (count: number) => void;
}

/** At most so often. What stays that long is sent once more at the worst, after a power cut. */
const GATHER_MS = 1_000;
/** As many give their place back sooner. */
const MANY = 1_000;
const GATHER_MANY_MS = 100;
const RETRY_MS = 5_000;

export class Trimmer {
  readonly #options: TrimmerOptions;
  #due: { epoch: string; progress: Progress } | undefined;
  #pause: { cancel(): void } | undefined;
  /** The disk refused, and has its time. */
  #refused = false;
  #ranAt = Number.NEGATIVE_INFINITY;
  /** Acknowledged since then. */
  #waiting = 0;

  constructor(options: TrimmerOptions) {
    this.#options = options;
  }

  /**
   * At once, or together with what comes soon after the last time.
   * @param fresh How many events were acknowledged.
   */
  trim(epoch: string, progress: Progress, fresh: number): void {
    this.#due = { epoch, progress };
    const wereMany = this.#waiting >= MANY;
    this.#waiting += fresh;
    const areMany = this.#waiting >= MANY;
    if (this.#pause && (this.#refused || areMany === wereMany)) return;
    const gatherMs = areMany ? GATHER_MANY_MS : GATHER_MS;
    const waitMs = this.#ranAt + gatherMs - this.#options.clock.now();
    // A clock that was set back says nothing.
    if (waitMs > 0 && waitMs <= gatherMs) this.#wait(waitMs);
    else this.#run();
  }

  /** Writes what waits. */
  stop(): void {
    this.#run();
    this.#pause?.cancel();
    this.#pause = undefined;
    this.#due = undefined;
  }

  #run(): void {
    const due = this.#due;
    if (!due) return;
    this.#due = undefined;
    this.#waiting = 0;
    this.#refused = false;
    this.#pause?.cancel();
    this.#pause = undefined;
    const { outbox, clock, removed } = this.#options;
    this.#ranAt = clock.now();
    if (due.epoch !== outbox.epoch) return;
    const { upTo, ahead } = due.progress;
    removed(outbox.acknowledge(due.epoch, upTo, ahead));
    this.#refused = due.epoch === outbox.epoch && outbox.watermark() < upTo;
    if (!this.#refused) return;
    this.#due = due;
    this.#wait(RETRY_MS);
  }

  #wait(ms: number): void {
    this.#pause?.cancel();
    this.#pause = this.#options.clock.setTimer(ms, () => {
      this.#pause = undefined;
      this.#run();
    });
  }
}
