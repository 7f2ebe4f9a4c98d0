/** A virtual pick-up shelf: a controller with an antenna under each of four products. */
import { MISBEHAVIOURS } from '../../device/misbehaviour.ts';
import { SimulatedNexmosphereDevice } from '../../device/nexmosphere/simulated-nexmosphere.ts';
import type { DeviceHost } from '../../device/ports.ts';
import type { Means } from '../device-files/device-file.ts';
import { VirtualLine } from './virtual-device.ts';

const PLACES = [1, 2, 3, 4] as const;
const MODEL = 'XRDR1';

export interface ShelfPlace {
  /** Address of the antenna; the tag of its product has the same number. */
  unit: number;
  product: string;
  lifted: boolean;
}

export class VirtualShelf extends VirtualLine {
  readonly #device: SimulatedNexmosphereDevice;
  readonly #display: string;
  #products: readonly string[] = [];
  readonly #lifted = new Set<number>();

  constructor({ id, display, clock, logger }: DeviceHost & { id: string; display: string }) {
    const device = new SimulatedNexmosphereDevice({
      id,
      elements: Object.fromEntries(PLACES.map((unit) => [unit, MODEL])),
      options: { channels: PLACES.length },
      clock,
      logger,
    });
    super({
      device,
      cable: device.transport,
      known: [...MISBEHAVIOURS, 'ghost'],
      misbehave: (manners) => device.controller.misbehave(manners),
    });
    this.#device = device;
    this.#display = display;
  }

  get means(): Means {
    const tags = this.#products.map((product, index) => [String(index + 1), { product }] as const);
    return { display: this.#display, tags: Object.fromEntries(tags) };
  }

  /** Times that an antenna lost a product for a moment that nobody touched. */
  get ghosts(): number {
    return this.#device.controller.ghosts;
  }

  get places(): ShelfPlace[] {
    return this.#products.map((product, index) => ({
      unit: index + 1,
      product,
      lifted: this.#lifted.has(index + 1),
    }));
  }

  /** Puts products on it, one to an antenna, as before opening time. */
  stock(products: readonly string[]): void {
    this.#products = products.slice(0, PLACES.length);
    for (const { unit } of this.places)
      if (!this.#lifted.has(unit)) this.#device.controller.place(unit, unit);
  }

  /** False where no product is. */
  move(unit: number, lifted: boolean): boolean {
    const place = this.places.find((one) => one.unit === unit);
    if (place === undefined) return false;
    if (place.lifted === lifted) return true;
    if (lifted) {
      this.#lifted.add(unit);
      this.#device.controller.lift(unit, unit);
    } else {
      this.#lifted.delete(unit);
      this.#device.controller.place(unit, unit);
    }
    return true;
  }
}
