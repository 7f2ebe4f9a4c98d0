/** A simulated R700: events as the reader writes them, for MQTT, for the lines of its stream, or as a webhook's list. */
import type { Clock } from '../ports.ts';
import { FaultyPublisher, type MessageFault, type Publish } from './simulated-messages.ts';

export interface SimulatedImpinjOptions {
  clock: Clock;
  publish: Publish;
  /** MQTT topic; empty over HTTP. */
  topic?: string;
  /** Older firmware names no event type and no hexadecimal. */
  isOld?: boolean;
}

export interface SimulatedRead {
  /** Hexadecimal. */
  epc: string;
  antenna?: number;
  rssiDbm?: number;
}

export class SimulatedImpinj {
  readonly #options: SimulatedImpinjOptions;
  readonly #out: FaultyPublisher;

  constructor(options: SimulatedImpinjOptions) {
    this.#options = options;
    this.#out = new FaultyPublisher(options.publish);
  }

  read(tag: SimulatedRead): void {
    this.#send(this.#tagEvent(tag));
  }

  /** As a webhook sends them: a list. */
  reads(tags: readonly SimulatedRead[]): void {
    this.#out.send(this.#topic, JSON.stringify(tags.map((tag) => this.#tagEvent(tag))));
  }

  inventory(inventoryStatus: 'idle' | 'running' | 'armed'): void {
    this.#send(this.#event('inventoryStatus', { inventoryStatus }));
  }

  antenna(antennaPort: number, isConnected: boolean): void {
    const type = isConnected ? 'antennaConnected' : 'antennaDisconnected';
    this.#send(this.#event(type, { antennaPort }));
  }

  input(gpi: number, transition: 'low-to-high' | 'high-to-low'): void {
    this.#send(this.#event('gpiTransition', { gpi, transition }));
  }

  misbehave(fault: MessageFault): void {
    this.#out.misbehave(fault);
  }

  get #topic(): string {
    return this.#options.topic ?? '';
  }

  #send(event: object): void {
    this.#out.send(this.#topic, JSON.stringify(event));
  }

  #tagEvent({ epc, antenna = 1, rssiDbm = -55 }: SimulatedRead): object {
    const base64 = Buffer.from(epc, 'hex').toString(this.#options.isOld === true ? 'base64url' : 'base64');
    return this.#event('tagInventory', {
      epc: base64,
      ...(this.#options.isOld === true ? {} : { epcHex: epc.toUpperCase() }),
      antennaPort: antenna,
      peakRssiCdbm: Math.round(rssiDbm * 100),
    });
  }

  #event(type: string, fields: object): object {
    const iso = new Date(this.#options.clock.now()).toISOString();
    return {
      // The reader counts nanoseconds.
      timestamp: iso.replace('Z', '189383Z'),
      hostname: 'impinj-00-00-00',
      ...(this.#options.isOld === true ? {} : { eventType: type }),
      [`${type}Event`]: fields,
    };
  }
}
