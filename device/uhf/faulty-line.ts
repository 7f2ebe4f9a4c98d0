/** The way from a simulated reader to the host, which can be told to misbehave. */
import type { Clock, Timer } from '../ports.ts';
import type { UnitRandom } from './epc-field.ts';

/**
 * Of every third frame: `drop` loses a byte, `garble` changes one, `delay` holds back the second half for a moment and
 * all that follows with it, `swap` sends it after the next one. `stuck` sends the last frame over and over whatever was
 * to be sent, `silent` sends nothing, `disconnect` pulls the cable in the middle of the next frame, once.
 */
export type LineFault = 'none' | 'drop' | 'garble' | 'delay' | 'swap' | 'stuck' | 'silent' | 'disconnect';

const FAULTY_EVERY = 3;
export const DELAY_MS = 80;

export interface FaultyLineOptions {
  clock: Clock;
  random: UnitRandom;
  /** Takes the reader's bytes. */
  write(bytes: Uint8Array): void;
  disconnect(): void;
}

export class FaultyLine {
  readonly #options: FaultyLineOptions;
  #fault: LineFault = 'none';
  #count = 0;
  #last: Uint8Array | undefined;
  /** Held back by `swap`. */
  #held: Uint8Array | undefined;
  /** Waiting behind a delayed half. */
  #queue: Uint8Array[] = [];
  #timer: Timer | undefined;

  constructor(options: FaultyLineOptions) {
    this.#options = options;
  }

  misbehave(fault: LineFault): void {
    this.#fault = fault;
  }

  send(frame: Uint8Array): void {
    this.#count += 1;
    if (this.#fault === 'stuck') return this.#put(this.#last ?? frame);
    this.#last = frame;
    const held = this.#held;
    this.#held = undefined;
    this.#spoil(frame);
    if (held !== undefined) this.#put(held);
  }

  /** The power went away: nothing that waits is sent any more. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#queue = [];
    this.#held = undefined;
    this.#last = undefined;
  }

  #spoil(frame: Uint8Array): void {
    const at = Math.floor(this.#options.random() * frame.length);
    if (this.#fault === 'silent') return;
    if (this.#fault === 'disconnect') {
      this.#fault = 'none';
      this.#put(frame.subarray(0, at));
      return this.#options.disconnect();
    }
    if (this.#fault === 'none' || this.#count % FAULTY_EVERY !== 0) return this.#put(frame);
    if (this.#fault === 'garble') this.#put(frame.map((byte, index) => (index === at ? byte ^ 0x55 : byte)));
    else if (this.#fault === 'drop') this.#put(frame.filter((_, index) => index !== at));
    else if (this.#fault === 'swap') this.#held = frame;
    else if (this.#fault === 'delay') this.#delay(frame, at);
    else this.#put(frame);
  }

  #put(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#timer === undefined) this.#options.write(bytes);
    else this.#queue.push(bytes);
  }

  #delay(frame: Uint8Array, at: number): void {
    if (this.#timer !== undefined) return void this.#queue.push(frame);
    this.#put(frame.subarray(0, at));
    this.#queue.push(frame.subarray(at));
    this.#timer = this.#options.clock.setTimer(DELAY_MS, () => {
      this.#timer = undefined;
      for (const bytes of this.#queue.splice(0)) this.#put(bytes);
    });
  }
}
