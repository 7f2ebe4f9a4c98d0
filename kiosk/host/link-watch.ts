/** A lost platform is an incident when it lasts; displays say that stock may be old. */
import type { Clock } from '../../broker/ports.ts';
import type { Incidents } from '../displays/incidents.ts';

export interface LinkWatchOptions {
  incidents: Incidents;
  clock: Clock;
  /** Shows displays again: they say whether the platform can be reached. */
  refresh: () => void;
  isConnected: () => boolean;
  connected: () => void;
}

const CAUSE = 'platform';
/** Shorter than this is a hiccup nobody needs to hear of. */
const GRACE_MS = 3000;

export class LinkWatch {
  readonly #options: LinkWatchOptions;
  #timer: { cancel(): void } | null = null;
  #isStopped = false;

  constructor(options: LinkWatchOptions) {
    this.#options = options;
  }

  /** A platform that cannot be reached from the start is as lost as one that went away. */
  start(): void {
    if (!this.#options.isConnected()) this.#giveGrace();
  }

  connection(connected: boolean): void {
    if (this.#isStopped) return;
    const { incidents, refresh, connected: whenConnected } = this.#options;
    this.#timer?.cancel();
    this.#timer = null;
    refresh();
    if (!connected) this.#giveGrace();
    else {
      incidents.close(CAUSE, 'The platform can be reached again; events that waited are on their way.');
      whenConnected();
    }
  }

  /** What the link says while it is being stopped is no incident. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  #giveGrace(): void {
    const { incidents, clock } = this.#options;
    this.#timer?.cancel();
    this.#timer = clock.setTimer(GRACE_MS, () =>
      incidents.open(CAUSE, 'TW_LINK_DOWN', 'The platform cannot be reached; events wait on disk.'),
    );
  }
}
