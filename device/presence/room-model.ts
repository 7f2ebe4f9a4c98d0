/**
 * How likely a moment's reads of one item are, for each place that the item could be in.
 *
 * A tag is read through walls: next door weaker and less often than where it is, on the sales floor weaker still.
 * A single read therefore says little; the model says how much.
 */
import { Type, type Static } from 'typebox';

export const RoomModelOptions = Type.Object(
  {
    levelDbm: Type.Number({
      description:
        'Usual strength of an item that is in the place; the filter follows each antenna from there.',
      default: -52,
      minimum: -90,
      maximum: -20,
      'x-unit': 'dBm',
    }),
    bleedDb: Type.Number({
      description: 'How much weaker the same item is at the antenna of a neighbouring place.',
      default: 14,
      minimum: 3,
      maximum: 40,
      'x-unit': 'dB',
    }),
    outsideDb: Type.Number({
      description: 'How much weaker an item in front of the place is.',
      default: 19,
      minimum: 6,
      maximum: 50,
      'x-unit': 'dB',
    }),
    spreadDb: Type.Number({
      description: 'Standard deviation of the strength: hands, bodies and mirrors change it all the time.',
      default: 5.5,
      minimum: 2,
      maximum: 15,
      'x-unit': 'dB',
    }),
  },
  { additionalProperties: false },
);
export type RoomModelOptions = Static<typeof RoomModelOptions>;

/** How often an item is read at all in one step of the filter. */
const SEEN = { in: 0.85, nextDoor: 0.55, inFront: 0.5, away: 0.01 } as const;
type Whereabouts = keyof typeof SEEN;
/**
 * The same for an antenna whose reader tells no strength: only how often an item is read is left to go by, so that such
 * a reader has to be set weak enough to read seldom what is not in its place.
 */
const SEEN_WITHOUT_STRENGTH: Readonly<Record<Whereabouts, number>> = {
  in: 0.85,
  nextDoor: 0.25,
  inFront: 0.15,
  away: 0.01,
};
/** Share of steps in which a body stands between tag and antenna, and what that takes away (dB). */
const SHADOW_SHARE = 0.12;
const SHADOW_DB = 12;
/** Share of reads that fit no model, such as a tag against a mirror; keeps one of them from deciding. */
const ODD_SHARE = 0.05;
const RANGE_DB = 70;
/** Moments that follow each other are alike: each counts for less than one of its own would. */
const WEIGHT = 0.6;
/** How fast an antenna's level follows, per read, and how far it may go from where it was set (dB). */
const LEVEL_RATE = 0.02;
const LEVEL_RANGE_DB = 12;

/** Best strength per place in one step (dBm); NaN: not read there; +Infinity: read, strength unknown. */
export type Observation = Float64Array;

/** What one antenna has to say in a step. */
interface Sight {
  place: number;
  strength: number;
  turn: number;
}

/** States behind the places: in front of them, and out of reach. */
export const OTHER_STATES = 2;

export class RoomModel {
  readonly #options: RoomModelOptions;
  readonly #levels: Float64Array;
  /** Places whose reader was seen to tell no strength. */
  readonly #strengthless = new Set<number>();

  constructor(places: number, options: RoomModelOptions) {
    this.#options = options;
    this.#levels = new Float64Array(places).fill(options.levelDbm);
  }

  /** Level that a place's antenna has learned (dBm). */
  level(place: number): number {
    return this.#levels[place] ?? this.#options.levelDbm;
  }

  /**
   * Logarithms of the likelihood: by place, then for "in front of them" and "out of reach".
   * @param turns How surely a place's antenna had a turn in the step: the silence of one that had none says nothing.
   */
  logLikelihoods(seen: Observation, turns: (place: number) => number): Float64Array {
    const places = this.#levels.length;
    const result = new Float64Array(places + OTHER_STATES);
    for (let place = 0; place < places; place += 1) {
      const sight = { place, strength: seen[place] ?? Number.NaN, turn: turns(place) };
      if (sight.turn === 0) continue;
      if (sight.strength === Number.POSITIVE_INFINITY) this.#strengthless.add(place);
      const nextDoor = this.#read(sight, 'nextDoor');
      for (let state = 0; state < places; state += 1)
        add(result, state, state === place ? this.#read(sight, 'in') : nextDoor);
      add(result, places, this.#read(sight, 'inFront'));
      add(result, places + 1, this.#read(sight, 'away'));
    }
    return result;
  }

  /** An item that certainly is in a place was read there with this strength. */
  learn(place: number, strengthDbm: number): void {
    const before = this.#levels[place];
    if (before === undefined || !Number.isFinite(strengthDbm)) return;
    const { levelDbm } = this.#options;
    const next = before + LEVEL_RATE * (strengthDbm - before);
    this.#levels[place] = Math.min(levelDbm + LEVEL_RANGE_DB, Math.max(levelDbm - LEVEL_RANGE_DB, next));
  }

  #read({ strength, place, turn }: Sight, where: Whereabouts): number {
    const seen = (this.#strengthless.has(place) ? SEEN_WITHOUT_STRENGTH : SEEN)[where] * turn;
    if (Number.isNaN(strength)) return Math.log(1 - seen);
    if (!Number.isFinite(strength)) return Math.log(seen);
    const { bleedDb, outsideDb } = this.#options;
    const weaker = where === 'in' ? 0 : where === 'nextDoor' ? bleedDb : outsideDb;
    return Math.log(seen) + Math.log(this.#density(strength - this.level(place) + weaker));
  }

  #density(offDb: number): number {
    const clear = this.#normal(offDb);
    const shadowed = this.#normal(offDb + SHADOW_DB);
    const usual = (1 - SHADOW_SHARE) * clear + SHADOW_SHARE * shadowed;
    return (1 - ODD_SHARE) * usual + ODD_SHARE / RANGE_DB;
  }

  #normal(offDb: number): number {
    const { spreadDb } = this.#options;
    const z = offDb / spreadDb;
    return Math.exp(-0.5 * z * z) / (spreadDb * Math.sqrt(2 * Math.PI));
  }
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + WEIGHT * value;
}
