/**
 * A disk that takes no events is an incident. It is over when the disk has taken them for a while: what leaves a full
 * outbox makes a little room, again and again, and nobody wants to hear of each time.
 */
import type { OutboxTrouble } from '../../broker/outbox/disk-trouble.ts';
import type { Clock } from '../../broker/ports.ts';
import type { Incidents } from '../displays/incidents.ts';

export interface OutboxWatchOptions {
  incidents: Incidents;
  clock: Clock;
}

const CAUSE = 'outbox';
const STEADY_MS = 5_000;

export class OutboxWatch {
  readonly #options: OutboxWatchOptions;
  #timer: { cancel(): void } | null = null;

  constructor(options: OutboxWatchOptions) {
    this.#options = options;
  }

  /** Null: the disk takes events again. */
  trouble(trouble: OutboxTrouble | null): void {
    const { incidents, clock } = this.#options;
    this.stop();
    if (trouble) incidents.open(CAUSE, trouble.code, trouble.message);
    else
      this.#timer = clock.setTimer(STEADY_MS, () => {
        this.#timer = null;
        incidents.close(CAUSE, 'Events are kept on disk again.');
      });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }
}
