/** From a scanner's frames to codes, and from codes to those that a display needs: each once while it is in sight. */
import type { Decoder, Interpreter, InterpreterContext } from '../driver.ts';
import type { CodeReading, Reading } from '../ports.ts';
import { decodeCode } from './code.ts';
import type { BarcodeFrame } from './framer.ts';
import type { BarcodeOptions } from './options.ts';

export class BarcodeDecoder implements Decoder<BarcodeFrame> {
  readonly #source: string;
  readonly #options: BarcodeOptions;

  constructor(source: string, options: BarcodeOptions) {
    this.#source = source;
    this.#options = options;
  }

  decode(frame: BarcodeFrame, at: string): Reading[] {
    const code = decodeCode(frame.data, this.#options);
    return code === undefined ? [] : [{ kind: 'code', source: this.#source, ...code, at }];
  }

  reset(): void {
    // Every code stands for itself.
  }
}

/** A scanner on a stand reads what lies in front of it over and over. */
export class BarcodeInterpreter implements Interpreter {
  readonly #context: InterpreterContext<BarcodeOptions>;
  #last: { reading: CodeReading; atMs: number } | undefined;

  constructor(context: InterpreterContext<BarcodeOptions>) {
    this.#context = context;
  }

  take(reading: Reading): void {
    if (reading.kind !== 'code') return;
    const { clock, options } = this.#context;
    const last = this.#last;
    const atMs = clock.now();
    this.#last = { reading, atMs };
    const isSame = last?.reading.text === reading.text && last.reading.symbology === reading.symbology;
    if (!isSame || atMs - last.atMs >= options.repeatMs) this.#context.emit(reading);
  }

  reset(): void {
    this.#last = undefined;
  }
}
