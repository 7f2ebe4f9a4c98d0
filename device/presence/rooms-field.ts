/**
 * A row of fitting rooms in front of a simulated UHF reader: moment by moment, the field holds what the antennas of the
 * rooms can read. The rooms say what is read at all, so that the field must not lose or change anything itself.
 */
import type { Clock, Timer } from '../ports.ts';
import { SimulatedField } from '../uhf/epc-field.ts';
import type { ItemPlace, SimulatedRooms } from './simulated-rooms.ts';

/** An antenna takes its turn about as often. */
const ROUND_MS = 100;

export interface RoomsFieldOptions {
  clock: Clock;
  /** At least 0, less than 1. */
  random: () => number;
  rooms: SimulatedRooms;
}

export class RoomsField {
  /** Give this one to the simulated reader. */
  readonly field: SimulatedField;
  readonly #options: RoomsFieldOptions;
  readonly #epcs = new Set<string>();
  #timer: Timer | undefined;

  constructor(options: RoomsFieldOptions) {
    this.#options = options;
    this.field = new SimulatedField({ random: options.random, readProbability: 1, rssiNoiseDb: 0 });
  }

  /** Antennas, counted from 1: one in every room. */
  get antennas(): number[] {
    return Array.from({ length: this.#options.rooms.rooms }, (_, room) => room + 1);
  }

  /**
   * Puts a garment somewhere, or takes it away.
   * @param epc Hexadecimal, whole words.
   */
  move(epc: string, place: ItemPlace): void {
    this.#options.rooms.move(epc, place);
    if (place === 'away') {
      this.#epcs.delete(epc);
      this.field.take(epc);
    } else {
      this.#epcs.add(epc);
      this.#timer ??= this.#next();
    }
  }

  /** Everything is taken away, and nothing moves by itself any more. */
  clear(): void {
    for (const epc of this.#epcs) this.move(epc, 'away');
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #next(): Timer {
    return this.#options.clock.setTimer(ROUND_MS, () => {
      this.#timer = this.#epcs.size === 0 ? undefined : this.#next();
      this.#round();
    });
  }

  #round(): void {
    this.field.clear();
    for (const { epc, antenna, rssiDbm } of this.#options.rooms.round(ROUND_MS))
      this.field.put(epc, antenna, rssiDbm);
  }
}
