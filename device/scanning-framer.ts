/** The framer of every protocol whose frames can be told by looking at them: a scan function says what begins where. */
import type { Framer, FramerOutput } from './framer.ts';

/**
 * What begins at a place: a whole frame of so many bytes, the beginning of one that is not complete yet, or none.
 * A frame whose checksum or end is wrong is `none`: the search goes on one byte later, inside of it.
 */
export type Scan<Frame> = { frame: Frame; length: number } | 'incomplete' | 'none';

/** Looks at `bytes` from `at` on. Must not keep a reference to `bytes`: the buffer is used again. */
export type FrameScan<Frame> = (bytes: Uint8Array, at: number) => Scan<Frame>;

export class ScanningFramer<Frame> implements Framer<Frame> {
  readonly #scan: FrameScan<Frame>;
  readonly #maxFrame: number;
  #pending: Uint8Array = new Uint8Array();

  /** @param maxFrame Longest frame in bytes: the most that is ever held back. */
  constructor(scan: FrameScan<Frame>, maxFrame: number) {
    this.#scan = scan;
    this.#maxFrame = maxFrame;
  }

  get pendingBytes(): number {
    return this.#pending.length;
  }

  push(chunk: Uint8Array): FramerOutput<Frame> {
    return this.#search(this.#joined(chunk), false);
  }

  flush(): FramerOutput<Frame> {
    return this.#search(this.#pending, true);
  }

  /** Garbage can look like the beginning of a long frame: a whole frame inside of it shows that it is none. */
  settle(): FramerOutput<Frame> {
    for (let at = 1; at < this.#pending.length; at += 1) {
      if (typeof this.#scan(this.#pending, at) === 'string') continue;
      const { frames, discardedBytes } = this.#search(this.#pending.subarray(at), false);
      return { frames, discardedBytes: discardedBytes + at };
    }
    return { frames: [], discardedBytes: 0 };
  }

  reset(): number {
    const count = this.#pending.length;
    this.#pending = new Uint8Array();
    return count;
  }

  #joined(chunk: Uint8Array): Uint8Array {
    // As plain bytes: a Buffer's own `slice` would share the chunk's memory instead of copying.
    if (this.#pending.length === 0) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    const bytes = new Uint8Array(this.#pending.length + chunk.length);
    bytes.set(this.#pending);
    bytes.set(chunk, this.#pending.length);
    return bytes;
  }

  /** With `isLast` a frame that is not complete counts as none. */
  #search(bytes: Uint8Array, isLast: boolean): FramerOutput<Frame> {
    const frames: Frame[] = [];
    let discardedBytes = 0;
    let at = 0;
    while (at < bytes.length) {
      const found = this.#scan(bytes, at);
      if (found === 'incomplete' && !isLast && bytes.length - at < this.#maxFrame) break;
      if (found === 'none' || found === 'incomplete') {
        at += 1;
        discardedBytes += 1;
      } else {
        frames.push(found.frame);
        at += found.length;
      }
    }
    // A copy, so that a few bytes do not keep a whole chunk alive.
    this.#pending = at < bytes.length ? bytes.slice(at) : new Uint8Array();
    return { frames, discardedBytes };
  }
}
