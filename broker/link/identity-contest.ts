/**
 * Two clients with one identity throw each other out for ever: MQTT lets the newer one in and ends the older one
 * (MQTT-3.1.4-2). One sees it by connections that are accepted at the first try and ended from the other side soon after,
 * again and again. Then the next tries come minutes apart, so that both have their turns, and it is said once.
 */
import { Listeners } from './listeners.ts';
import type { Clock, Logger, Random } from '../ports.ts';

export interface ContestLimits {
  /** Connections that were ended early, in a row, before it counts. */
  sessions: number;
  /** A connection that stood so long was not ended early. Longer than the longest wait of the back-off. */
  briefMs: number;
  /** One that stood so long says that it is over. Longer than both can wait. */
  overMs: number;
  /** Bounds of the waits while it goes on. */
  leastMs: number;
  mostMs: number;
}

export const CONTEST: ContestLimits = {
  sessions: 5,
  briefMs: 180_000,
  overMs: 600_000,
  leastMs: 60_000,
  mostMs: 300_000,
};

export interface IdentityContestOptions {
  limits: ContestLimits;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export class IdentityContest {
  readonly #options: IdentityContestOptions;
  readonly #listeners: Listeners<[boolean]>;
  /** Runs while a connection has not stood long enough. */
  #timer: { cancel(): void } | undefined;
  #sessions = 0;
  #contested = false;

  constructor(options: IdentityContestOptions) {
    this.#options = options;
    this.#listeners = new Listeners(options.logger);
  }

  get contested(): boolean {
    return this.#contested;
  }

  onContested(listener: (contested: boolean) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** A connection stands. */
  established(): void {
    const { clock, limits } = this.#options;
    this.#timer?.cancel();
    this.#timer = clock.setTimer(this.#contested ? limits.overMs : limits.briefMs, () => {
      this.#timer = undefined;
      this.#sessions = 0;
      this.#set(false);
    });
  }

  /** A connection that stood is gone. `byBroker`: the other side ended it. */
  ended(byBroker: boolean): void {
    const wasBrief = this.#timer !== undefined;
    this.rest();
    if (!wasBrief || !byBroker) return;
    this.#sessions += 1;
    if (this.#sessions >= this.#options.limits.sessions) this.#set(true);
  }

  /** A try found no broker: it restarts, or the line is bad. That explains lost connections better. */
  unreachable(): void {
    if (!this.#contested) this.#sessions = 0;
  }

  /** The link stops. */
  rest(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Milliseconds before the next try while it goes on. */
  waitMs(): number {
    const { leastMs, mostMs } = this.#options.limits;
    return Math.round(leastMs + this.#options.random.unit() * (mostMs - leastMs));
  }

  #set(contested: boolean): void {
    if (this.#contested === contested) return;
    this.#contested = contested;
    this.#listeners.emit(contested);
  }
}
