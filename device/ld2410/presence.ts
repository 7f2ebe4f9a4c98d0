/** What an LD2410's reports say about people: a reading for each, and somebody or nobody in range on change. */
import type { Decoder, Interpreter, InterpreterContext } from '../driver.ts';
import { PresenceTracker } from '../presence-tracker.ts';
import type { RadarMeasurement, Reading } from '../ports.ts';
import type { Ld2410Frame } from './framer.ts';
import type { Ld2410Options } from './options.ts';
import { decodeReport, TargetState, type Ld2410Report } from './report.ts';

export class Ld2410Decoder implements Decoder<Ld2410Frame> {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  decode(frame: Ld2410Frame, at: string): Reading[] {
    if (frame.kind !== 'report') return [];
    const report = decodeReport(frame.data);
    const present = report.state !== TargetState.none;
    const distanceCm = nearest(report);
    return [{ kind: 'presence', source: this.#source, present, distanceCm, radar: measured(report), at }];
  }

  reset(): void {
    // Every report stands for itself.
  }
}

export class Ld2410Interpreter implements Interpreter {
  readonly #maxDistanceCm: number;
  readonly #tracker: PresenceTracker;

  constructor({ options, ...context }: InterpreterContext<Ld2410Options>) {
    this.#maxDistanceCm = options.maxDistanceCm;
    this.#tracker = new PresenceTracker({ ...context, vacantAfterMs: options.vacantAfterMs });
  }

  take(reading: Reading): void {
    if (reading.kind !== 'presence' || !reading.present) return;
    const { distanceCm } = reading;
    // A distance that was not measured speaks for somebody near: far away a radar sees movement only, and measures it.
    if (distanceCm === null || distanceCm <= this.#maxDistanceCm) this.#tracker.seen({ distanceCm });
  }

  reset(cause?: 'lost' | 'stopped'): void {
    this.#tracker.reset(cause);
  }
}

/** The nearest target that was measured; a still one is often reported at distance 0, which means unknown. */
function nearest(report: Ld2410Report): number | null {
  const distances: number[] = [];
  if ((report.state & TargetState.moving) !== 0) distances.push(report.movingCm);
  if ((report.state & TargetState.still) !== 0) distances.push(report.stillCm);
  const known = distances.filter((distance) => distance > 0);
  return known.length === 0 ? null : Math.min(...known);
}

function measured(report: Ld2410Report): RadarMeasurement {
  const { state, movingCm, movingEnergy, stillCm, stillEnergy, engineering } = report;
  const moving = (state & TargetState.moving) !== 0;
  const still = (state & TargetState.still) !== 0;
  const measurement: RadarMeasurement = { moving, still, movingCm, movingEnergy, stillCm, stillEnergy };
  if (engineering === undefined) return measurement;
  const { movingEnergies, stillEnergies, light } = engineering;
  return Object.assign(measurement, { movingGates: movingEnergies, stillGates: stillEnergies, light });
}
