/**
 * A platform that takes events and acknowledges none: said once when it lasts, and once when it is over. Only time on a
 * standing connection counts, and it adds up over reconnects, because a broker that never answers is left and tried
 * again.
 */
import { Listeners } from '../link/listeners.ts';
import type { Clock, Logger } from '../ports.ts';

export interface SilenceWatchOptions {
  clock: Clock;
  logger: Logger;
  /** Something is under way that should have been acknowledged. */
  isWaiting: () => boolean;
  /** Milliseconds of silence that are worth a word. */
  afterMs: number;
}

const TICKS = 6;

export class SilenceWatch {
  readonly #options: SilenceWatchOptions;
  readonly #listeners: Listeners<[boolean]>;
  #timer: { cancel(): void } | undefined;
  #ticks = 0;
  #silent = false;

  constructor(options: SilenceWatchOptions) {
    this.#options = options;
    this.#listeners = new Listeners(options.logger);
  }

  get silent(): boolean {
    return this.#silent;
  }

  /** Called once when the platform has been silent for so long, and once, with false, when it speaks. */
  onSilence(listener: (silent: boolean) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Something was sent. */
  expect(): void {
    if (this.#silent) return;
    this.#timer ??= this.#options.clock.setTimer(this.#options.afterMs / TICKS, () => this.#tick());
  }

  /** The platform acknowledged something. */
  heard(): void {
    this.pause();
    this.#ticks = 0;
    if (!this.#silent) return;
    this.#silent = false;
    this.#options.logger.info({}, 'the platform acknowledges events again');
    this.#listeners.emit(false);
  }

  /** The connection is gone, or the uplink stops. */
  pause(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #tick(): void {
    this.#timer = undefined;
    if (!this.#options.isWaiting()) return;
    this.#ticks += 1;
    if (this.#ticks < TICKS) return this.expect();
    this.#silent = true;
    this.#options.logger.warn({}, 'the platform does not acknowledge events');
    this.#listeners.emit(true);
  }
}
