/** A lost platform is an incident when it lasts; displays say that stock may be old. */
import type { Clock } from '../../broker/ports.ts';
import type { Incidents } from '../displays/incidents.ts';

export interface LinkWatchOptions {
  incidents: Incidents;
  clock: Clock;
  /** Shows displays again: they say whether the platform can be reached. */
  refresh: () => void;
  connected: () => void;
}

const CAUSE = 'platform';
/** Shorter than this is a hiccup nobody needs to hear of. */
const GRACE_MS = 3000;

export class LinkWatch {
  readonly #options: LinkWatchOptions;
  #timer: { cancel(): void } | null = null;

  constructor(options: LinkWatchOptions) {
    this.#options = options;
  }

  connection(connected: boolean): void {
    const { incidents, clock, refresh, connected: whenConnected } = this.#options;
    this.#timer?.cancel();
    this.#timer = null;
    refresh();
    if (connected) {
      incidents.close(CAUSE, 'The platform can be reached again; events that waited are on their way.');
      whenConnected();
      return;
    }
    this.#timer = clock.setTimer(GRACE_MS, () =>
      incidents.open(CAUSE, 'TW_LINK_DOWN', 'The platform cannot be reached; events wait on disk.'),
    );
  }

  stop(): void {
    this.#timer?.cancel();
  }
}
