/** Somebody walks along the corridor with a garment, past one room after the other, and away. */
import type { LabRequests, LabState } from '../../../broker/contract/http.ts';

/** From one room to the next. */
const STEP_MS = 1_200;

export class WalkPast {
  readonly #move: (body: LabRequests['garment']) => Promise<LabState | null>;
  #timer: number | undefined;
  #walks = 0;

  /** @param move Answers the state after the move; null when it failed. */
  constructor(move: (body: LabRequests['garment']) => Promise<LabState | null>) {
    this.#move = move;
  }

  start({ shelf, rooms }: LabState): void {
    const sku = shelf[this.#walks % Math.max(1, shelf.length)]?.sku;
    this.#walks += 1;
    if (sku === undefined || rooms === null) return;
    const places = rooms.places.map((_, index) => `corridor-${index + 1}`);
    void this.#begin(sku, rooms, places);
  }

  stop(): void {
    window.clearTimeout(this.#timer);
  }

  async #begin(sku: string, { pieces }: NonNullable<LabState['rooms']>, places: string[]): Promise<void> {
    const [first = 'corridor', ...rest] = places;
    const after = await this.#move({ sku, place: first });
    const before = new Set(pieces.map(({ epc }) => epc));
    const epc = after?.rooms?.pieces.find((one) => !before.has(one.epc) && one.at === first)?.epc;
    if (epc !== undefined) this.#walk(epc, [...rest, 'away']);
  }

  #walk(epc: string, [next, ...rest]: string[]): void {
    if (next === undefined) return;
    this.#timer = window.setTimeout(() => {
      void this.#move({ epc, place: next });
      this.#walk(epc, rest);
    }, STEP_MS);
  }
}
