/** The watermarks committed last, so that a heartbeat that says nothing new costs no query. They never go down. */
import { streamKey } from '../store/stream-rows.ts';

const MOST = 10_000;

export class Watermarks {
  readonly #known = new Map<string, number>();

  note(kioskId: string, epoch: string, watermark: number): void {
    const key = streamKey({ kioskId, epoch });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size < MOST) break;
      this.#known.delete(oldest);
    }
    this.#known.delete(key);
    this.#known.set(key, watermark);
  }

  /** True when everything up to `sequence` is known to be accounted for. */
  reach(kioskId: string, epoch: string, sequence: number): boolean {
    return sequence <= (this.#known.get(streamKey({ kioskId, epoch })) ?? 0);
  }
}
