/**
 * Lets acknowledged events leave the disk. Each time is a commit that waits for the disk, so while a backlog drains the
 * acknowledgements of a moment go together; a disk that refuses is tried again.
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

/** At most so often while events keep coming. */
const GATHER_MS = 50;
const RETRY_MS = 5_000;

export class Trimmer {
  readonly #options: TrimmerOptions;
  #due: { epoch: string; progress: Progress } | undefined;
  #pause: { cancel(): void } | undefined;

  constructor(options: TrimmerOptions) {
    this.#options = options;
  }

  /**
   * At once, or together with what comes until the pause is over.
   * @param isLast Nothing more is under way.
   */
  trim(epoch: string, progress: Progress, isLast: boolean): void {
    this.#due = { epoch, progress };
    if (!this.#pause || isLast) this.#run();
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
    this.#pause?.cancel();
    this.#pause = undefined;
    const { outbox, removed } = this.#options;
    if (due.epoch !== outbox.epoch) return;
    const { upTo, ahead } = due.progress;
    removed(outbox.acknowledge(due.epoch, upTo, ahead));
    const isRefused = due.epoch === outbox.epoch && outbox.watermark() < upTo;
    if (isRefused) this.#due = due;
    if (isRefused || outbox.depth() > 0) this.#wait(isRefused ? RETRY_MS : GATHER_MS);
  }

  #wait(ms: number): void {
    this.#pause?.cancel();
    this.#pause = this.#options.clock.setTimer(ms, () => {
      this.#pause = undefined;
      this.#run();
    });
  }
}
