/** Finds documents by product id: one array of numbers, instead of a map of a hundred thousand strings. */
import type { Segment } from './segment.ts';

export class IdTable {
  readonly #segment: Segment;
  readonly #slots: Uint32Array;

  constructor(segment: Segment) {
    this.#segment = segment;
    let size = 16;
    while (size < segment.documents * 2) size *= 2;
    this.#slots = new Uint32Array(size);
    const { docId, idBytes } = segment.columns;
    for (let document = 0; document < segment.documents; document += 1) {
      let slot = hash(idBytes.subarray(docId[document], docId[document + 1])) & (size - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = document + 1;
    }
  }

  find(id: string): number | undefined {
    const { docId, idBytes } = this.#segment.columns;
    const wanted = Buffer.from(id);
    const mask = this.#slots.length - 1;
    for (let slot = hash(wanted) & mask; ; slot = (slot + 1) & mask) {
      const document = (this.#slots[slot] ?? 0) - 1;
      if (document < 0) return undefined;
      if (wanted.equals(idBytes.subarray(docId[document], docId[document + 1]))) return document;
    }
  }
}

/** FNV-1a. */
function hash(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
