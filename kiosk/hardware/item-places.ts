/** The filter that turns reads of radio tags into pieces in places, for the antennas that the device files name. */
import { Value } from 'typebox/value';
import {
  PresenceFilter,
  PresenceFilterOptions,
  type AntennaPlace,
  type ItemView,
} from '../../device/presence/presence-filter.ts';
import type { EpcReading, ItemReading } from '../../device/ports.ts';
import type { Clock } from '../../broker/ports.ts';
import type { Means } from '../device-files/device-file.ts';

export interface ItemPlacesOptions {
  clock: Clock;
  /** Where the defaults do not fit the antennas. */
  filter: Partial<PresenceFilterOptions>;
  emit: (reading: ItemReading) => void;
}

/** A reader whose file names no antennas has all of them in one place. */
const MOST_ANTENNAS = 32;

export class ItemPlaces {
  readonly #options: ItemPlacesOptions;
  #antennas: readonly AntennaPlace[] = [];
  #filter: PresenceFilter | undefined;
  /** Readers that are away, whichever antennas they have. */
  readonly #offline = new Set<string>();

  constructor(options: ItemPlacesOptions) {
    this.#options = options;
  }

  /** The antennas as they are now; everything leaves its place when they changed, and comes in anew. */
  set(named: readonly AntennaPlace[]): void {
    // A file that was saved again comes last: that alone must not empty the rooms.
    const antennas = named.toSorted(bySource);
    if (JSON.stringify(antennas) === JSON.stringify(this.#antennas)) return;
    this.stop();
    this.#antennas = antennas;
    if (antennas.length === 0) return;
    const { clock, emit, filter } = this.#options;
    const options = Value.Default(PresenceFilterOptions, { ...filter }) as PresenceFilterOptions;
    this.#filter = new PresenceFilter({ clock, emit, antennas, options });
    for (const device of this.#offline) this.#filter.setOnline(device, false);
  }

  items(): readonly ItemView[] {
    return this.#filter?.items() ?? [];
  }

  take(reading: EpcReading): void {
    this.#filter?.take(reading);
  }

  /** That a reader that is away reads nothing says nothing. */
  setOnline(device: string, isOnline: boolean): void {
    if (isOnline) this.#offline.delete(device);
    else this.#offline.add(device);
    this.#filter?.setOnline(device, isOnline);
  }

  stop(): void {
    this.#filter?.stop();
    this.#filter = undefined;
    this.#antennas = [];
  }
}

function bySource(a: AntennaPlace, b: AntennaPlace): number {
  return a.source.localeCompare(b.source) || a.antenna - b.antenna;
}

/** Drivers whose devices read radio tags; the others have no antennas, and a place without one would mislead the filter. */
const EPC_DRIVERS: ReadonlySet<string> = new Set(['m100', 'uhfreader18', 'thingmagic', 'impinj', 'zebra']);

/** The antennas of one device. @param driver Undefined for a device whose antennas are all named. */
export function antennasOf(
  { id: source, driver }: { id: string; driver?: string },
  means: Means | undefined,
): AntennaPlace[] {
  if (driver !== undefined && !EPC_DRIVERS.has(driver)) return [];
  const named = Object.entries(means?.antennas ?? {});
  if (named.length > 0)
    return named.map(([antenna, { room }]) => ({ source, antenna: Number(antenna), place: room }));
  const place = means?.display;
  if (place === undefined || driver === undefined) return [];
  return Array.from({ length: MOST_ANTENNAS }, (_, index) => ({ source, antenna: index + 1, place }));
}
