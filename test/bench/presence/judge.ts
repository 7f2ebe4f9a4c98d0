/** Compares what a filter says with where the garments really are, moment by moment. */

export interface Score {
  /** Of the moments in which a garment was said to be in a room, the share in which it was. */
  precision: number;
  /** Of the moments in which a garment was in a room, the share in which it was said to be. */
  recall: number;
  /** From coming and going to its being said (ms), ascending. */
  enterMs: number[];
  leaveMs: number[];
  /** Garments said to have entered a room in which they never were. */
  strangers: number;
}

interface Track {
  truth: number | undefined;
  since: number;
  told: number | undefined;
  pending: 'enter' | 'leave' | undefined;
  before: number | undefined;
}

export class Judge {
  readonly #graceMs: number;
  readonly #tracks = new Map<string, Track>();
  readonly #counts = { right: 0, wrong: 0, missed: 0 };
  readonly #enterMs: number[] = [];
  readonly #leaveMs: number[] = [];
  #strangers = 0;

  /** @param graceMs A change counts only so long after it happened. */
  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  isIn(epc: string, room: number | undefined, now: number): void {
    const track = this.#track(epc);
    if (track.truth === room) return;
    track.before = track.truth;
    track.truth = room;
    track.since = now;
    track.pending = track.told === room ? undefined : room === undefined ? 'leave' : 'enter';
  }

  told(epc: string, event: { room: number; present: boolean; now: number }): void {
    const { room, present, now } = event;
    const track = this.#track(epc);
    track.told = present ? room : undefined;
    if (present && track.truth !== room && track.before !== room) this.#strangers += 1;
    if (track.pending === 'enter' && track.told === track.truth) this.#enterMs.push(now - track.since);
    else if (track.pending === 'leave' && track.told === undefined) this.#leaveMs.push(now - track.since);
    else return;
    track.pending = undefined;
  }

  /** Judges the moment for every garment that has not just moved. */
  moment(now: number): void {
    for (const { truth, since, told } of this.#tracks.values()) {
      if (now - since < this.#graceMs) continue;
      if (told !== undefined && told === truth) this.#counts.right += 1;
      else {
        if (told !== undefined) this.#counts.wrong += 1;
        if (truth !== undefined) this.#counts.missed += 1;
      }
    }
  }

  score(): Score {
    const { right, wrong, missed } = this.#counts;
    const ascending = (list: number[]): number[] => list.toSorted((a, b) => a - b);
    return {
      precision: right / Math.max(1, right + wrong),
      recall: right / Math.max(1, right + missed),
      enterMs: ascending(this.#enterMs),
      leaveMs: ascending(this.#leaveMs),
      strangers: this.#strangers,
    };
  }

  #track(epc: string): Track {
    const track = this.#tracks.get(epc) ?? {
      truth: undefined,
      since: Number.NEGATIVE_INFINITY,
      told: undefined,
      pending: undefined,
      before: undefined,
    };
    this.#tracks.set(epc, track);
    return track;
  }
}
