/** Shoppers with garments coming to a row of fitting rooms, staying and leaving, and others walking past. */
import type { ItemPlace, SimulatedRooms } from '../../../device/presence/simulated-rooms.ts';

interface Visitor {
  epcs: string[];
  /** What they do from a moment on (ms since opening), earliest first. */
  plan: { at: number; place: ItemPlace }[];
}

export interface StoreHours {
  minutes: number;
  /** Most garments that one shopper takes along. */
  garments: number;
  /** People per minute who walk past with a garment. */
  passersPerMinute: number;
}

const WALK_MS = 1_200;
const STEP_IN_MS = 800;
const STAY_LEAST_MS = 30_000;
const STAY_MOST_MS = 150_000;

/** Everything that moves, worked out beforehand: a room holds one shopper at a time. */
export function planHours(rooms: number, hours: StoreHours, random: () => number): Visitor[] {
  const end = hours.minutes * 60_000;
  const visitors: Visitor[] = [];
  let serial = 0;
  const epc = (): string => `3034257BF7194E40${(serial += 1).toString(16).toUpperCase().padStart(8, '0')}`;
  for (let room = 0; room < rooms; room += 1) {
    let at = random() * 20_000;
    while (at < end) {
      const epcs = Array.from({ length: 1 + Math.floor(random() * hours.garments) }, epc);
      const { plan, until } = visit({ room, rooms, at, random });
      visitors.push({ epcs, plan });
      at = until + 3_000 + random() * 20_000;
    }
  }
  for (let passer = 0; passer < hours.passersPerMinute * hours.minutes; passer += 1) {
    const at = random() * end;
    visitors.push({
      epcs: [epc()],
      plan: [...walk({ from: 0, to: rooms - 1, at }), { at: at + rooms * WALK_MS, place: 'away' }],
    });
  }
  return visitors;
}

/** Moves every garment that is due between two moments. */
export function moveDue(
  world: SimulatedRooms,
  visitors: readonly Visitor[],
  span: { from: number; to: number },
): void {
  for (const { epcs, plan } of visitors)
    for (const { at, place } of plan)
      if (at >= span.from && at < span.to) for (const epc of epcs) world.move(epc, place);
}

function visit(where: { room: number; rooms: number; at: number; random: () => number }): {
  plan: Visitor['plan'];
  until: number;
} {
  const { room, rooms, at, random } = where;
  const from = random() < 0.5 ? 0 : rooms - 1;
  const arrival = walk({ from, to: room, at });
  const enters = at + arrival.length * WALK_MS + STEP_IN_MS;
  const leaves = enters + STAY_LEAST_MS + random() * (STAY_MOST_MS - STAY_LEAST_MS);
  const departure = walk({ from: room, to: from, at: leaves });
  const until = leaves + departure.length * WALK_MS + STEP_IN_MS;
  return {
    plan: [...arrival, { at: enters, place: { room } }, ...departure, { at: until, place: 'away' }],
    until,
  };
}

function walk({ from, to, at }: { from: number; to: number; at: number }): Visitor['plan'] {
  const steps = Math.abs(to - from) + 1;
  const direction = Math.sign(to - from);
  return Array.from({ length: steps }, (_, step) => ({
    at: at + step * WALK_MS,
    place: { corridor: from + step * direction },
  }));
}
