/**
 * Answers a scanner that waits for the host after every code (Honeywell “Host ACK”, on where its configuration says
 * HSTACK1): the command is ESC, the beep's number, and a comma.
 */
import type { LineSession, SessionContext } from '../driver.ts';
import type { BarcodeFrame } from './framer.ts';
import type { BarcodeOptions } from './options.ts';

/** ESC 7 , : read and understood; the scanner beeps and is ready for the next code. */
export const HONEYWELL_ACK: readonly number[] = [0x1b, 0x37, 0x2c];

export class BarcodeSession implements LineSession<BarcodeFrame> {
  readonly #context: SessionContext<BarcodeOptions>;

  constructor(context: SessionContext<BarcodeOptions>) {
    this.#context = context;
  }

  opened(): void {
    // A scanner speaks when somebody scans.
  }

  frame(): void {
    if (this.#context.options.acknowledge === 'none') return;
    // A scanner that went away meanwhile needs no answer; the link notices by itself.
    this.#context.write(Uint8Array.from(HONEYWELL_ACK)).catch(() => undefined);
  }

  closed(): void {
    // Nothing is kept.
  }
}
