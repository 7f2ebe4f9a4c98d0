/** What was received and waits to be committed: in order, bounded in bytes, taken in groups. */
import type { KioskAddress } from '../../contract/topics.ts';
import { kioskIdOf } from '../kiosk-key.ts';

export type WaitingItem =
  | { kind: 'batch'; address: KioskAddress; payload: Uint8Array }
  | { kind: 'floor'; address: KioskAddress; epoch: string; floor: number };

/** A few seconds' worth of what the hub can take; kiosks send again what was dropped. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Three times what a kiosk may have under way, so that one that floods the hub keeps nobody else waiting. */
const MOST_OF_ONE = 2 * 1024 * 1024;
/** Several kiosks' batches in one commit, yet not so many that the first waits long for its acknowledgement. */
const GROUP_BYTES = 512 * 1024;
/** What an item costs beside its payload. */
const ITEM_BYTES = 512;

export class Waiting {
  #items: WaitingItem[] = [];
  #bytes = 0;
  readonly #bytesOf = new Map<string, number>();

  get size(): number {
    return this.#items.length;
  }

  /** False when there is no room, for anybody or for this kiosk. */
  add(item: WaitingItem): boolean {
    const bytes = sizeOf(item);
    const kiosk = kioskIdOf(item.address);
    const own = (this.#bytesOf.get(kiosk) ?? 0) + bytes;
    if (this.#bytes + bytes > MOST_BYTES || own > MOST_OF_ONE) return false;
    this.#items.push(item);
    this.#bytes += bytes;
    this.#bytesOf.set(kiosk, own);
    return true;
  }

  /** The oldest items, as many as one commit takes. */
  take(): WaitingItem[] {
    let bytes = 0;
    let count = 0;
    for (const item of this.#items) {
      if (bytes >= GROUP_BYTES) break;
      bytes += sizeOf(item);
      count += 1;
    }
    const taken = this.#items.splice(0, count);
    for (const item of taken) this.#release(item);
    return taken;
  }

  #release(item: WaitingItem): void {
    const kiosk = kioskIdOf(item.address);
    const left = (this.#bytesOf.get(kiosk) ?? 0) - sizeOf(item);
    this.#bytes -= sizeOf(item);
    if (left > 0) this.#bytesOf.set(kiosk, left);
    else this.#bytesOf.delete(kiosk);
  }
}

function sizeOf(item: WaitingItem): number {
  return ITEM_BYTES + (item.kind === 'batch' ? item.payload.byteLength : 0);
}
