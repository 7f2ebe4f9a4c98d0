/**
 * How far one epoch is: what was sent, what of it is acknowledged, what the backlog still has to send. An
 * acknowledgement may be forged or stem from before a disk was rolled back, so it counts for what was sent only.
 */
import { Runs, type Run } from '../runs.ts';

export class Progress {
  readonly #sent = new Runs();
  readonly #acknowledged = new Runs();
  readonly #backlog = new Runs();
  /** Sent and lost while others came through: perhaps nobody can read it. */
  readonly #suspect = new Runs();
  /** The newest number that the live lane has sent, or handed to the backlog. */
  #live = 0;

  /**
   * Everything that is not acknowledged is backlog, everything after `last` will be live.
   * @param watermark Numbers up to and with it were acknowledged, perhaps in an earlier run of the program.
   */
  restart(watermark: number, last: number): void {
    this.#sent.add(1, watermark);
    this.#acknowledged.add(1, watermark);
    this.#backlog.clear();
    this.#suspect.clear();
    for (const [first, end] of this.#acknowledged.gaps(1, last)) this.#backlog.add(first, end);
    this.#live = last;
  }

  get live(): number {
    return this.#live;
  }

  /** The next run of the backlog. */
  get backlog(): Run | undefined {
    return this.#backlog.first;
  }

  get acknowledged(): Runs {
    return this.#acknowledged;
  }

  /** Every number up to and with it is acknowledged. */
  get upTo(): number {
    const first = this.#acknowledged.first;
    return first?.[0] === 1 ? first[1] : 0;
  }

  /** What is acknowledged beyond `upTo`. */
  get ahead(): Run[] {
    return this.#acknowledged.above(this.upTo);
  }

  /** The live lane left everything up to `last` behind it: sent, or nothing there. */
  liveSent(last: number): void {
    this.#sent.add(this.#live + 1, last);
    this.#live = Math.max(this.#live, last);
  }

  /** The backlog left these numbers behind it: sent, or nothing there. */
  backlogSent(first: number, last: number): void {
    this.#sent.add(first, last);
    this.#backlog.remove(first, last);
  }

  /** What the live lane will not get to in time becomes backlog. */
  demote(last: number): void {
    this.#backlog.add(this.#live + 1, last);
    this.#live = last;
  }

  /** To be sent again, as far as it is not acknowledged meanwhile. */
  again(runs: Iterable<Run>): void {
    for (const [first, last] of runs) {
      this.#suspect.add(first, last);
      for (const gap of this.#acknowledged.gaps(first, last)) this.#backlog.add(...gap);
    }
  }

  isSuspect(number: number): boolean {
    return this.#suspect.has(number);
  }

  /** Takes an acknowledgement as far as it can be true; answers how many events are new in it. */
  acknowledge(runs: Iterable<Run>): number {
    let fresh = 0;
    for (const [first, last] of new Runs(runs).within(this.#sent)) {
      fresh += this.#acknowledged.add(first, last);
      this.#backlog.remove(first, last);
    }
    return fresh;
  }
}
