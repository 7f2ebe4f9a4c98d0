/** From ten reports a second to "somebody came" and "nobody is here any more". */
import type { Clock, PresenceReading, Timer } from './ports.ts';

export interface PresenceTrackerOptions {
  source: string;
  clock: Clock;
  /** Nobody seen for so long (milliseconds) means that the place is vacant. */
  vacantAfterMs: number;
  emit: (reading: PresenceReading) => void;
}

/** What is told of somebody who came. */
export type Sighting = Pick<PresenceReading, 'distanceCm' | 'targets'>;

/** Present at the first sighting; vacant once none came for a while, also when reports cease. */
export class PresenceTracker {
  readonly #options: PresenceTrackerOptions;
  #present = false;
  #vacancy: Timer | undefined;

  constructor(options: PresenceTrackerOptions) {
    this.#options = options;
  }

  get isPresent(): boolean {
    return this.#present;
  }

  /** Somebody is in the place. */
  seen(sighting: Sighting): void {
    this.#vacancy?.cancel();
    this.#vacancy = this.#options.clock.setTimer(this.#options.vacantAfterMs, () => this.#vacate());
    if (!this.#present) this.#tell(true, sighting);
  }

  /**
   * No sightings can come. While the line is only lost the place is held for as long as if nobody were seen: whoever
   * stands there is still there when a connector that wobbled is back.
   */
  reset(cause: 'lost' | 'stopped' = 'stopped'): void {
    if (cause === 'lost') return;
    this.#vacancy?.cancel();
    if (this.#present) this.#vacate();
  }

  #vacate(): void {
    this.#tell(false, { distanceCm: null });
  }

  #tell(present: boolean, sighting: Sighting): void {
    const { clock, source, emit } = this.#options;
    this.#present = present;
    emit({ kind: 'presence', source, present, ...sighting, at: new Date(clock.now()).toISOString() });
  }
}
