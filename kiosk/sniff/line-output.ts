/** Lines to a stream that may be slower than the input, or go away (`tapwall sniff … | head`). */
import type { Writable } from 'node:stream';

export class LineOutput {
  readonly #stream: Writable;
  /** Resolves when nobody reads the output any more. */
  readonly closed: Promise<void>;

  constructor(stream: Writable) {
    this.#stream = stream;
    this.closed = new Promise((resolve) => {
      stream.on('error', () => resolve());
    });
  }

  write(line: string): void {
    if (!this.#stream.destroyed) this.#stream.write(`${line}\n`);
  }

  /** Calls back once the reader has caught up; at once when it has. */
  whenDrained(go: () => void): void {
    if (this.#stream.writableNeedDrain) this.#stream.once('drain', go);
    else go();
  }
}
