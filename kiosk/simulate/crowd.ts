/** Shoppers of a store's day: when each comes, what they take along, hold to readers, lift and leave. */
import type { LabRooms, LabState } from '../../broker/contract/http.ts';
import type { PlannedMove } from './plan.ts';
import type { Crowd } from './scenario.ts';

export interface CrowdOptions {
  crowd: Crowd;
  store: LabState;
  random: () => number;
  endMs: number;
}

const HOUR_MS = 3_600_000;
const STEP_MS = 1_200;
/** From the corridor into the room, and until the curtain is drawn. */
const ENTER_MS = 800;
const CURTAIN_MS = 1_500;
/** Between two shoppers in a room. */
const BETWEEN_MS = 5_000;
const LEAST_STAY_MS = 20_000;
const HELD_MS = { least: 4_000, most: 25_000 } as const;

export function crowdMoves(options: CrowdOptions): PlannedMove[] {
  return [
    ...tapMoves(options),
    ...scanMoves(options),
    ...pickupMoves(options),
    ...(options.store.rooms === null ? [] : roomMoves(options, options.store.rooms)),
  ];
}

/** Moments of events that come independently of each other. */
function arrivals(perHour: number, { random, endMs }: Pick<CrowdOptions, 'random' | 'endMs'>): number[] {
  const moments: number[] = [];
  if (perHour === 0) return moments;
  for (let at = gap(perHour, random); at < endMs; at += gap(perHour, random)) moments.push(Math.round(at));
  return moments;
}

function gap(perHour: number, random: () => number): number {
  return (-Math.log(1 - random()) * HOUR_MS) / perHour;
}

function oneOf<T>(things: readonly T[], random: () => number): T | undefined {
  return things[Math.floor(random() * things.length)];
}

function tapMoves(options: CrowdOptions): PlannedMove[] {
  const { crowd, store, random } = options;
  const reader =
    store.displays.find(({ kind, reader: id }) => kind === 'wall' && id !== null)?.reader ?? null;
  if (reader === null) return [];
  const tag = (what: Record<string, string> | undefined, at: number): PlannedMove[] =>
    what === undefined ? [] : [{ at, move: 'tag', with: { reader, ...what } }];
  const sku = (): Record<string, string> | undefined => {
    const product = oneOf(store.shelf, random);
    return product && { sku: product.sku };
  };
  const card = (): Record<string, string> | undefined => {
    const found = oneOf(store.cards, random);
    return found && { card: found.card };
  };
  const odd = (): Record<string, string> | undefined => {
    const oddity = oneOf(store.oddities, random);
    return oddity === undefined ? undefined : { oddity };
  };
  return [
    ...arrivals(crowd.taps, options).flatMap((at) => tag(sku(), at)),
    ...arrivals(crowd.cards, options).flatMap((at) => tag(card(), at)),
    ...arrivals(crowd.oddities, options).flatMap((at) => tag(odd(), at)),
  ];
}

function scanMoves(options: CrowdOptions): PlannedMove[] {
  const { crowd, store, random } = options;
  if (store.scanner === null) return [];
  return arrivals(crowd.scans, options).flatMap((at): PlannedMove[] => {
    const product = oneOf(store.shelf, random);
    return product === undefined ? [] : [{ at, move: 'scan', with: { sku: product.sku } }];
  });
}

/** Nobody lifts what somebody else holds. */
function pickupMoves(options: CrowdOptions): PlannedMove[] {
  const { crowd, store, random, endMs } = options;
  const backAt = new Map((store.pickup?.places ?? []).map(({ unit }) => [unit, 0]));
  return arrivals(crowd.pickups, options).flatMap((at): PlannedMove[] => {
    const unit = oneOf(
      [...backAt].filter(([, back]) => back < at).map(([one]) => one),
      random,
    );
    const back = at + HELD_MS.least + Math.round(random() * (HELD_MS.most - HELD_MS.least));
    if (unit === undefined || back >= endMs) return [];
    backAt.set(unit, back);
    return [
      { at, move: 'shelf', with: { unit, lifted: true } },
      { at: back, move: 'shelf', with: { unit, lifted: false } },
    ];
  });
}

