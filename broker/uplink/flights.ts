/**
 * The window of batches under way. A slot is free again when the broker has answered the PUBLISH *and* the batch is
 * settled: acknowledged by the platform or given up for another sending. So sending again never puts more on the wire
 * than the window allows.
 */
import type { Lane } from './lanes.ts';
import type { Run, Runs } from '../runs.ts';

export interface Flight {
  readonly lane: Lane;
  /** Sequences of the batch. */
  readonly runs: readonly Run[];
  readonly bytes: number;
  /** Place in the order of sending. */
  readonly order: number;
  /** PUBACK came, or the publish failed. */
  answered: boolean;
  /** Acknowledged, or given up. */
  settled: boolean;
  /** Runs while the platform is waited for. */
  timer: { cancel(): void } | undefined;
}

export class Flights {
  readonly #flights = new Set<Flight>();
  #order = 0;
  #latestAcknowledged = 0;

  /** Slots taken. */
  get size(): number {
    return this.#flights.size;
  }

  /** True while a batch waits for the platform. */
  get waiting(): boolean {
    for (const flight of this.#flights) if (!flight.settled) return true;
    return false;
  }

  taken(): Record<Lane, number> {
    const taken = { live: 0, backlog: 0 };
    for (const { lane } of this.#flights) taken[lane] += 1;
    return taken;
  }

  /** Bytes of this lane that the broker has not answered yet. */
  unanswered(lane: Lane): number {
    let bytes = 0;
    for (const flight of this.#flights) if (flight.lane === lane && !flight.answered) bytes += flight.bytes;
    return bytes;
  }

  add(lane: Lane, batch: { runs: readonly Run[]; bytes: number }): Flight {
    this.#order += 1;
    const flight: Flight = {
      lane,
      runs: batch.runs,
      bytes: batch.bytes,
      order: this.#order,
      answered: false,
      settled: false,
      timer: undefined,
    };
    this.#flights.add(flight);
    return flight;
  }

  answer(flight: Flight): void {
    flight.answered = true;
    this.#release(flight);
  }

  /** Settles every batch that is acknowledged as a whole. */
  settle(acknowledged: Runs): void {
    for (const flight of this.#flights) {
      if (flight.settled || !flight.runs.every(([first, last]) => acknowledged.covers(first, last))) continue;
      this.#latestAcknowledged = Math.max(this.#latestAcknowledged, flight.order);
      this.giveUp(flight);
    }
  }

  /** True when a batch that was sent after this one is acknowledged: this one, or its answer, was lost. */
  isOvertaken(flight: Flight): boolean {
    return flight.order < this.#latestAcknowledged;
  }

  /** It is not waited for any more: it was acknowledged, or it will be read and sent again. */
  giveUp(flight: Flight): void {
    flight.settled = true;
    flight.timer?.cancel();
    flight.timer = undefined;
    this.#release(flight);
  }

  giveUpAll(): void {
    for (const flight of this.#flights) this.giveUp(flight);
  }

  #release(flight: Flight): void {
    if (flight.answered && flight.settled) this.#flights.delete(flight);
  }
}
