/**
 * How much of a backlog may be on its way at once. What the socket holds stands before every live event and keeps the
 * broker's answers waiting, so on a slow line a full window would delay what happens now by half a minute, and never be
 * answered in time. Like TCP: a little more with every quick answer, half of it with a slow one.
 */
import type { Clock } from '../ports.ts';

const LEAST_BYTES = 8_192;
const FIRST_BYTES = 65_536;
/**
 * Two full batches. A line that turns slow has to carry what is on it before a live event, and before the broker's answer
 * is overdue: at 16 kB a second that is eight seconds. With 100 ms there and back it still lets 3,000 events a second go.
 */
const MOST_BYTES = 131_072;
/** On this machine no line turns slow. */
const MOST_BYTES_HERE = 1_048_576;
const QUICK_MS = 500;
const SLOW_MS = 1_000;
/** A difference beyond this is a clock that was set. */
const ABSURD_MS = 120_000;

export class LinePace {
  readonly #clock: Clock;
  readonly #most: number;
  #limit = FIRST_BYTES;
  #sends = 0;
  /** What was sent before the last cut is no evidence against the present limit. */
  #cutAfter = 0;

  /** @param isHere True for a broker on this machine. */
  constructor(clock: Clock, isHere = false) {
    this.#clock = clock;
    this.#most = isHere ? MOST_BYTES_HERE : MOST_BYTES;
  }

  /** Bytes that may be unanswered. */
  get limit(): number {
    return this.#limit;
  }

  /** To be called when a batch is sent; the answer is called when the broker has it. */
  sent(bytes: number): () => void {
    const at = this.#clock.now();
    this.#sends += 1;
    const send = this.#sends;
    return () => {
      const tookMs = this.#clock.now() - at;
      if (tookMs < 0 || tookMs > ABSURD_MS) return;
      if (tookMs <= QUICK_MS) this.#limit = Math.min(this.#most, this.#limit + bytes);
      else if (tookMs >= SLOW_MS && send > this.#cutAfter) this.#cut();
    };
  }

  /** The connection went with batches unanswered. */
  broke(): void {
    this.#cut();
  }

  #cut(): void {
    this.#limit = Math.max(LEAST_BYTES, Math.floor(this.#limit / 2));
    this.#cutAfter = this.#sends;
  }
}
