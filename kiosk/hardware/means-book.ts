/** What each device stands for: by its file, else by the displays that list it among their readers and radars. */
import type { Means } from '../device-files/device-file.ts';

export interface ListingDisplay {
  id: string;
  readers: readonly string[];
  radars: readonly string[];
}

export class MeansBook {
  readonly #displays: () => readonly ListingDisplay[];
  readonly #filed = new Map<string, Means>();

  constructor(displays: () => readonly ListingDisplay[]) {
    this.#displays = displays;
  }

  /** @param means Undefined when its file says nothing of it. */
  set(device: string, means: Means | undefined): void {
    if (means === undefined) this.#filed.delete(device);
    else this.#filed.set(device, means);
  }

  /** Undefined when the device stands for nothing. */
  of(device: string): Means | undefined {
    const listing = this.#displays().find(
      ({ readers, radars }) => readers.includes(device) || radars.includes(device),
    );
    const filed = this.#filed.get(device);
    if (listing === undefined) return filed;
    return { display: listing.id, ...filed };
  }
}
