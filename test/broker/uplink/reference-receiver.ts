/**
 * What any platform must do with batches, in its smallest form: keep events by id, prove gaps by epoch and sequence,
 * and acknowledge the end of the unbroken run, and the runs beyond it. Tests tell it when to stay silent.
 */
import * as assert from 'uvu/assert';
import type { CloudEvent } from '../../../broker/contract/events.ts';
import type { MemoryBroker } from '../../../broker/link/memory-broker.ts';

/** As many as the contract allows in one acknowledgement. */
const MOST_RUNS = 200;

export class ReferenceReceiver {
  readonly events = new Map<string, CloudEvent>();
  readonly batches: number[] = [];
  readonly watermarks: number[] = [];
  /** Events that came more than once. */
  repeats = 0;
  deaf = false;
  silent = false;
  readonly #watermarkOf = new Map<string, number>();
  readonly #seen = new Map<string, Set<number>>();
  readonly #publish: (payload: string) => void;

  constructor(publish: (payload: string) => void) {
    this.#publish = publish;
  }

  static at(broker: MemoryBroker, subtree: string): ReferenceReceiver {
    const receiver = new ReferenceReceiver((payload) => broker.publish(`${subtree}ack/events`, payload));
    broker.observe(`${subtree}evt/batch`, ({ payload }) => receiver.receive(payload));
    return receiver;
  }

  receive(payload: string): void {
    if (this.deaf) return;
    const batch = JSON.parse(payload) as CloudEvent[];
    this.batches.push(batch.length);
    for (const event of batch) this.#take(event);
    const epoch = batch[0]?.epoch ?? '';
    if (!this.silent) this.acknowledge(epoch);
  }

  /** Says, or says again, how far this epoch is committed. */
  acknowledge(epoch: string): void {
    const sequence = this.#watermarkOf.get(epoch) ?? 0;
    this.watermarks.push(sequence);
    const ahead = this.#runsBeyond(epoch, sequence);
    this.#publish(JSON.stringify({ epoch, sequence, ...(ahead.length > 0 && { ahead }) }));
  }

  watermark(epoch: string): number {
    return this.#watermarkOf.get(epoch) ?? 0;
  }

  #runsBeyond(epoch: string, sequence: number): [number, number][] {
    const runs: [number, number][] = [];
    const beyond = [...(this.#seen.get(epoch) ?? [])].filter((one) => one > sequence);
    for (const one of beyond.sort((a, b) => a - b)) {
      const run = runs.at(-1);
      if (run && one === run[1] + 1) run[1] = one;
      else runs.push([one, one]);
    }
    return runs.slice(0, MOST_RUNS);
  }

  #take(event: CloudEvent): void {
    const known = this.events.get(event.id);
    if (known) this.repeats += 1;
    if (known?.epoch === event.epoch)
      assert.is(known.sequence, event.sequence, 'an id keeps its place in its epoch');
    this.events.set(event.id, event);
    const seen = this.#seen.get(event.epoch) ?? new Set<number>();
    this.#seen.set(event.epoch, seen.add(event.sequence));
    let end = this.watermark(event.epoch);
    while (seen.has(end + 1)) end += 1;
    this.#watermarkOf.set(event.epoch, end);
  }
}
