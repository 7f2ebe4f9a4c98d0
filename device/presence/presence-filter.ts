/**
 * From raw UHF reads to items entering and leaving places.
 *
 * Adjacent fitting rooms read each other's garments, and passers-by are read as well. Every quarter of a second the
 * filter weighs what each antenna saw and did not see of each item, and tells a change only once it is sure of it.
 */
import type { Static } from 'typebox';
import type { Clock, EpcReading, ItemReading, Timer } from '../ports.ts';
import { ItemBelief } from './item-belief.ts';
import { Turns } from './turns.ts';
import { OTHER_STATES, RoomModel, RoomModelOptions, type Observation } from './room-model.ts';

export const PresenceFilterOptions = RoomModelOptions;
export type PresenceFilterOptions = Static<typeof PresenceFilterOptions>;

/** Which antenna belongs to which place. Several antennas may serve one. */
export interface AntennaPlace {
  /** Device id of the reader. */
  source: string;
  antenna: number;
  place: string;
}

export interface PresenceFilterSetup {
  clock: Clock;
  antennas: readonly AntennaPlace[];
  options: PresenceFilterOptions;
  emit: (reading: ItemReading) => void;
}

/** What the filter holds of one item, for people who want to see it think. */
export interface ItemView {
  epc: string;
  /** Where it was said to be; null where it was not. */
  place: string | null;
  /** Probability by place; what is missing to 1 is in front of the places or out of reach. */
  beliefs: Readonly<Record<string, number>>;
}

export const STEP_MS = 250;
/** Surer than this: the item is there. Less sure than that: it no longer is. */
const ENTER_AT = 0.85;
const LEAVE_AT = 0.05;
/** Certain enough to learn from how strong the item is read. */
const LEARN_AT = 0.95;
/** How fast an item's own strength is learned, per step, and how far it may lie from the others' (dB). */
const OFFSET_RATE = 0.05;
const OFFSET_RANGE_DB = 10;
/** An item that is nowhere and was not read for so many steps is forgotten. */
const FORGET_STEPS = 40;
/** A reader next to a stock room sees thousands of tags; no more are followed at a time. */
const MOST_ITEMS = 2_000;

interface Item {
  belief: ItemBelief;
  seen: Observation;
  /** Where it was last said to be. */
  told: { place: number; source: string } | undefined;
  /** When it was read in each place last (ms); NaN: not yet. */
  readAt: Float64Array;
  unseenSteps: number;
  /** How much stronger than others it is read: tags differ in size, and in what they hang on (dB). */
  offsetDb: number;
  /** Reader that read it last. */
  source: string;
}

export class PresenceFilter {
  readonly #setup: PresenceFilterSetup;
  readonly #places: string[];
  readonly #placeOf = new Map<string, number>();
  readonly #sources: ReadonlySet<string>[];
  readonly #offline = new Set<string>();
  readonly #turns = new Map<string, Turns>();
  readonly #model: RoomModel;
  readonly #items = new Map<string, Item>();
  #timer: Timer | undefined;

