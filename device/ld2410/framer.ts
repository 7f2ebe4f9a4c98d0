/**
 * Cuts a stream into LD2410 frames (Hi-Link serial protocol 1.07, section 2): header, length u16 LE, data, footer.
 *
 * Bounded: it holds at most one frame. Bytes that belong to none are counted, not kept: at 256000 baud slow bridges
 * lose some, and what follows a gap must be found again.
 */

export type Ld2410FrameKind = 'report' | 'acknowledgement';

export interface Ld2410Frame {
  kind: Ld2410FrameKind;
  /** What lies between length and footer. */
  data: Uint8Array;
}

export interface FramerOutput {
  frames: Ld2410Frame[];
  /** Bytes given up in this call. */
  discardedBytes: number;
}

/** Engineering reports have 35 bytes, the longest acknowledgement fewer. */
const MAX_DATA = 64;
const EDGE = 4;
const OVERHEAD = EDGE + 2 + EDGE;
export const MAX_FRAME = OVERHEAD + MAX_DATA;

interface Envelope {
  kind: Ld2410FrameKind;
  header: readonly number[];
  footer: readonly number[];
}

const envelopes: readonly Envelope[] = [
  { kind: 'report', header: [0xf4, 0xf3, 0xf2, 0xf1], footer: [0xf8, 0xf7, 0xf6, 0xf5] },
  { kind: 'acknowledgement', header: [0xfd, 0xfc, 0xfb, 0xfa], footer: [0x04, 0x03, 0x02, 0x01] },
];

export class Ld2410Framer {
  #pending: Uint8Array = new Uint8Array();

  /** Bytes held back because they may begin a frame. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  push(chunk: Uint8Array): FramerOutput {
    const bytes = new Uint8Array(this.#pending.length + chunk.length);
    bytes.set(this.#pending);
    bytes.set(chunk, this.#pending.length);
    const frames: Ld2410Frame[] = [];
    let discardedBytes = 0;
    let at = 0;
    while (at < bytes.length) {
      const found = frameAt(bytes, at);
      if (found === 'incomplete') break;
      if (found === 'none') {
        at += 1;
        discardedBytes += 1;
      } else {
        frames.push(found);
        at += found.data.length + OVERHEAD;
      }
    }
    this.#pending = bytes.slice(at);
    return { frames, discardedBytes };
  }

  /** Forgets a half-received frame, and says how many bytes that were. */
  reset(): number {
    const count = this.#pending.length;
    this.#pending = new Uint8Array();
    return count;
  }
}

function frameAt(bytes: Uint8Array, at: number): Ld2410Frame | 'incomplete' | 'none' {
  const envelope = envelopes.find(({ header }) => matches(bytes, at, header));
  if (envelope === undefined) return 'none';
  const low = bytes[at + EDGE];
  const high = bytes[at + EDGE + 1];
  if (low === undefined || high === undefined)
    return high === undefined && (low ?? 0) <= MAX_DATA ? 'incomplete' : 'none';
  const length = (high << 8) | low;
  if (length > MAX_DATA) return 'none';
  const start = at + EDGE + 2;
  if (!matches(bytes, start + length, envelope.footer)) return 'none';
  if (bytes.length < start + length + EDGE) return 'incomplete';
  return { kind: envelope.kind, data: bytes.slice(start, start + length) };
}

/** True as long as every byte that has arrived fits. */
function matches(bytes: Uint8Array, at: number, pattern: readonly number[]): boolean {
  return pattern.every((byte, index) => at + index >= bytes.length || bytes[at + index] === byte);
}
