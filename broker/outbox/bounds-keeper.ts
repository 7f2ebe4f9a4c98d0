/** Evicts when a bound is passed, counts what went, and says so once until there is plenty of room again. */
import type { Logger } from '../ports.ts';
import type { Envelopes } from './envelope.ts';
import { evict, type Bounds } from './eviction.ts';
import type { Stamp } from './lived-time.ts';
import type { Store } from './store.ts';

export interface BoundsKeeperOptions {
  bounds: Bounds;
  envelopes: Envelopes;
  logger: Logger;
}

export class BoundsKeeper {
  readonly #options: BoundsKeeperOptions;
  #evicted = 0;
  #isSaid = false;

  constructor(options: BoundsKeeperOptions) {
    this.#options = options;
  }

  /** Events evicted since the start. */
  get evicted(): number {
    return this.#evicted;
  }

  get maxBytes(): number {
    return this.#options.bounds.maxBytes;
  }

  keep(store: Store, now: Stamp): void {
    const { bounds, envelopes, logger } = this.#options;
    const evicted = evict({ store, bounds, envelopes, now });
    if (!evicted) return;
    this.#evicted += evicted.count;
    const level = this.#isSaid ? 'debug' : 'warn';
    logger[level]({ ...evicted }, 'the outbox is at its bounds; the least important events were evicted');
    this.#isSaid = true;
  }

  /** Something was acknowledged. */
  eased(store: Store): void {
    if (store.bytes < this.maxBytes / 2) this.#isSaid = false;
  }
}
