/** What a first attempt looks like, to compare with: the strongest read decides, silence ends. */
import type { EpcReading } from '../../../device/ports.ts';

const SILENCE_MS = 1_500;
const LEAST_DBM = -68;

export class SimpleFilter {
  readonly #seen = new Map<string, { room: number; rssi: number; at: number }>();
  readonly #emit: (epc: string, room: number, present: boolean) => void;

  constructor(emit: (epc: string, room: number, present: boolean) => void) {
    this.#emit = emit;
  }

  take({ epc, antenna, rssiDbm }: EpcReading, now: number): void {
    const rssi = rssiDbm ?? LEAST_DBM;
    if (rssi < LEAST_DBM) return;
    const room = antenna - 1;
    const before = this.#seen.get(epc);
    const isStronger = before === undefined || rssi >= before.rssi || now - before.at > SILENCE_MS;
    if (before !== undefined && before.room !== room && isStronger) this.#emit(epc, before.room, false);
    if (before === undefined || (before.room !== room && isStronger)) this.#emit(epc, room, true);
    if (isStronger || before.room === room) this.#seen.set(epc, { room, rssi, at: now });
  }

  tick(now: number): void {
    for (const [epc, { room, at }] of this.#seen) {
      if (now - at <= SILENCE_MS) continue;
      this.#seen.delete(epc);
      this.#emit(epc, room, false);
    }
  }
}
