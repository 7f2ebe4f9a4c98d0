/** Ends what has run out, and takes away what is long over. */
import { isBrokerError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { KeptIntent } from './intent-row.ts';
import { Rounds, type Due } from './rounds.ts';
import type { IntentStore } from './store.ts';

const LONGEST_LOOK_MS = 30_000;
const SHORTEST_LOOK_MS = 250;
const MOST_AT_ONCE = 100;
const PURGE_EVERY_MS = 3600_000;
const KEEP_MS = 30 * 24 * 3600_000;

export interface ExpiryOptions {
  store: Pick<IntentStore, 'expiring' | 'move' | 'purge'>;
  ownership: Ownership;
  changed: (kept: KeptIntent) => void;
  clock: Clock;
  logger: Logger;
}

export class Expiry {
  readonly #options: ExpiryOptions;
  readonly #rounds: Rounds;
  #purgedAt = 0;

  constructor(options: ExpiryOptions) {
    this.#options = options;
    this.#rounds = new Rounds({
      ...options,
      due: (limit) => this.#due(limit),
      act: (id) => this.#end(id),
      mostAtOnce: MOST_AT_ONCE,
      longest: LONGEST_LOOK_MS,
      shortest: SHORTEST_LOOK_MS,
      trouble: 'what has run out could not be looked up',
    });
  }

  start(): void {
    this.#rounds.start();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  drained(): Promise<void> {
    return this.#rounds.drained();
  }

  /** Something may run out earlier than was known. */
  expects(expiresAt: string | null): void {
    this.#rounds.expects(expiresAt);
  }

  async #due(limit: number): Promise<readonly Due[]> {
    await this.#purge();
    return this.#options.store.expiring(limit);
  }

  async #end(id: string): Promise<void> {
    const { store, changed } = this.#options;
    for (const to of ['expired', 'no_show'] as const) {
      try {
        changed(await store.move(id, { to, by: 'clock' }));
        return;
      } catch (error) {
        // It has moved on meanwhile, or its kind has another name for it.
        if (!isBrokerError(error, 'TW_INTENT_MOVE')) throw error;
      }
    }
  }

  async #purge(): Promise<void> {
    const { store, clock } = this.#options;
    if (clock.now() - this.#purgedAt < PURGE_EVERY_MS) return;
    this.#purgedAt = clock.now();
    await store.purge(new Date(clock.now() - KEEP_MS).toISOString());
  }
}
