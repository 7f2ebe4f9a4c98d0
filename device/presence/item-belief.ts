/** Where one item probably is: a hidden Markov model's forward step (Rabiner 1989, section III.A) per moment. */

/** Chance per step that an item has moved: keeps certainty from growing so large that a change is believed too late. */
const MOVED = 0.03;

export class ItemBelief {
  /** By place, then for the states behind the places; sums to 1. */
  readonly #probabilities: Float64Array;
  readonly #places: number;

  /** An item begins anywhere but, most likely, in no place. */
  constructor(places: number, others: number) {
    this.#places = places;
    this.#probabilities = new Float64Array(places + others).fill(0.2 / Math.max(1, places));
    this.#probabilities.fill(0.8 / others, places);
  }

  /** Probability of a state. */
  of(state: number): number {
    return this.#probabilities[state] ?? 0;
  }

  /** The likeliest place. */
  get best(): number {
    let best = 0;
    for (let place = 1; place < this.#places; place += 1) if (this.of(place) > this.of(best)) best = place;
    return best;
  }

  step(logLikelihoods: Float64Array): void {
    const states = this.#probabilities.length;
    const highest = Math.max(...logLikelihoods);
    let sum = 0;
    for (let state = 0; state < states; state += 1) {
      const stayed = this.of(state) * (1 - MOVED) + ((1 - this.of(state)) * MOVED) / (states - 1);
      const value = stayed * Math.exp((logLikelihoods[state] ?? 0) - highest);
      this.#probabilities[state] = value;
      sum += value;
    }
    for (let state = 0; state < states; state += 1) this.#probabilities[state] = this.of(state) / sum;
  }
}
