/** From the bytes of a device to lines of readings: the driver's own framer and decoder, and nothing else. */
import type { Decoder, StreamDriver } from '../../device/driver.ts';
import type { Framer, FramerOutput } from '../../device/framer.ts';
import type { Clock, Reading, Timer } from '../../device/ports.ts';
import { readingToJson } from './reading-json.ts';

/** The last line: what was understood, and what was not. */
export interface SniffEnd {
  kind: 'end';
  /** Whole frames, also acknowledgements, keep-alives and answers without a tag. */
  frames: number;
  /** Bytes that belong to no frame. */
  discardedBytes: number;
}

export interface SnifferOptions {
  driver: StreamDriver;
  /** Validated against the driver's schema. */
  options: object;
  clock: Clock;
  print(line: string): void;
  /** Every frame, for a conversation with the device. */
  frame?(frame: unknown): void;
}

export class Sniffer {
  readonly #setup: SnifferOptions;
  readonly #framer: Framer<unknown>;
  readonly #decoder: Decoder<unknown>;
  #gap: Timer | undefined;
  #frames = 0;
  #discardedBytes = 0;

  constructor(setup: SnifferOptions) {
    this.#setup = setup;
    this.#framer = setup.driver.createFramer(setup.options);
    this.#decoder = setup.driver.createDecoder(setup.driver.name, setup.options);
  }

  push(chunk: Uint8Array): void {
    this.#gap?.cancel();
    this.#take(this.#framer.push(chunk));
    const { gapMs } = this.#setup.driver;
    if (gapMs === null || this.#framer.pendingBytes === 0) return;
    this.#gap = this.#setup.clock.setTimer(gapMs, () => {
      this.#take(this.#framer.settle?.() ?? this.#framer.flush());
    });
  }

  /** The input ended, or the person has seen enough. */
  end(): SniffEnd {
    this.#gap?.cancel();
    this.#take(this.#framer.flush());
    this.#discardedBytes += this.#framer.reset();
    return { kind: 'end', frames: this.#frames, discardedBytes: this.#discardedBytes };
  }

  #take({ frames, discardedBytes }: FramerOutput<unknown>): void {
    this.#discardedBytes += discardedBytes;
    const at = new Date(this.#setup.clock.now()).toISOString();
    for (const frame of frames) {
      this.#frames += 1;
      this.#setup.frame?.(frame);
      for (const reading of this.#decoder.decode(frame, at)) this.#print(reading);
    }
  }

  #print(reading: Reading): void {
    this.#setup.print(JSON.stringify(readingToJson(reading)));
  }
}
