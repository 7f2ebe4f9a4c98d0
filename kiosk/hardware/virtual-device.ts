/** A virtual device as the lab and scenarios handle it: its cable and its manners. */
import type { Misbehaviour } from '../../device/misbehaviour.ts';
import type { Device } from '../../device/ports.ts';

/** Beyond what every line can do wrong: `ghost` makes a shelf lose products for a moment that nobody touched. */
export type Manners = Misbehaviour | 'ghost';

export interface VirtualDevice {
  readonly device: Device;
  /** What it can be told to do wrong, `none` first. */
  readonly known: readonly Manners[];
  /** As it was told last. */
  readonly manners: Manners;
  /** Good manners (`none`) also plug in a cable that misbehaviour pulled. Manners it does not know change nothing. */
  misbehave(manners: Manners): void;
  plug(): void | Promise<void>;
  unplug(): void;
}

interface Cable {
  plug(): void | Promise<void>;
  unplug(): void;
}

export interface VirtualLineOptions {
  device: Device;
  cable: Cable;
  known: readonly Manners[];
  misbehave: (manners: Manners) => void;
}

/** Any simulator that has a cable and a switch for its misbehaviour. */
export class VirtualLine implements VirtualDevice {
  readonly device: Device;
  readonly known: readonly Manners[];
  readonly #options: VirtualLineOptions;
  #manners: Manners = 'none';

  constructor(options: VirtualLineOptions) {
    this.#options = options;
    this.device = options.device;
    this.known = options.known;
  }

  get manners(): Manners {
    return this.#manners;
  }

  misbehave(manners: Manners): void {
    if (!this.known.includes(manners)) return;
    const wasPulled = this.#manners === 'disconnect';
    this.#manners = manners;
    this.#options.misbehave(manners);
    if (wasPulled) void this.#options.cable.plug();
  }

  plug(): void | Promise<void> {
    return this.#options.cable.plug();
  }

  unplug(): void {
    this.#options.cable.unplug();
  }
}
