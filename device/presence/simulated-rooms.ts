/**
 * A row of fitting rooms with a UHF antenna in each, thin walls between them and a corridor in front: what each
 * antenna reads of each item, moment by moment.
 *
 * Strength falls with distance and walls, changes slowly with the people around (fading), drops when a body stands in
 * between, and differs from tag to tag. Weak tags are read seldom, and many tags at once are each read less.
 */

/** Where an item is: in a room (from 0), in the corridor in front of a room (fractions lie between), or away. */
export type ItemPlace = { room: number } | { corridor: number } | 'away';

export interface RoomsPhysics {
  /** Strength of a well-placed item in its own room (dBm). */
  levelDbm: number;
  /** Loss per wall (dB). */
  wallDb: number;
  /** Standard deviation of the slow fading and of the single read (dB). */
  fadingDb: number;
  noiseDb: number;
  /** Standard deviation between tags: size, folding, what they hang on (dB). */
  tagDb: number;
  /** How often per second somebody steps in between, and the loss then (dB). */
  shadowsPerS: number;
  shadowDb: number;
}

export const TYPICAL_PHYSICS: RoomsPhysics = {
  levelDbm: -52,
  wallDb: 8,
  fadingDb: 4,
  noiseDb: 2,
  tagDb: 3,
  shadowsPerS: 0.05,
  shadowDb: 12,
};

/** One read. */
export interface RoomRead {
  epc: string;
  /** Counted from 1: room 0 has antenna 1. */
  antenna: number;
  rssiDbm: number;
}

interface SimulatedItem {
  place: ItemPlace;
  tagDb: number;
  /** Slow fading by antenna (dB). */
  fading: number[];
  /** Milliseconds for which a body still stands in between. */
  shadowMs: number;
}

const WIDTH_M = 1.2;
/** From an item to the antenna of its own room, and from the corridor to an antenna. */
const OWN_DISTANCE_M = 0.8;
const CORRIDOR_DISTANCE_M = 1.7;
/** Curtain, and the antenna looks the other way (dB). */
const CORRIDOR_LOSS_DB = 9;
/** How long fading remembers (ms). */
const FADING_MS = 1_000;
const SHADOW_LEAST_MS = 400;
const SHADOW_MOST_MS = 1_800;
/** Below the reader's sensitivity a tag is read half as often as it could, 2.5 dB further a fifth (dBm, dB). */
const SENSITIVITY_DBM = -73;
const SENSITIVITY_SLOPE_DB = 2.5;
const BEST_CHANCE = 0.9;
/** So many tags share a round; more are each read less. */
const ROUND_TAGS = 25;

export class SimulatedRooms {
  readonly rooms: number;
  readonly #physics: RoomsPhysics;
  readonly #random: () => number;
  readonly #items = new Map<string, SimulatedItem>();

  /** @param random Uniform in [0, 1). */
  constructor(rooms: number, random: () => number, physics: RoomsPhysics = TYPICAL_PHYSICS) {
    this.rooms = rooms;
    this.#random = random;
    this.#physics = physics;
  }

  /** Puts an item somewhere, or takes it away. */
  move(epc: string, place: ItemPlace): void {
    if (place === 'away') {
      this.#items.delete(epc);
      return;
    }
    const item = this.#items.get(epc);
    if (item === undefined) this.#items.set(epc, this.#newItem(place));
    else item.place = place;
  }

  placeOf(epc: string): ItemPlace {
    return this.#items.get(epc)?.place ?? 'away';
  }

  /** One inventory round of every antenna, `ms` after the one before. */
  round(ms: number): RoomRead[] {
    const reads: RoomRead[] = [];
    const crowd = Math.min(1, ROUND_TAGS / Math.max(1, this.#items.size));
    for (const [epc, item] of this.#items) {
      this.#pass(item, ms);
      for (let antenna = 0; antenna < this.rooms; antenna += 1) {
        const strength = this.#strength(item, antenna);
        const chance = BEST_CHANCE / (1 + Math.exp((SENSITIVITY_DBM - strength) / SENSITIVITY_SLOPE_DB));
        if (this.#random() < chance * crowd)
          reads.push({ epc, antenna: antenna + 1, rssiDbm: Math.round(strength) });
      }
    }
    return reads;
  }

  #newItem(place: ItemPlace): SimulatedItem {
    const { tagDb, fadingDb } = this.#physics;
    return {
      place,
      tagDb: this.#normal() * tagDb,
      fading: Array.from({ length: this.rooms }, () => this.#normal() * fadingDb),
      shadowMs: 0,
    };
  }

  #pass(item: SimulatedItem, ms: number): void {
    const { fadingDb, shadowsPerS } = this.#physics;
    const kept = Math.exp(-ms / FADING_MS);
    const fresh = fadingDb * Math.sqrt(1 - kept * kept);
    item.fading = item.fading.map((value) => value * kept + this.#normal() * fresh);
    item.shadowMs = Math.max(0, item.shadowMs - ms);
    if (this.#random() < (shadowsPerS * ms) / 1_000)
      item.shadowMs = SHADOW_LEAST_MS + this.#random() * (SHADOW_MOST_MS - SHADOW_LEAST_MS);
  }

  #strength(item: SimulatedItem, antenna: number): number {
    const { levelDbm, noiseDb, shadowDb } = this.#physics;
    const shadow = item.shadowMs > 0 ? shadowDb : 0;
    const fading = item.fading[antenna] ?? 0;
    return (
      levelDbm - this.#loss(item.place, antenna) + item.tagDb + fading - shadow + this.#normal() * noiseDb
    );
  }

  /** Loss on the way compared with the item's own room (dB). */
  #loss(place: ItemPlace, antenna: number): number {
    if (place === 'away') return Number.POSITIVE_INFINITY;
    const at = 'room' in place ? place.room : place.corridor;
    const across = Math.abs(at - antenna);
    const depth = 'room' in place ? OWN_DISTANCE_M : CORRIDOR_DISTANCE_M;
    const distance = Math.hypot(across * WIDTH_M, depth);
    const walls = 'room' in place ? across * this.#physics.wallDb : Math.min(1, across) * 3;
    const curtain = 'room' in place ? 0 : CORRIDOR_LOSS_DB;
    return 20 * Math.log10(distance / OWN_DISTANCE_M) * 1.5 + walls + curtain;
  }

  /** Standard normal (Box and Muller 1958). */
  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
  }
}
