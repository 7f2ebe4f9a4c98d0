/** The way from a simulated device to the host, which can be told to misbehave. */
import type { Misbehaviour } from './misbehaviour.ts';
import type { Clock, Timer } from './ports.ts';

/** Default: often enough to be noticed, seldom enough to get by. */
const FAULTY_EVERY = 3;
export const DELAY_MS = 80;

export interface FaultyLineOptions {
  clock: Clock;
  /** At least 0, less than 1; which byte of a frame suffers. Left out: another one each time. */
  random?: () => number;
  /** Every how manieth frame suffers; default 3. */
  every?: number;
  /** Takes the device's bytes. */
  write(bytes: Uint8Array): void;
  /** Pulls the cable, for `disconnect`. Left out: that fault only breaks the frame off. */
  disconnect?: () => void;
}

/** Of a frame that suffers, a byte is lost or changed, the second half is late, or it comes after the next one. */
export class FaultyLine {
  readonly #options: FaultyLineOptions;
  #fault: Misbehaviour = 'none';
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

  misbehave(fault: Misbehaviour): void {
    this.#fault = fault;
  }

  send(frame: Uint8Array): void {
    this.#count += 1;
    if (this.#fault === 'stuck') return this.#put((this.#last ??= frame));
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
    const at = this.#place(frame.length);
    if (this.#fault === 'silent') return;
    if (this.#fault === 'disconnect') {
      this.#fault = 'none';
      this.#put(frame.subarray(0, at));
      return this.#options.disconnect?.();
    }
    const { every = FAULTY_EVERY } = this.#options;
    if (this.#fault === 'none' || this.#count % every !== 0) return this.#put(frame);
    if (this.#fault === 'garble') this.#put(frame.map((byte, index) => (index === at ? byte ^ 0x55 : byte)));
    else if (this.#fault === 'drop') this.#put(frame.filter((_, index) => index !== at));
    else if (this.#fault === 'swap') this.#held = frame;
    else if (this.#fault === 'delay') this.#delay(frame, at);
    else this.#put(frame);
  }

  #place(length: number): number {
    const { random } = this.#options;
    return random === undefined ? this.#count % length : Math.floor(random() * length);
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