  constructor(setup: PresenceFilterSetup) {
    this.#setup = setup;
    this.#places = [...new Set(setup.antennas.map(({ place }) => place))];
    for (const { source, antenna, place } of setup.antennas) {
      this.#placeOf.set(`${source}:${antenna}`, this.#places.indexOf(place));
      this.#turns.set(source, new Turns());
    }
    this.#sources = this.#places.map(
      (name) => new Set(setup.antennas.filter(({ place }) => place === name).map(({ source }) => source)),
    );
    this.#model = new RoomModel(this.#places.length, setup.options);
  }

  /** Items followed now. */
  get size(): number {
    return this.#items.size;
  }

  /** One read. Reads of antennas that belong to no place are ignored. */
  take(reading: EpcReading): void {
    const place = this.#placeOf.get(`${reading.source}:${reading.antenna}`);
    if (place === undefined) return;
    const item = this.#items.get(reading.epc) ?? this.#follow(reading.epc);
    if (item === undefined) return;
    const strength = (reading.rssiDbm ?? Number.POSITIVE_INFINITY) - item.offsetDb;
    const before = item.seen[place] ?? Number.NaN;
    if (Number.isNaN(before) || strength > before) item.seen[place] = strength;
    item.unseenSteps = 0;
    item.source = reading.source;
    const now = this.#setup.clock.now();
    this.#turns.get(reading.source)?.learn(now - (item.readAt[place] ?? Number.NaN));
    item.readAt[place] = now;
    this.#timer ??= this.#setup.clock.setTimer(STEP_MS, () => this.#step());
  }

  /** A reader went away or is back. While it is away, that it reads nothing says nothing. */
  setOnline(source: string, isOnline: boolean): void {
    if (isOnline) this.#offline.delete(source);
    else this.#offline.add(source);
  }

  /** Names of what is in a place now. */
  itemsIn(place: string): string[] {
    const index = this.#places.indexOf(place);
    return [...this.#items].filter(([, { told }]) => told?.place === index).map(([epc]) => epc);
  }

  /** Everything that is followed now. */
  items(): ItemView[] {
    return [...this.#items].map(([epc, { belief, told }]) => ({
      epc,
      place: told === undefined ? null : (this.#places[told.place] ?? null),
      beliefs: Object.fromEntries(this.#places.map((name, place) => [name, belief.of(place)])),
    }));
  }

  /** Tells that everything left, and forgets it. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const [epc, item] of this.#items) this.#leave(epc, item);
    this.#items.clear();
  }

  #follow(epc: string): Item | undefined {
    if (this.#items.size >= MOST_ITEMS) return undefined;
    const item: Item = {
      belief: new ItemBelief(this.#places.length, OTHER_STATES),
      seen: new Float64Array(this.#places.length).fill(Number.NaN),
      told: undefined,
      readAt: new Float64Array(this.#places.length).fill(Number.NaN),
      unseenSteps: 0,
      offsetDb: 0,
      source: '',
    };
    this.#items.set(epc, item);
    return item;
  }

  #step(): void {
    this.#timer = undefined;
    const turns = this.#sources.map((sources) => this.#turnOf(sources));
    for (const [epc, item] of this.#items) {
      item.belief.step(this.#model.logLikelihoods(item.seen, (place) => turns[place] ?? 0));
      this.#learn(item);
      this.#decide(epc, item);
      item.seen.fill(Number.NaN);
      item.unseenSteps += 1;
      if (item.told === undefined && item.unseenSteps > FORGET_STEPS) this.#items.delete(epc);
    }
    if (this.#items.size > 0) this.#timer = this.#setup.clock.setTimer(STEP_MS, () => this.#step());
  }

  /** How surely an antenna of these readers had a turn in this step; 0 when all of them are away. */
  #turnOf(sources: ReadonlySet<string>): number {
    const online = [...sources].filter((source) => !this.#offline.has(source));
    return Math.max(0, ...online.map((source) => this.#turns.get(source)?.within(STEP_MS) ?? 1));
  }

  /** What is off from the usual is the item's rather than the antenna's, so that the item learns faster. */
  #learn(item: Item): void {
    const { told, belief, seen } = item;
    if (told === undefined || belief.of(told.place) <= LEARN_AT) return;
    const strength = seen[told.place] ?? Number.NaN;
    if (!Number.isFinite(strength)) return;
    const next = item.offsetDb + OFFSET_RATE * (strength - this.#model.level(told.place));
    item.offsetDb = Math.min(OFFSET_RANGE_DB, Math.max(-OFFSET_RANGE_DB, next));
    this.#model.learn(told.place, strength);
  }

  #decide(epc: string, item: Item): void {
    const { belief, told } = item;
    if (told !== undefined && belief.of(told.place) < LEAVE_AT) this.#leave(epc, item);
    const place = belief.best;
    if (item.told !== undefined || belief.of(place) <= ENTER_AT) return;
    item.told = { place, source: item.source };
    this.#tell(epc, item.told, true);
  }

  #leave(epc: string, item: Item): void {
    if (item.told === undefined) return;
    this.#tell(epc, item.told, false);
    item.told = undefined;
  }

  #tell(epc: string, { place, source }: { place: number; source: string }, present: boolean): void {
    const { clock, emit } = this.#setup;
    const name = this.#places[place] ?? '';
    emit({ kind: 'item', source, place: name, epc, present, at: new Date(clock.now()).toISOString() });
  }
}
