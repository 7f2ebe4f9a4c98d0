/**
 * Cuts a scanner's bytes into codes. Scanners have no framing but the suffix they are set to; a line without an end is
 * given up at 4 KiB, with everything up to the next suffix, because its rest would be a wrong code.
 */
import type { Framer, FramerOutput } from '../framer.ts';
import type { Suffix } from './options.ts';

export interface BarcodeFrame {
  /** Without the suffix; never empty. */
  data: Uint8Array;
  /** Bytes with the suffix; the LF of a CRLF found by `auto` is in the framer's `trailingBytes`. */
  size: number;
}

/** The longest 2D symbols hold less than 3 KiB. */
export const MAX_CODE = 4_096;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const MAX_SUFFIX = 2;
/** Shorter bursts are pieces of a code. */
const SHORTEST_CODE = 4;
/** Single bytes that end a code. */
const ENDS: Record<Exclude<Suffix, 'crlf' | 'none'>, readonly number[]> = {
  auto: [CR, LF],
  cr: [CR],
  lf: [LF],
  tab: [TAB],
};

export class BarcodeFramer implements Framer<BarcodeFrame> {
  /** The line fell silent for a moment. A suffix will still come; where there is none, `flush` ends the code. */
  readonly settle?: () => FramerOutput<BarcodeFrame>;
  readonly #suffix: Suffix;
  readonly #pending: Uint8Array;
  #length = 0;
  /** The line is too long: its bytes are given up until it ends. */
  #overflown = false;
  #last = 0;
  /** What the line was that a CR has just ended, as long as an LF may follow. */
  #afterCr: 'code' | 'nothing' | undefined;
  #trailingBytes = 0;
  /** `auto` only: whether a suffix has ever come, else whether silence was found to end codes. */
  #habit: 'unknown' | 'suffix' | 'silence' = 'unknown';
  /** Bytes pending at the silence before, and those of them that one burst brought, if it was long enough for a code. */
  #quiet = 0;
  #burst = 0;

  constructor(suffix: Suffix, maxCode: number = MAX_CODE) {
    this.#suffix = suffix;
    this.#pending = new Uint8Array(maxCode + MAX_SUFFIX);
    if (suffix !== 'none') this.settle = () => this.#settle();
  }

  get pendingBytes(): number {
    return this.#length;
  }

  /** LFs that came behind the CR of a code that had been handed out by then: they belong to it. */
  get trailingBytes(): number {
    return this.#trailingBytes;
  }

  push(chunk: Uint8Array): FramerOutput<BarcodeFrame> {
    const output: FramerOutput<BarcodeFrame> = { frames: [], discardedBytes: 0 };
    for (const byte of chunk) this.#take(byte, output);
    return output;
  }

  flush(): FramerOutput<BarcodeFrame> {
    const output: FramerOutput<BarcodeFrame> = { frames: [], discardedBytes: 0 };
    if (this.#suffix === 'none') this.#end(this.#lengthOfCode(), output);
    else if (this.#suffix === 'auto' && this.#habit !== 'suffix') this.#endBursts(output);
    else output.discardedBytes += this.reset();
    this.#overflown = false;
    return output;
  }

  reset(): number {
    const count = this.#length;
    this.#length = 0;
    this.#quiet = 0;
    this.#burst = 0;
    this.#overflown = false;
    this.#afterCr = undefined;
    this.#last = 0;
    return count;
  }

  /**
   * `auto` learns that a scanner sends no suffix, as many do from the factory: two bursts, each long enough for a code,
   * with a silence between and no suffix ever. A slow code has its suffix in the second.
   */
  #settle(): FramerOutput<BarcodeFrame> {
    const output: FramerOutput<BarcodeFrame> = { frames: [], discardedBytes: 0 };
    if (this.#suffix !== 'auto' || this.#habit === 'suffix') return output;
    const isBurst = this.#length - this.#quiet >= SHORTEST_CODE;
    if (isBurst && this.#burst > 0) this.#habit = 'silence';
    if (this.#habit === 'silence') this.#endBursts(output);
    else {
      this.#burst = isBurst && this.#quiet === 0 ? this.#length : 0;
      this.#quiet = this.#length;
    }
    return output;
  }

  #endBursts(output: FramerOutput<BarcodeFrame>): void {
    const [first, length] = [this.#burst, this.#length];
    const isTwo = first > 0 && first < length && !this.#overflown;
    if (isTwo) {
      output.frames.push({ data: this.#pending.slice(0, first), size: first });
      this.#pending.copyWithin(0, first, length);
      this.#length = length - first;
    }
    this.#end(this.#length, output);
  }

  #take(byte: number, output: FramerOutput<BarcodeFrame>): void {
    const afterCr = this.#afterCr;
    this.#afterCr = undefined;
    if (byte === LF && afterCr !== undefined) {
      if (afterCr === 'code') this.#trailingBytes += 1;
      else output.discardedBytes += 1;
      return;
    }
    const suffixBytes = this.#suffixBytes(byte);
    this.#last = byte;
    if (this.#overflown) output.discardedBytes += 1;
    else {
      this.#pending[this.#length] = byte;
      this.#length += 1;
    }
    if (suffixBytes === 0) return this.#giveUpTooLong(output);
    this.#habit = 'suffix';
    const isCode = this.#end(this.#length - suffixBytes, output);
    if (byte === CR && this.#suffix === 'auto') this.#afterCr = isCode ? 'code' : 'nothing';
  }

  #giveUpTooLong(output: FramerOutput<BarcodeFrame>): void {
    // In CRLF mode a CR at the very end may begin the suffix.
    const room = this.#suffix === 'crlf' && this.#last === CR ? 1 : 0;
    if (this.#length <= this.#pending.length - MAX_SUFFIX + room) return;
    output.discardedBytes += this.#length;
    this.#length = 0;
    this.#quiet = 0;
    this.#burst = 0;
    this.#overflown = true;
  }

  /** How many bytes of a suffix end with this byte; 0 where it ends none. */
  #suffixBytes(byte: number): number {
    if (this.#suffix === 'none') return 0;
    if (this.#suffix === 'crlf') return byte === LF && this.#last === CR ? MAX_SUFFIX : 0;
    return ENDS[this.#suffix].includes(byte) ? 1 : 0;
  }

  /** Ends the line: a code of so many bytes, or nothing. */
  #end(length: number, output: FramerOutput<BarcodeFrame>): boolean {
    const isCode = !this.#overflown && length > 0;
    if (isCode) output.frames.push({ data: this.#pending.slice(0, length), size: this.#length });
    else output.discardedBytes += this.#length;
    this.#length = 0;
    this.#quiet = 0;
    this.#burst = 0;
    this.#overflown = false;
    this.#last = 0;
    return isCode;
  }

  /** Line ends that a scanner sends although it is said to send none are no part of the code. */
  #lengthOfCode(): number {
    let length = this.#length;
    while (length > 0 && [TAB, LF, CR].includes(this.#pending[length - 1] ?? 0)) length -= 1;
    return length;
  }
}
