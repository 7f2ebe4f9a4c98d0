/** Ends what has run out, at the hub that the store belongs to; and takes away what is long over. */
import { isBrokerError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports.ts';
import { codeOfFault } from '../fleet-db/faults.ts';
import { partsOf } from '../kiosk-key.ts';
import type { Ownership } from '../partition/ownership.ts';
import type { KeptIntent } from './intent-row.ts';
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
  #timer: { cancel(): void } | undefined;
  #looking: Promise<void> | undefined;
  #purgedAt = 0;

  constructor(options: ExpiryOptions) {
    this.#options = options;
  }

  start(): void {
    this.#schedule(LONGEST_LOOK_MS);
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.drained();
  }

  async drained(): Promise<void> {
    await this.#looking;
  }

  /** Something may run out earlier than was known. */
  expects(expiresAt: string | null): void {
    const wait = Date.parse(expiresAt ?? '') - this.#options.clock.now();
    if (this.#timer && wait < LONGEST_LOOK_MS) this.#schedule(Math.max(SHORTEST_LOOK_MS, wait));
  }

  #schedule(ms: number): void {
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(ms, () => {
      this.#looking = this.#look();
    });
  }

  async #look(): Promise<void> {
    const { store, clock, ownership, logger } = this.#options;
    let next = LONGEST_LOOK_MS;
    try {
      for (const { id, kioskId, expiresAt } of await store.expiring(MOST_AT_ONCE)) {
        const wait = Date.parse(expiresAt) - clock.now();
        if (wait > 0) {
          next = Math.min(next, wait);
          break;
        }
        if (ownership.owns(partsOf(kioskId).store)) await this.#end(id);
      }
      await this.#purge();
    } catch (error) {
      logger.debug({ code: codeOfFault(error) }, 'what has run out could not be looked up');
    }
    if (this.#timer) this.#schedule(Math.max(SHORTEST_LOOK_MS, next));
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
