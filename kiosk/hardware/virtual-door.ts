/** A virtual contact at the curtain of a fitting room: a Zigbee sensor behind a bridge that is not there either. */
import { parseDriverOptions } from '../../device/driver-options.ts';
import { MemorySource } from '../../device/network/memory-source.ts';
import { MessageDevice } from '../../device/network/message-device.ts';
import type { MessageFault } from '../../device/network/simulated-messages.ts';
import { SimulatedZigbee } from '../../device/network/simulated-zigbee2mqtt.ts';
import { zigbee2mqtt, type Zigbee2mqttOptions } from '../../device/network/zigbee2mqtt.ts';
import type { Device, DeviceHost, Timer } from '../../device/ports.ts';
import type { Manners, VirtualDevice } from './virtual-device.ts';

const NAME = 'curtain';
const DELAY_MS = 1_500;
const FAULTS: Partial<Record<Manners, MessageFault>> = { drop: 'cut', garble: 'garble', silent: 'silent' };

export class VirtualDoor implements VirtualDevice {
  /** drop: messages lack their end; stuck: it repeats what it said before. */
  readonly known: readonly Manners[] = ['none', 'drop', 'delay', 'garble', 'stuck', 'silent', 'disconnect'];
  readonly device: Device;
  readonly #clock: DeviceHost['clock'];
  readonly #source = new MemorySource('virtual curtain');
  readonly #sensor: SimulatedZigbee;
  #manners: Manners = 'none';
  /** As it really is; null until somebody moved it. */
  #isOpen: boolean | null = null;
  #said: boolean | null = null;
  #late: Timer | undefined;

  constructor({ id, ...host }: DeviceHost & { id: string }) {
    this.#clock = host.clock;
    this.#sensor = new SimulatedZigbee({
      name: NAME,
      publish: ({ topic, payload }) => this.#source.feed(topic, payload),
    });
    this.device = new MessageDevice({
      id,
      driver: zigbee2mqtt,
      driverName: 'simulated-zigbee2mqtt',
      // Nothing is heard of a curtain that nobody moves.
      options: parseDriverOptions(zigbee2mqtt, { silenceHours: 0 }) as Zigbee2mqttOptions,
      source: {
        path: this.#source.path,
        open: async (events) => {
          await this.#source.open(events);
          this.#greet();
        },
        close: () => this.#source.close(),
      },
      way: 'topic',
      topic: this.#sensor.topic,
      ...host,
    });
  }

  get manners(): Manners {
    return this.#manners;
  }

  get isOpen(): boolean | null {
    return this.#isOpen;
  }

  move(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#late?.cancel();
    if (this.#manners === 'disconnect') return this.#source.drop();
    const tell = (): void => {
      this.#said = this.#manners === 'stuck' ? (this.#said ?? isOpen) : isOpen;
      this.#sensor.door(this.#said);
    };
    if (this.#manners !== 'delay') return tell();
    this.#late = this.#clock.setTimer(DELAY_MS, tell);
  }

  misbehave(manners: Manners): void {
    if (!this.known.includes(manners)) return;
    const wasPulled = this.#manners === 'disconnect';
    this.#manners = manners;
    this.#sensor.misbehave(FAULTS[manners] ?? 'none');
    if (wasPulled) this.plug();
  }

  /** A sensor that is back says how things stand. */
  plug(): void {
    this.#source.restore();
    this.#greet();
    if (this.#isOpen !== null) this.#sensor.door(this.#isOpen);
  }

  unplug(): void {
    this.#late?.cancel();
    this.#source.drop();
  }

  /** What the bridge tells about itself and the sensor to whoever begins to listen. */
  #greet(): void {
    this.#sensor.bridge(true);
    this.#sensor.available(true);
  }
}
