/** Lines of a stream that may never end one: bounded. */

export interface SplitLines {
  /** Without their ends; blank ones too. */
  lines: Uint8Array[];
  /** Bytes of lines that were too long. */
  discardedBytes: number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export class LineSplitter {
  readonly #limit: number;
  #pending: Uint8Array[] = [];
  #length = 0;
  /** The rest of a line that was too long is skipped. */
  #isSkipping = false;

  /** @param limit Longest line in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get pendingBytes(): number {
    return this.#length;
  }

  push(chunk: Uint8Array): SplitLines {
    const lines: Uint8Array[] = [];
    let discardedBytes = 0;
    let at = 0;
    while (at < chunk.length) {
      const found = chunk.indexOf(LINE_FEED, at);
      const end = found === -1 ? chunk.length : found;
      discardedBytes += this.#hold(chunk.subarray(at, end));
      at = end + 1;
      if (found === -1) break;
      if (!this.#isSkipping) lines.push(this.#take());
      this.#isSkipping = false;
    }
    return { lines, discardedBytes };
  }

  #hold(part: Uint8Array): number {
    if (this.#isSkipping) return part.length;
    if (this.#length + part.length > this.#limit) {
      const lost = this.#length + part.length;
      this.#pending = [];
      this.#length = 0;
      this.#isSkipping = true;
      return lost;
    }
    if (part.length > 0) this.#pending.push(part.slice());
    this.#length += part.length;
    return 0;
  }

  #take(): Uint8Array {
    const line = new Uint8Array(Buffer.concat(this.#pending));
    this.#pending = [];
    this.#length = 0;
    return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
  }
}
