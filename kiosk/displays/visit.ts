/**
 * Which numbers the events of the running session got: whoever takes their consent back takes it back for what has left
 * the kiosk too, and the platform finds those events by their numbers.
 */
import type { CloudEvent } from '../../broker/contract/events.ts';

export interface VisitRanges {
  epoch: string;
  /** First and last of each run, in ascending order and apart. */
  ranges: [number, number][];
}

/** Two displays whose events alternate for hours; beyond it the platform finds the rest by the session of these. */
const MOST_RUNS = 20_000;

export class Visit {
  #sessionId: string | undefined;
  readonly #epochs = new Map<string, [number, number][]>();
  #runs = 0;

  /** Events as they were kept. One of another session begins a new visit; those of none are nobody's. */
  note(events: readonly CloudEvent[]): void {
    for (const { sessionid, epoch, sequence } of events) {
      if (sessionid === undefined) continue;
      if (sessionid !== this.#sessionId) this.forget();
      this.#sessionId = sessionid;
      this.#add(epoch, sequence);
    }
  }

  /** Of that session, per epoch; empty when it is another one, or nothing was kept. */
  of(sessionId: string): VisitRanges[] {
    if (sessionId !== this.#sessionId) return [];
    return [...this.#epochs].map(([epoch, ranges]) => ({ epoch, ranges }));
  }

  forget(): void {
    this.#sessionId = undefined;
    this.#epochs.clear();
    this.#runs = 0;
  }

  #add(epoch: string, sequence: number): void {
    const runs = this.#epochs.get(epoch) ?? [];
    const last = runs.at(-1);
    if (last !== undefined && sequence === last[1] + 1) last[1] = sequence;
    else if (this.#runs < MOST_RUNS) {
      runs.push([sequence, sequence]);
      this.#runs += 1;
    }
    this.#epochs.set(epoch, runs);
  }
}
