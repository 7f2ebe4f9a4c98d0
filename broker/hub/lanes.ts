/** Work that has to wait, in order for each kiosk and side by side for different ones; bounded. */
import type { Logger } from '../ports.ts';

/** Far more than a kiosk that waits for its answers has under way. */
const MOST_WAITING = 50;

interface Lane {
  tail: Promise<void>;
  waiting: number;
}

export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Runs after what was given for this key before. False when too much waits; it is not run then. */
  run(key: string, work: () => Promise<void>): boolean {
    const lane = this.#lanes.get(key) ?? { tail: Promise.resolve(), waiting: 0 };
    if (lane.waiting >= MOST_WAITING) return false;
    lane.waiting += 1;
    this.#lanes.set(key, lane);
    lane.tail = lane.tail
      .then(work)
      .catch((error: unknown) =>
        this.#logger.error({ kiosk: key, err: error }, 'a message was not dealt with'),
      )
      .then(() => {
        lane.waiting -= 1;
        if (lane.waiting === 0) this.#lanes.delete(key);
      });
    return true;
  }

  /** Resolves once nothing waits. */
  async drained(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes.values()].map(({ tail }) => tail));
  }
}
