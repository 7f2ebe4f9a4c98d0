/** What the writer had promised by a moment of the recording, from the lines it printed. */
import type { DiskOp } from './disk-op.ts';

export interface Place {
  epoch: string;
  sequence: number;
}

export interface Promised {
  /** Durable by id: the append had returned. */
  durable: Map<string, Place>;
  /** Withdrawn for good: must not be there any more. */
  withdrawn: Set<string>;
}

export class Promises {
  readonly #durable = new Map<string, Place>();
  readonly #withdrawn = new Set<string>();

  /**
   * @param ops The whole recording. What its first start found counts from the beginning: a file that was damaged
   * before can only hold that much, and no moment of its repair may lose any of it.
   */
  constructor(ops: readonly DiskOp[]) {
    for (const op of ops) {
      if (op.kind !== 'mark') continue;
      if (!op.text.startsWith('V ')) break;
      this.#take(op.text);
    }
  }

  take(op: DiskOp): void {
    if (op.kind === 'mark') this.#take(op.text);
  }

  now(): Promised {
    return { durable: this.#durable, withdrawn: this.#withdrawn };
  }

  #take(text: string): void {
    const [mark, ...words] = text.split(' ');
    if (mark === 'V' || mark === 'A') {
      const [id = '', epoch = '', sequence] = words;
      this.#durable.set(id, { epoch, sequence: Number(sequence) });
    }
    if (mark === 'K') this.#acknowledged(String(words[0]), Number(words[1]));
    if (mark === 'W') this.#durable.delete(String(words[0]));
    if (mark === 'w') this.#withdrawn.add(String(words[0]));
  }

  #acknowledged(epoch: string, last: number): void {
    for (const [id, place] of this.#durable)
      if (place.epoch === epoch && place.sequence <= last) this.#durable.delete(id);
  }
}
