/** From ten reports a second to "somebody came" and "nobody is here any more". */
import type { Clock, PresenceReading, Timer } from '../ports.ts';
import { TargetState, type Ld2410Report } from './report.ts';

export const DEFAULT_VACANT_AFTER_MS = 5_000;
/** Farther targets pass by: 1.5 m is a step in front of a touchwall. */
export const DEFAULT_MAX_DISTANCE_CM = 150;

export interface PresenceOptions {
  source: string;
  clock: Clock;
  /** Nobody in range for so long (milliseconds) means that the place is vacant; default 5000. */
  vacantAfterMs?: number;
  /** Default 150. */
  maxDistanceCm?: number;
  emit: (reading: PresenceReading) => void;
}

/** Present at the first report of somebody in range; vacant once none came for a while, also when reports cease. */
export class PresenceTracker {
  readonly #options: PresenceOptions;
  #present = false;
  #vacancy: Timer | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  report(report: Ld2410Report): void {
    if (report.state === TargetState.none) return;
    const distanceCm = nearest(report);
    const { maxDistanceCm = DEFAULT_MAX_DISTANCE_CM, vacantAfterMs = DEFAULT_VACANT_AFTER_MS } =
      this.#options;
    if (distanceCm !== null && distanceCm > maxDistanceCm) return;
    this.#vacancy?.cancel();
    this.#vacancy = this.#options.clock.setTimer(vacantAfterMs, () => this.#tell(false, null));
    if (!this.#present) this.#tell(true, distanceCm);
  }

  /** Forgets what it knew, telling that nobody is there when somebody was. */
  reset(): void {
    this.#vacancy?.cancel();
    if (this.#present) this.#tell(false, null);
  }

  #tell(present: boolean, distanceCm: number | null): void {
    const { clock, source, emit } = this.#options;
    this.#present = present;
    emit({ kind: 'presence', source, present, distanceCm, at: new Date(clock.now()).toISOString() });
  }
}

/** The nearest target that was measured; a still one is often reported at distance 0, which means unknown. */
function nearest(report: Ld2410Report): number | null {
  const distances: number[] = [];
  if ((report.state & TargetState.moving) !== 0) distances.push(report.movingCm);
  if ((report.state & TargetState.still) !== 0) distances.push(report.stillCm);
  const measured = distances.filter((distance) => distance > 0);
  return measured.length === 0 ? null : Math.min(...measured);
}
