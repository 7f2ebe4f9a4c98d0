/** A store in this process: the virtual hardware of a kiosk and its presence filter, without screens, hub or events. */
import { DeviceManager } from '../../device/manager.ts';
import type { Clock, Logger, Reading } from '../../device/ports.ts';
import type { LabRequests, LabState } from '../../broker/contract/http.ts';
import { SETTINGS, type DisplayConfig } from '../config/settings.ts';
import { antennasOf, ItemPlaces } from '../hardware/item-places.ts';
import { VirtualHardware } from '../hardware/virtual-hardware.ts';
import { deviceState } from '../host/device-watch.ts';
import { readDemoCards } from '../lab/demo-cards.ts';
import { Lab } from '../lab/lab.ts';
import type { SimulatedStore } from './play.ts';
import { sampleShelf } from './sample-shelf.ts';

export interface LocalStoreOptions {
  clock: Clock;
  /** At least 0, less than 1. */
  random: () => number;
  logger: Logger;
  /** Takes every reading: raw reads of radio tags, and what the filter concludes from them. */
  reading: (reading: Reading) => void;
}

export class LocalStore implements SimulatedStore {
  readonly hardware: VirtualHardware;
  readonly #manager: DeviceManager;
  readonly #places: ItemPlaces;
  readonly #lab: Lab;
  readonly #reading: (reading: Reading) => void;
  #unsubscribe: (() => void) | undefined;

  constructor({ clock, random, logger, reading }: LocalStoreOptions) {
    const displays = (SETTINGS.displays as unknown as { default: DisplayConfig[] }).default;
    const shelf = sampleShelf();
    this.#reading = reading;
    this.hardware = new VirtualHardware(displays, { clock, logger, random });
    this.#manager = new DeviceManager({ clock, logger });
    this.#places = new ItemPlaces({ clock, filter: {}, emit: reading });
    this.#lab = new Lab({
      hardware: this.hardware,
      displays,
      cards: readDemoCards(),
      signedTags: null,
      clock,
      shelf: () => shelf,
      gtinOf: (sku) => shelf.find((product) => product.sku === sku)?.gtin,
      devices: () => this.#manager.health().map(deviceState),
      items: () => this.#places.items(),
      network: { up: () => true, set: () => undefined },
      outboxDepth: () => 0,
    });
  }

  /** Items that the presence filter follows. */
  get items(): number {
    return this.#places.items().length;
  }

  async start(): Promise<void> {
    const devices = this.hardware.devices();
    this.#places.set(devices.flatMap(({ id }) => antennasOf({ id }, this.hardware.meansOf(id))));
    this.#unsubscribe = this.#manager.subscribe({
      reading: (reading) => {
        if (reading.kind === 'epc') this.#places.take(reading);
        this.#reading(reading);
      },
      health: ({ id, status }) => this.#places.setOnline(id, status === 'connected'),
    });
    for (const device of devices) await this.#manager.add(device);
    await this.#manager.start();
  }

  async stop(): Promise<void> {
    this.#lab.stop();
    this.#places.stop();
    await this.#manager.stop();
    this.#unsubscribe?.();
  }

  // oxlint-disable-next-line require-await -- a store elsewhere takes time
  async state(): Promise<LabState> {
    return this.#lab.state();
  }

  async move<N extends keyof LabRequests>(name: N, body: LabRequests[N]): Promise<LabState> {
    await (this.#lab[name] as (request: LabRequests[N]) => void | Promise<void>).call(this.#lab, body);
    return this.#lab.state();
  }
}
