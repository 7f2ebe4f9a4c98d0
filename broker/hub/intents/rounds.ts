/** Comes round to what is due, the soonest first, at the hub that the store belongs to; and sleeps until the next is. */
import type { Clock, Logger } from '../../ports.ts';
import { codeOfFault } from '../fleet-db/faults.ts';
import { partsOf } from '../kiosk-key.ts';
import type { Ownership } from '../partition/ownership.ts';

export interface Due {
  id: string;
  /** `{store}.{kiosk}` */
  kioskId: string;
  /** ISO 8601. */
  dueAt: string;
}

export interface RoundsOptions {
  /** The soonest first. */
  due: (limit: number) => Promise<readonly Due[]>;
  act: (id: string) => Promise<void> | void;
  mostAtOnce: number;
  /** Milliseconds. */
  longest: number;
  shortest: number;
  /** Said when the database does not answer. */
  trouble: string;
  ownership: Ownership;
  clock: Clock;
  logger: Logger;
}

export class Rounds {
  readonly #options: RoundsOptions;
  #timer: { cancel(): void } | undefined;
  #looking: Promise<void> | undefined;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#schedule(this.#options.longest);
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#looking;
  }

  /** Resolves once the round under way is over. */
  async drained(): Promise<void> {
    await this.#looking;
  }

  /** Something may be due earlier than was known. */
  expects(dueAt: string | null): void {
    const { clock, longest } = this.#options;
    const wait = Date.parse(dueAt ?? '') - clock.now();
    if (this.#timer && wait < longest) this.#schedule(wait);
  }

  #schedule(wait: number): void {
    const { clock, longest, shortest } = this.#options;
    this.#timer?.cancel();
    this.#timer = clock.setTimer(Math.min(longest, Math.max(shortest, wait)), () => {
      this.#looking = this.#look();
    });
  }

  async #look(): Promise<void> {
    const { due, act, mostAtOnce, longest, ownership, clock, logger, trouble } = this.#options;
    let next = longest;
    try {
      for (const { id, kioskId, dueAt } of await due(mostAtOnce)) {
        const wait = Date.parse(dueAt) - clock.now();
        if (wait > 0) {
          next = wait;
          break;
        }
        if (ownership.owns(partsOf(kioskId).store)) await act(id);
      }
    } catch (error) {
      logger.debug({ code: codeOfFault(error) }, trouble);
    }
    if (this.#timer) this.#schedule(next);
  }
}
