/**
 * When may a gap be given up? A kiosk sends everything that is not acknowledged again, oldest first, every few
 * seconds. So when a gap has stood for half a minute and yet another batch begins behind it, the kiosk no longer has
 * those events: another hub acknowledged them, or they are lost. Waiting for them would block all later ones.
 */
import type { Clock } from '../../ports.ts';

const PATIENCE_MS = 30_000;
/** Epochs are named by whoever sends; forgetting a gap only makes its patience begin anew. */
const MOST_GAPS = 10_000;

interface Gap {
  watermark: number;
  since: number;
  /** Batches since then that began behind the gap. */
  batches: number;
}

export class Gaps {
  readonly #clock: Clock;
  readonly #open = new Map<string, Gap>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when the first gap of this epoch is to be given up with the batch that begins at `first`. */
  isLost(key: string, first: number): boolean {
    const gap = this.#open.get(key);
    if (!gap || first <= gap.watermark + 1) return false;
    gap.batches += 1;
    return gap.batches >= 2 && this.#clock.now() - gap.since >= PATIENCE_MS;
  }

  /** Notes where the stream stands after a commit. */
  note(key: string, watermark: number, hasGap: boolean): void {
    if (!hasGap) {
      this.#open.delete(key);
      return;
    }
    const gap = this.#open.get(key);
    if (gap?.watermark === watermark) return;
    for (const oldest of this.#open.keys()) {
      if (this.#open.size < MOST_GAPS) break;
      this.#open.delete(oldest);
    }
    this.#open.set(key, { watermark, since: this.#clock.now(), batches: 0 });
  }
}
