/** A simulated Zebra reader: a fixed one that sends an object per tag, or a sled that sends lists. */
import type { Clock } from '../ports.ts';
import { FaultyPublisher, type MessageFault, type Publish } from './simulated-messages.ts';
import type { SimulatedRead } from './simulated-impinj.ts';

export interface SimulatedZebraOptions {
  clock: Clock;
  publish: Publish;
  topic?: string;
  /** Default `fixed`. */
  model?: 'fixed' | 'sled';
}

export class SimulatedZebra {
  readonly #options: SimulatedZebraOptions;
  readonly #out: FaultyPublisher;
  #eventNum = 0;

  constructor(options: SimulatedZebraOptions) {
    this.#options = options;
    this.#out = new FaultyPublisher(options.publish);
  }

  read(...tags: SimulatedRead[]): void {
    const text =
      this.#options.model === 'sled' ? this.#sled(tags) : tags.map((tag) => this.#fixed(tag)).join('');
    this.#out.send(this.#options.topic ?? '', text);
  }

  heartbeat(): void {
    const event = { type: 'heartbeat', timestamp: this.#now, data: { radioActivity: 'active' } };
    this.#out.send(this.#options.topic ?? '', JSON.stringify(event));
  }

  misbehave(fault: MessageFault): void {
    this.#out.misbehave(fault);
  }

  get #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }

  #fixed({ epc, antenna = 1, rssiDbm = -55 }: SimulatedRead): string {
    this.#eventNum += 1;
    const data = {
      format: 'epc',
      idHex: epc.toLowerCase(),
      peakRssi: rssiDbm,
      antenna,
      channel: 866.3,
      phase: 180,
      eventNum: this.#eventNum,
      reads: 3,
    };
    return JSON.stringify({ data, timestamp: this.#now.replace('Z', '+0000'), type: 'SIMPLE' });
  }

  #sled(tags: readonly SimulatedRead[]): string {
    const tagData = tags.map(({ epc, rssiDbm = -55 }) => {
      this.#eventNum += 1;
      return { EPCid: epc, peakRssi: rssiDbm, seenCount: 14, eventNum: this.#eventNum };
    });
    return JSON.stringify({ type: 'BALANCED_PERFORMANCE', timestamp: this.#now, data: { tagData } });
  }
}