function roomMoves(options: CrowdOptions, rooms: LabRooms): PlannedMove[] {
  const { crowd } = options;
  const passers = arrivals(crowd.passers, options).flatMap((at, number) =>
    passBy(options, { at, name: `passer-${number}`, rooms: rooms.places.length }),
  );
  const visitors = rooms.places.flatMap(({ display }, index) =>
    visitMoves(options, {
      rooms,
      index,
      perHour: display === null ? crowd.neighbours : crowd.visits,
    }),
  );
  return [...passers, ...visitors];
}

function passBy(
  { store, random }: CrowdOptions,
  { at, name, rooms }: { at: number; name: string; rooms: number },
): PlannedMove[] {
  const sku = oneOf(store.shelf, random)?.sku;
  if (sku === undefined) return [];
  const way = random() < 0.5 ? walk(1, rooms) : walk(rooms, 1);
  return carry([{ piece: name, sku }], [...way, 'away'], at);
}

interface Room {
  rooms: LabRooms;
  index: number;
  perHour: number;
}

/** One shopper after the other; whoever finds the room taken waits until it is free. */
function visitMoves(options: CrowdOptions, { rooms, index, perHour }: Room): PlannedMove[] {
  const { crowd, store, random, endMs } = options;
  const place = rooms.places[index];
  const moves: PlannedMove[] = [];
  let freeAt = 0;
  for (const arrival of arrivals(perHour, options)) {
    const at = Math.max(arrival, freeAt);
    const stay =
      LEAST_STAY_MS + gap(HOUR_MS / Math.max(1, crowd.staySeconds * 1_000 - LEAST_STAY_MS), random);
    const way = random() < 0.5 ? walk(1, index + 1) : walk(rooms.places.length, index + 1);
    const enters = at + way.length * STEP_MS;
    const leaves = Math.round(enters + Math.min(stay, 10 * crowd.staySeconds * 1_000));
    if (place === undefined || leaves + way.length * STEP_MS >= endMs) break;
    const garments = Array.from({ length: 1 + Math.floor(random() * crowd.garments) }, (_, number) => ({
      piece: `${place.place}-${moves.length}-${number}`,
      sku: oneOf(store.shelf, random)?.sku ?? '',
    })).filter(({ sku }) => sku !== '');
    moves.push(
      ...carry(garments, [...way, place.place], at),
      ...(place.display === null ? [] : presence(store, { enters, leaves })),
      ...carry(
        garments.map(({ piece }) => ({ piece })),
        [...way.toReversed(), 'away'],
        leaves + ENTER_MS,
      ),
    );
    freeAt = leaves + ENTER_MS + BETWEEN_MS;
  }
  return moves;
}

/** Our own room has a radar and a curtain; whoever leaves opens it. */
function presence(store: LabState, { enters, leaves }: { enters: number; leaves: number }): PlannedMove[] {
  const curtain: PlannedMove[] =
    store.curtain === null ? [] : [{ at: enters + CURTAIN_MS, move: 'curtain', with: { open: false } }];
  if (!store.displays.some(({ radar }) => radar !== null)) return curtain;
  return [
    { at: enters, move: 'room', with: { occupied: true } },
    ...curtain,
    { at: leaves, move: 'room', with: { occupied: false } },
  ];
}

/** Places in the corridor, one room after the other. */
function walk(from: number, to: number): string[] {
  const direction = Math.sign(to - from);
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => `corridor-${from + step * direction}`);
}

/** A SKU only for the first place: there the garment appears. */
function carry(
  garments: readonly { piece: string; sku?: string }[],
  places: readonly string[],
  at: number,
): PlannedMove[] {
  return places.flatMap((place, step) =>
    garments.map(({ piece, sku }): PlannedMove => ({
      at: at + step * STEP_MS,
      move: 'garment',
      with: { piece, place, ...(step === 0 && sku !== undefined ? { sku } : {}) },
    })),
  );
}
