/** A simulated ESPHome board: birth, last will, binary sensors and numbers as the MQTT component publishes them. */
import { FaultyPublisher, type MessageFault, type Publish } from './simulated-messages.ts';

export class SimulatedEsphome {
  readonly prefix: string;
  readonly #out: FaultyPublisher;

  constructor({ publish, prefix }: { publish: Publish; prefix: string }) {
    this.prefix = prefix;
    this.#out = new FaultyPublisher(publish);
  }

  /** `false` is what the broker publishes for a board that vanished. */
  online(isOnline: boolean): void {
    this.#out.send(`${this.prefix}/status`, isOnline ? 'online' : 'offline', true);
  }

  binary(objectId: string, isOn: boolean): void {
    this.#out.send(`${this.prefix}/binary_sensor/${objectId}/state`, isOn ? 'ON' : 'OFF', true);
  }

  number(objectId: string, value: number): void {
    this.#out.send(`${this.prefix}/sensor/${objectId}/state`, String(value), true);
  }

  misbehave(fault: MessageFault): void {
    this.#out.misbehave(fault);
  }
}
