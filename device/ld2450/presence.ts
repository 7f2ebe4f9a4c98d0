/** What an LD2450's reports say about people: a reading for each, and somebody or nobody in the place on change. */
import type { Decoder, Interpreter, InterpreterContext } from '../driver.ts';
import { PresenceTracker } from '../presence-tracker.ts';
import type { PresenceTarget, Reading } from '../ports.ts';
import type { Ld2450Frame } from './framer.ts';
import type { Ld2450Options } from './options.ts';
import { decodeTargets } from './report.ts';
import type { Area } from './zones.ts';

const MM_PER_CM = 10;

export class Ld2450Decoder implements Decoder<Ld2450Frame> {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  decode(frame: Ld2450Frame, at: string): Reading[] {
    if (frame.kind !== 'report') return [];
    const targets = decodeTargets(frame.data).map(({ xMm, yMm, speedCmPerS }): PresenceTarget => ({
      xMm,
      yMm,
      speedCmPerS,
    }));
    const present = targets.length > 0;
    return [{ kind: 'presence', source: this.#source, present, distanceCm: nearestCm(targets), targets, at }];
  }

  reset(): void {
    // Every report stands for itself.
  }
}

export class Ld2450Interpreter implements Interpreter {
  readonly #options: Ld2450Options;
  readonly #tracker: PresenceTracker;
  /** Reports in a row with somebody in the place. */
  #sightings = 0;

  constructor({ options, ...context }: InterpreterContext<Ld2450Options>) {
    this.#options = options;
    this.#tracker = new PresenceTracker({ ...context, vacantAfterMs: options.vacantAfterMs });
  }

  take(reading: Reading): void {
    if (reading.kind !== 'presence') return;
    const margin = this.#tracker.isPresent ? this.#options.hysteresisCm * MM_PER_CM : 0;
    const targets = (reading.targets ?? []).filter((target) => this.#isInPlace(target, margin));
    if (targets.length === 0) {
      this.#sightings = 0;
      return;
    }
    this.#sightings += 1;
    if (!this.#tracker.isPresent && this.#sightings < this.#options.confirmReports) return;
    this.#tracker.seen({ distanceCm: nearestCm(targets), targets });
  }

  reset(cause?: 'lost' | 'stopped'): void {
    this.#sightings = 0;
    this.#tracker.reset(cause);
  }

  /** @param margin Millimetres beyond the edges. */
  #isInPlace({ xMm, yMm }: PresenceTarget, margin: number): boolean {
    const { maxDistanceCm, zone } = this.#options;
    const isNear = Math.hypot(xMm, yMm) <= maxDistanceCm * MM_PER_CM + margin;
    return isNear && (zone === null || contains(zone, { xMm, yMm, margin }));
  }
}

/** Corners may be named in any order. */
function contains(
  { x1Mm, y1Mm, x2Mm, y2Mm }: Area,
  { xMm, yMm, margin }: { xMm: number; yMm: number; margin: number },
): boolean {
  return (
    xMm >= Math.min(x1Mm, x2Mm) - margin &&
    xMm <= Math.max(x1Mm, x2Mm) + margin &&
    yMm >= Math.min(y1Mm, y2Mm) - margin &&
    yMm <= Math.max(y1Mm, y2Mm) + margin
  );
}

function nearestCm(targets: readonly PresenceTarget[]): number | null {
  if (targets.length === 0) return null;
  return Math.round(Math.min(...targets.map(({ xMm, yMm }) => Math.hypot(xMm, yMm))) / MM_PER_CM);
}
