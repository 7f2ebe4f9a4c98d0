/**
 * How much the embedded broker retains: its memory lies outside the heap that is bounded for its thread. What is above
 * is delivered to whoever is there and then forgotten, because refusing would close the connection of an honest kiosk.
 */
const MOST_TOPICS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

export class RetainedBounds {
  readonly #bytes = new Map<string, number>();
  #total = 0;

  /** Accounts for a retained message; false when it must not be kept. An empty one clears its topic. */
  admits({ topic, payload }: { topic: string; payload: string | Buffer }): boolean {
    const before = this.#bytes.get(topic) ?? 0;
    const length = Buffer.byteLength(payload);
    if (length === 0) {
      this.#bytes.delete(topic);
      this.#total -= before;
      return true;
    }
    const size = length + Buffer.byteLength(topic);
    const isNew = !this.#bytes.has(topic);
    if (isNew && this.#bytes.size >= MOST_TOPICS) return false;
    if (this.#total - before + size > MOST_BYTES && size > before) return false;
    this.#bytes.set(topic, size);
    this.#total += size - before;
    return true;
  }
}
