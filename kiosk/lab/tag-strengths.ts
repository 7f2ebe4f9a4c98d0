/** What the antennas read of each tag lately: for people who want to see how rooms bleed into each other. */
import type { EpcReading } from '../../device/ports.ts';

/** As long as the filter needs to make up its mind. */
const WINDOW_MS = 2_000;
const MOST_TAGS = 64;
const MOST_READS = 64;

interface Read {
  at: number;
  antenna: number;
  dbm: number;
}

export interface TagStrengths {
  /** Strongest read by antenna, in the order of the antennas; null where it was not read. */
  strengths: (number | null)[];
  /** Reads by antenna. */
  reads: number[];
}

export class RecentReads {
  readonly #now: () => number;
  readonly #reads = new Map<string, Read[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  take({ epc, antenna, rssiDbm }: EpcReading): void {
    if (rssiDbm === null || (!this.#reads.has(epc) && this.#reads.size >= MOST_TAGS)) return;
    const reads = [...this.#fresh(epc), { at: this.#now(), antenna, dbm: rssiDbm }];
    this.#reads.set(epc, reads.slice(-MOST_READS));
  }

  /** Nobody is interested in it any more. */
  forget(epc: string): void {
    this.#reads.delete(epc);
  }

  of(epc: string, antennas: readonly number[]): TagStrengths {
    const reads = this.#fresh(epc);
    const at = antennas.map((antenna) => reads.filter((read) => read.antenna === antenna));
    return {
      strengths: at.map((some) => (some.length === 0 ? null : Math.max(...some.map(({ dbm }) => dbm)))),
      reads: at.map((some) => some.length),
    };
  }

  #fresh(epc: string): Read[] {
    const since = this.#now() - WINDOW_MS;
    return (this.#reads.get(epc) ?? []).filter(({ at }) => at > since);
  }
}
