/**
 * Asks on every connect which settings are desired, because not every broker keeps `desired/config`, and one may have
 * kept an old one. The platform may find its broker later than the kiosk does, so the question is put again for a while.
 */
import type { Message } from '../contract/messages.ts';
import { isBrokerError } from '../errors.ts';
import type { Clock, Logger, Random } from '../ports.ts';

export interface DesiredQuestionOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  ask: (body: { version: number; hash: string }, deadlineMs: number) => Promise<Message<'rsp/config'>>;
  /** Undefined: none that the hub could know of. */
  inForce: () => { version: number; hash: string } | undefined;
  answered: (desired: Message<'desired/config'>) => void;
}

const DEADLINE_MS = 5_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A hub that never answers does not know the question; a newer one answers at the next connect. */
const MOST_QUESTIONS = 8;

export class DesiredQuestion {
  readonly #options: DesiredQuestionOptions;
  #pause: { cancel(): void } | undefined;
  /** The connection that the question belongs to; an answer to an earlier one does not start another. */
  #round = 0;

  constructor(options: DesiredQuestionOptions) {
    this.#options = options;
  }

  /** Begins anew. */
  ask(): void {
    this.stop();
    void this.#put(this.#round, 0);
  }

  stop(): void {
    this.#round += 1;
    this.#pause?.cancel();
    this.#pause = undefined;
  }

  async #put(round: number, asked: number): Promise<void> {
    const { ask, inForce, answered, clock, random, logger } = this.#options;
    const { version = 0, hash = '' } = inForce() ?? {};
    try {
      const { ok, code, desired } = await ask({ version, hash: hash.slice(0, 64) }, DEADLINE_MS);
      if (desired) answered(desired);
      if (!ok) logger.info({ code }, 'the platform did not say which settings are desired');
    } catch (error) {
      if (!isBrokerError(error)) throw error;
      if (round !== this.#round || asked + 1 >= MOST_QUESTIONS) return;
      const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** asked);
      this.#pause = clock.setTimer(most * (0.5 + random.unit() / 2), () => void this.#put(round, asked + 1));
    }
  }
}
