/** A simulated Zigbee sensor with its bridge: publishes as Zigbee2MQTT does, and misbehaves on demand. */
import { FaultyPublisher, type MessageFault, type Publish } from './simulated-messages.ts';

export interface SimulatedZigbeeOptions {
  publish: Publish;
  /** Default `zigbee2mqtt`. */
  base?: string;
  /** Friendly name of the device. */
  name: string;
}

export class SimulatedZigbee {
  readonly topic: string;
  readonly #base: string;
  readonly #out: FaultyPublisher;

  constructor({ publish, base = 'zigbee2mqtt', name }: SimulatedZigbeeOptions) {
    this.#base = base;
    this.topic = `${base}/${name}`;
    this.#out = new FaultyPublisher(publish);
  }

  bridge(isOnline: boolean): void {
    this.#out.send(`${this.#base}/bridge/state`, state(isOnline), true);
  }

  available(isOnline: boolean): void {
    this.#out.send(`${this.topic}/availability`, state(isOnline), true);
  }

  occupied(occupancy: boolean): void {
    this.#state({ occupancy, illuminance: 12 });
  }

  /** Zigbee's `contact` is true while the magnet is at the switch. */
  door(isOpen: boolean): void {
    this.#state({ contact: !isOpen });
  }

  press(action: string): void {
    this.#state({ action });
  }

  misbehave(fault: MessageFault): void {
    this.#out.misbehave(fault);
  }

  #state(fields: object): void {
    this.#out.send(this.topic, JSON.stringify({ ...fields, battery: 97, linkquality: 80 }));
  }
}

function state(isOnline: boolean): string {
  return JSON.stringify({ state: isOnline ? 'online' : 'offline' });
}
