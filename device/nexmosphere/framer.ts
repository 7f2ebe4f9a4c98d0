/**
 * Cuts a stream into X-talk lines. A controller ends them with CR LF; CR or LF alone does as well, and is not waited
 * beyond: a line is handed out at its CR.
 *
 * An opening bracket inside of brackets is taken for the next line: one that was cut short never hides the one behind
 * it. What does not fit the grammar to its end is given up byte by byte.
 */
import { latin1 } from '../bytes.ts';
import type { Framer, FramerOutput } from '../framer.ts';
import { MAX_TEXT, parseCommand, type XTalkCommand } from './command.ts';

export interface XTalkFrame {
  command: XTalkCommand;
  /** Length in bytes up to the CR, or the LF where there is no CR. */
  bytes: number;
}

const LONGEST_HEAD = 'X001A['.length;
/** The most that is ever held back. */
export const MAX_LINE = LONGEST_HEAD + MAX_TEXT + ']'.length;

type Part = number | 'incomplete' | 'none';

const CR = 0x0d;
const LF = 0x0a;
const CLOSE = 0x5d;
const SPACE = 0x20;
const TILDE = 0x7e;
const TYPES = new Set(Buffer.from('XGSD'));
const FORMATS = new Set(Buffer.from('ABS'));
const X = 0x58;
const R = 0x52;
const OPEN = 0x5b;
const ZERO = 0x30;
const NINE = 0x39;

export class XTalkFramer implements Framer<XTalkFrame> {
  #pending: Uint8Array = new Uint8Array();
  /** The last byte ended a line by CR. */
  #afterCr = false;
  #lateBytes = 0;

  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** Line feeds since construction that came behind the CR which ended a line: neither in a frame nor discarded. */
  get lateBytes(): number {
    return this.#lateBytes;
  }

  push(chunk: Uint8Array): FramerOutput<XTalkFrame> {
    const bytes = new Uint8Array(this.#pending.length + chunk.length);
    bytes.set(this.#pending);
    bytes.set(chunk, this.#pending.length);
    return this.#search(bytes, false);
  }

  /** A last line needs no end. */
  flush(): FramerOutput<XTalkFrame> {
    return this.#search(this.#pending, true);
  }

  reset(): number {
    const count = this.#pending.length;
    this.#pending = new Uint8Array();
    this.#afterCr = false;
    return count;
  }

  #search(bytes: Uint8Array, isLast: boolean): FramerOutput<XTalkFrame> {
    const frames: XTalkFrame[] = [];
    let discardedBytes = 0;
    let at = 0;
    while (at < bytes.length) {
      const found = this.#afterCr && bytes[at] === LF ? 'late' : frameAt(bytes, at, isLast);
      if (found === 'incomplete' && !isLast) break;
      this.#afterCr = false;
      if (found === 'late') this.#lateBytes += 1;
      else if (typeof found === 'string') discardedBytes += 1;
      else {
        frames.push(found);
        this.#afterCr = bytes[at + found.bytes - 1] === CR;
      }
      at += typeof found === 'string' ? 1 : found.bytes;
    }
    this.#pending = bytes.slice(at);
    return { frames, discardedBytes };
  }
}

function frameAt(bytes: Uint8Array, at: number, isLast: boolean): XTalkFrame | 'incomplete' | 'none' {
  const start = headEnd(bytes, at);
  if (typeof start === 'string') return start;
  const close = textEnd(bytes, start, isLast);
  if (typeof close === 'string') return close;
  const command = parseCommand(latin1(bytes.subarray(at, close + 1)));
  if (command === undefined) return 'none';
  return { command, bytes: Math.min(close + 2, bytes.length) - at };
}

/** Where the text in the brackets begins. */
function headEnd(bytes: Uint8Array, at: number): Part {
  if (!TYPES.has(bytes[at] ?? 0)) return 'none';
  if (bytes[at] === X && bytes[at + 1] === R) return bracketAt(bytes, at + 'XR'.length);
  for (let index = at + 1; index <= at + 3; index += 1) {
    const digit = bytes[index];
    if (digit === undefined) return 'incomplete';
    if (digit < ZERO || digit > NINE) return 'none';
  }
  const format = bytes[at + 4];
  if (format === undefined) return 'incomplete';
  return FORMATS.has(format) ? bracketAt(bytes, at + LONGEST_HEAD - 1) : 'none';
}

function bracketAt(bytes: Uint8Array, at: number): Part {
  const byte = bytes[at];
  if (byte === undefined) return 'incomplete';
  return byte === OPEN ? at + 1 : 'none';
}

/** Where the closing bracket is: one that ends the line. */
function textEnd(bytes: Uint8Array, start: number, isLast: boolean): Part {
  for (let index = start; index <= start + MAX_TEXT; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return 'incomplete';
    if (byte < SPACE || byte > TILDE) return 'none';
    if (byte !== CLOSE) continue;
    const next = bytes[index + 1];
    if (next === undefined) return isLast ? index : 'incomplete';
    if (next === CR || next === LF) return index;
  }
  return 'none';
}
