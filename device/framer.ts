/** What cuts a stream of bytes into frames, whatever the protocol. */

export interface FramerOutput<Frame> {
  frames: Frame[];
  /** Bytes given up in this call: they belong to no frame. */
  discardedBytes: number;
}

/**
 * Cuts a stream into frames. It never throws, holds back a bounded number of bytes, and finds the next good frame
 * behind whatever garbage. Every byte is accounted for: those of frames, those discarded, those pending.
 */
export interface Framer<Frame> {
  push(chunk: Uint8Array): FramerOutput<Frame>;
  /** The line ended: what is pending will not be completed. Frames hidden behind a false start come out. */
  flush(): FramerOutput<Frame>;
  /**
   * The line fell silent for a moment. Whole frames behind a false start come out; what may still be completed stays.
   * Absent where silence itself ends a frame: then `flush` is called.
   */
  settle?(): FramerOutput<Frame>;
  /** Forgets what is pending, e.g. after a reconnection, and says how many bytes that were. */
  reset(): number;
  /** Bytes held back because they may begin a frame. */
  readonly pendingBytes: number;
}
