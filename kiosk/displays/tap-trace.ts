/**
 * Where the time of a tap goes: one record per tap, the last hundred kept, nothing of a shopper in it.
 * Times are epoch milliseconds with fractions; the browser's clock is the kiosk's, both run on one machine.
 */

export interface TapTrace {
  tap: string;
  display: string;
  /** Content of the tag arrived in this process. */
  read: number;
  identified: number;
  /** The session decided; its events are on disk after `durable`. */
  reduced: number;
  durable: number;
  /** View built from the replica and handed to the socket. */
  sent: number;
  revision: number;
  /** Words and photograph painted, as the browser says. */
  words: number | null;
  photo: number | null;
}

const KEPT = 100;

export class TapTraces {
  readonly #traces: TapTrace[] = [];

  add(trace: TapTrace): void {
    this.#traces.push(trace);
    if (this.#traces.length > KEPT) this.#traces.shift();
  }

  /** The browser painted a revision; the first report counts. */
  painted(report: { display: string; revision: number; part: 'words' | 'photo'; at: number }): void {
    const trace = this.#traces.findLast(
      (one) => one.display === report.display && one.revision === report.revision,
    );
    if (trace && trace[report.part] === null) trace[report.part] = report.at;
  }

  all(): readonly TapTrace[] {
    return this.#traces;
  }
}

/** Epoch milliseconds with fractions, comparable with `performance.timeOrigin + performance.now()` in a browser. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
