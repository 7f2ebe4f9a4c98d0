/** What was received and waits to be committed: in order, bounded in bytes, taken in groups. */
import type { KioskAddress } from '../../contract/topics.ts';

export type WaitingItem =
  | { kind: 'batch'; address: KioskAddress; payload: Uint8Array }
  | { kind: 'floor'; address: KioskAddress; epoch: string; floor: number };

/** Two seconds' worth of what the hub can take; kiosks send again what was dropped. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Several kiosks' batches in one commit, yet not so many that the first waits long for its acknowledgement. */
const GROUP_BYTES = 512 * 1024;
/** What an item costs beside its payload. */
const ITEM_BYTES = 512;

export class Waiting {
  #items: WaitingItem[] = [];
  #bytes = 0;

  get size(): number {
    return this.#items.length;
  }

  /** False when there is no room. */
  add(item: WaitingItem): boolean {
    const bytes = bytesOf(item);
    if (this.#bytes + bytes > MOST_BYTES) return false;
    this.#items.push(item);
    this.#bytes += bytes;
    return true;
  }

  /** The oldest items, as many as one commit takes. */
  take(): WaitingItem[] {
    let bytes = 0;
    let count = 0;
    while (count < this.#items.length && bytes < GROUP_BYTES) {
      bytes += bytesOf(this.#items[count] as WaitingItem);
      count += 1;
    }
    this.#bytes -= bytes;
    return this.#items.splice(0, count);
  }
}

function bytesOf(item: WaitingItem): number {
  return ITEM_BYTES + (item.kind === 'batch' ? item.payload.byteLength : 0);
}
