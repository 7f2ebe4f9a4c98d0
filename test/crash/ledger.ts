/** Every event whose append returned in some process, and where it stands. Checked against what the platform has. */

export interface Entry {
  kiosk: string;
  epoch: string;
  sequence: number;
}

export interface HubEvent extends Entry {
  id: string;
}

export interface Balance {
  /** Promised by an append that returned. */
  promised: number;
  /** At the platform. */
  committed: number;
  /** Promised and not at the platform. */
  lost: number;
  /** At the platform under another number than was promised. */
  misplaced: number;
  /** Ids or numbers that the platform has twice. */
  twice: number;
  /** Numbers between the first and the last of an epoch that the platform does not have. */
  gaps: number;
  /** Committed just before a kill, so that nobody heard of it. */
  unheard: number;
}

export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #newest = new Map<string, number>();

  get size(): number {
    return this.#entries.size;
  }

  promise(id: string, entry: Entry): void {
    this.#entries.set(id, entry);
    const key = `${entry.kiosk} ${entry.epoch}`;
    this.#newest.set(key, Math.max(entry.sequence, this.#newest.get(key) ?? 0));
  }

  /** The highest number that was promised in an epoch; 0 when none was. */
  newest(kiosk: string, epoch: string): number {
    return this.#newest.get(`${kiosk} ${epoch}`) ?? 0;
  }

  balance(events: readonly HubEvent[]): Balance {
    const found = new Map<string, HubEvent>();
    const numbers = new Map<string, Set<number>>();
    let twice = 0;
    for (const event of events) {
      const key = `${event.kiosk} ${event.epoch}`;
      const seen = numbers.get(key) ?? new Set();
      numbers.set(key, seen);
      if (found.has(event.id) || seen.has(event.sequence)) twice += 1;
      found.set(event.id, event);
      seen.add(event.sequence);
    }
    let lost = 0;
    let misplaced = 0;
    for (const [id, entry] of this.#entries) {
      const event = found.get(id);
      if (event === undefined) lost += 1;
      else if (event.sequence !== entry.sequence || event.epoch !== entry.epoch) misplaced += 1;
    }
    const unheard = [...found.keys()].filter((id) => !this.#entries.has(id)).length;
    return {
      promised: this.size,
      committed: events.length,
      lost,
      misplaced,
      twice,
      gaps: gapsIn(numbers),
      unheard,
    };
  }
}

function gapsIn(numbers: ReadonlyMap<string, ReadonlySet<number>>): number {
  let gaps = 0;
  for (const seen of numbers.values()) {
    const [first, last] = [...seen].reduce(
      ([low, high], sequence) => [Math.min(low, sequence), Math.max(high, sequence)],
      [Infinity, 0],
    );
    gaps += last - first + 1 - seen.size;
  }
  return gaps;
}
