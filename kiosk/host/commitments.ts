/** Tells who asked once the platform has committed an event: "sent" on a screen is true then, not before. */

interface Waiting {
  sequence: number;
  done: () => void;
}

/** A screen does not need more than a few; the oldest give way. */
const MOST = 200;

export class Commitments {
  #waiting: Waiting[] = [];

  when(sequence: number, done: () => void): void {
    this.#waiting.push({ sequence, done });
    if (this.#waiting.length > MOST) this.#waiting.shift();
  }

  /** Every event up to and with `sequence` is committed, and those in the runs of `ahead`. */
  committed(sequence: number, ahead: readonly (readonly [number, number])[] = []): void {
    const isCommitted = (one: Waiting): boolean =>
      one.sequence <= sequence ||
      ahead.some(([first, last]) => first <= one.sequence && one.sequence <= last);
    const due = this.#waiting.filter(isCommitted);
    this.#waiting = this.#waiting.filter((one) => !isCommitted(one));
    for (const { done } of due) done();
  }
}
