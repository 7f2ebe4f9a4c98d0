/**
 * The window of batches under way. A slot is free again when the broker has answered the PUBLISH *and* the batch is
 * settled: acknowledged by the platform or given up for a resend. So a resend never puts more on the wire than the
 * window allows.
 */
export interface Flight {
  /** Sequences of the batch, both included. */
  first: number;
  last: number;
  /** PUBACK came, or the publish failed. */
  answered: boolean;
  /** Acknowledged, or given up. */
  settled: boolean;
}

export class Flights {
  readonly #flights = new Set<Flight>();

  /** Slots taken. */
  get size(): number {
    return this.#flights.size;
  }

  /** True while a batch waits for the platform. */
  get waiting(): boolean {
    for (const flight of this.#flights) if (!flight.settled) return true;
    return false;
  }

  add(first: number, last: number): Flight {
    const flight = { first, last, answered: false, settled: false };
    this.#flights.add(flight);
    return flight;
  }

  answer(flight: Flight): void {
    flight.answered = true;
    this.#release(flight);
  }

  /** Settles every batch that ends at or before the watermark. */
  settleUpTo(watermark: number): void {
    for (const flight of this.#flights) if (flight.last <= watermark) this.#settle(flight);
  }

  /** Gives up every batch: it will be read and sent again. */
  giveUp(): void {
    for (const flight of this.#flights) this.#settle(flight);
  }

  /** The end of the unbroken run of answered batches at the front; 0 when the first is still unanswered. */
  answeredUpTo(): number {
    let last = 0;
    for (const flight of this.#flights) {
      if (flight.settled) continue;
      if (!flight.answered) return last;
      last = flight.last;
    }
    return last;
  }

  #settle(flight: Flight): void {
    flight.settled = true;
    this.#release(flight);
  }

  #release(flight: Flight): void {
    if (flight.answered && flight.settled) this.#flights.delete(flight);
  }
}
