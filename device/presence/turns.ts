/**
 * How often a reader's antennas have their turn. A reader with many antennas looks with each of them only now and then:
 * that one of them did not read a tag in a moment says little then. Learned from the time between two reads of the same
 * tag in the same place, of which the shortest are a turn.
 */

/** As often as a reader with a single antenna reads; a reader is taken for that until it shows otherwise. */
const FIRST_MS = 100;
/** Longer gaps are absences. */
const LONGEST_MS = 3_000;
/** How fast shorter and longer gaps are followed, and how much the first of them count. */
const SHORTER_RATE = 0.3;
const LONGER_RATE = 0.02;
const FIRST_RATE = 0.5;

export class Turns {
  #cycleMs = FIRST_MS;
  #gaps = 0;

  /** Milliseconds between two reads of a tag in a place. */
  learn(gapMs: number): void {
    if (!(gapMs > 0 && gapMs <= LONGEST_MS)) return;
    this.#gaps += 1;
    const rate = gapMs < this.#cycleMs ? SHORTER_RATE : Math.max(LONGER_RATE, FIRST_RATE / this.#gaps);
    this.#cycleMs += rate * (gapMs - this.#cycleMs);
  }

  /** Share of steps of that length in which an antenna has its turn. */
  within(stepMs: number): number {
    return Math.min(1, stepMs / this.#cycleMs);
  }
}
