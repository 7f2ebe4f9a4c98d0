/**
 * Who is in a fitting room, from everything that can tell: radars, the door or curtain, and the radio tags of garments.
 *
 * What takes precedence (docs/guides/connect-devices.md, In a fitting room):
 * 1. A door that opens ends the visit at once, whatever a radar says: others can look in now.
 * 2. Somebody whom a radar goes on seeing counts again only when the door has been closed for a while: radars see people
 *    for some seconds after they left.
 * 3. Behind a door that has stayed closed nobody has left: a radar that sees nobody any more may only have lost somebody
 *    who stands still. Then nobody can tell, and the idle time of the display decides.
 * 4. Without a door the radars decide; with several, one that sees somebody is enough.
 * 5. A garment begins a visit, but ends none.
 */
import type { Clock } from '../../broker/ports.ts';
import type { SessionInput } from '../session/input.ts';

interface Sensor {
  present: boolean;
  /** False while the sensor is away. */
  isKnown: boolean;
  /** It has seen the same person since before the door opened. */
  isStale: boolean;
}

interface Piece {
  device: string;
  sku: string;
  /** It was there when everybody had left: the next visitor did not bring it. */
  isLeftBehind: boolean;
}

/** More tags than that are no fitting room. */
const MOST_PIECES = 64;
/** Longer than a radar usually goes on seeing somebody who left. */
const CONFIRM_MS = 15_000;
/** A sensor that is back tells somebody who is there within this time. */
const BACK_MS = 3_000;

export interface RoomVisitOptions {
  clock: Clock;
  /** Takes what happened to the display of the room. */
  tell: (input: SessionInput) => void;
}

export class RoomVisit {
  readonly #options: RoomVisitOptions;
  readonly #sensors = new Map<string, Sensor>();
  readonly #doors = new Map<string, boolean>();
  readonly #pieces = new Map<string, Piece>();
  #told: boolean | null = false;
  #confirm: { cancel(): void } | undefined;
  #recheck: { cancel(): void } | undefined;

  constructor(options: RoomVisitOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#confirm?.cancel();
    this.#recheck?.cancel();
  }

  sensor(device: string, present: boolean): void {
    const isKnown = this.#sensors.get(device)?.isKnown ?? true;
    this.#sensors.set(device, { present, isKnown, isStale: false });
    this.#conclude(device);
  }

  door(device: string, open: boolean): void {
    const wasOpen = this.#isOpen;
    this.#doors.set(device, open);
    if (open) {
      this.#confirm?.cancel();
      for (const sensor of this.#sensors.values()) sensor.isStale = sensor.present;
      this.#say(device, false, true);
    } else if (wasOpen && !this.#isOpen) this.#closed(device);
  }

  piece(epc: string, { device, sku, present }: { device: string; sku: string; present: boolean }): void {
    if (present && this.#pieces.size >= MOST_PIECES && !this.#pieces.has(epc)) return;
    if (present) this.#pieces.set(epc, { device, sku, isLeftBehind: false });
    else this.#pieces.delete(epc);
    this.#options.tell({ type: 'garment', device, sku, epc, present });
  }

  /** A device went away: it says neither one nor the other. */
  lost(device: string): void {
    this.#forgetDoors(device);
    const own = this.#sensorsOf(device);
    if (own.length === 0) return;
    for (const [, sensor] of own) sensor.isKnown = false;
    this.#conclude(device);
  }

  /** It is back, and what it said last counts again. */
  back(device: string): void {
    const away = this.#sensorsOf(device).filter(([, sensor]) => !sensor.isKnown);
    if (away.length === 0) return;
    for (const [, sensor] of away) sensor.isKnown = true;
    this.#recheck?.cancel();
    this.#recheck = this.#options.clock.setTimer(BACK_MS, () => this.#conclude(device));
  }

  /** It belongs to the room no longer. */
  forget(device: string): void {
    this.#forgetDoors(device);
    const own = this.#sensorsOf(device);
    for (const [name] of own) this.#sensors.delete(name);
    for (const [epc, piece] of this.#pieces) if (piece.device === device) this.#pieces.delete(epc);
    if (own.length > 0) this.#say(device, null);
  }

  get #isOpen(): boolean {
    return [...this.#doors.values()].includes(true);
  }

  #sensorsOf(device: string): [string, Sensor][] {
    return [...this.#sensors].filter(([name]) => isPartOf(name, device));
  }

  #forgetDoors(device: string): void {
    for (const name of this.#doors.keys()) if (isPartOf(name, device)) this.#doors.delete(name);
  }

  #conclude(device: string): void {
    const sensors = [...this.#sensors.values()];
    if (sensors.some(({ present, isKnown, isStale }) => present && isKnown && !isStale))
      return this.#say(device, true);
    if (
      sensors.some(({ present, isKnown, isStale }) => present && !isKnown && !isStale) ||
      !sensors.some(({ isKnown }) => isKnown)
    )
      return this.#say(device, null);
    if (sensors.some(({ present, isKnown }) => present && isKnown)) return;
    const isShut = this.#doors.size > 0 && !this.#isOpen;
    if (isShut && this.#told !== false) return this.#say(device, null);
    for (const piece of this.#pieces.values()) piece.isLeftBehind = true;
    this.#say(device, false);
  }

  #closed(device: string): void {
    // Without a radar garments are all that tells of somebody who came in.
    if (this.#sensors.size === 0) return this.#announcePieces();
    this.#confirm?.cancel();
    this.#confirm = this.#options.clock.setTimer(CONFIRM_MS, () => {
      for (const sensor of this.#sensors.values()) sensor.isStale = false;
      if (this.#told === false) this.#conclude(device);
    });
  }

  #say(device: string, present: boolean | null, always = false): void {
    if (this.#told === present && !always) return;
    this.#told = present;
    this.#options.tell({ type: 'presence', device, present });
    if (present === true) this.#announcePieces();
  }

  /** They may have come before their bearer was seen, or before a door ended what they had begun. */
  #announcePieces(): void {
    for (const [epc, { device, sku, isLeftBehind }] of this.#pieces)
      if (!isLeftBehind) this.#options.tell({ type: 'garment', device, sku, epc, present: true });
  }
}

/** A controller has several sensors: `device/unit`. */
function isPartOf(name: string, device: string): boolean {
  return name === device || name.startsWith(`${device}/`);
}
