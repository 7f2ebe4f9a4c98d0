/**
 * The platform's end with a memory that stays flat: which numbers came, and how often one came again. It acknowledges as
 * a hub does, up to a watermark and in runs ahead of it.
 */
import type { CloudEvent } from '../../broker/contract/events.ts';
import { Runs } from '../../broker/runs.ts';

const MOST_RUNS = 200;

export class FaultReceiver {
  /** Events that came again. */
  repeats = 0;
  /** Takes everything and says nothing. */
  isSilent = false;
  readonly #streams = new Map<string, Runs>();
  readonly #acknowledge: (payload: string) => void;
  readonly #seen: (event: CloudEvent) => void;

  constructor(acknowledge: (payload: string) => void, seen: (event: CloudEvent) => void = () => undefined) {
    this.#acknowledge = acknowledge;
    this.#seen = seen;
  }

  receive(payload: string): void {
    let batch: CloudEvent[];
    try {
      batch = JSON.parse(payload) as CloudEvent[];
    } catch {
      // Bits turned on the way: what cannot be read is not acknowledged.
      return;
    }
    for (const event of batch) this.#take(event);
    const epoch = batch[0]?.epoch;
    if (epoch !== undefined && !this.isSilent) this.answer(epoch);
  }

  answer(epoch: string): void {
    const runs = [...(this.#streams.get(epoch) ?? [])];
    const sequence = runs[0]?.[0] === 1 ? runs[0][1] : 0;
    const ahead = runs.slice(sequence === 0 ? 0 : 1, MOST_RUNS);
    this.#acknowledge(JSON.stringify({ epoch, sequence, ...(ahead.length > 0 && { ahead }) }));
  }

  /** How many different events of an epoch came. */
  count(epoch: string): number {
    return this.#streams.get(epoch)?.count ?? 0;
  }

  #take(event: CloudEvent): void {
    const runs = this.#streams.get(event.epoch) ?? new Runs();
    this.#streams.set(event.epoch, runs);
    if (runs.add(event.sequence, event.sequence) > 0) this.#seen(event);
    else this.repeats += 1;
  }
}
