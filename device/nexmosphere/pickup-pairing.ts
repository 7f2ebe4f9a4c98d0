/**
 * Joins the two lines of an RFID pick-up: `XR[PU004]` names the tag, the next `X…A[1]` the antenna.
 *
 * A pick-up is never lost: one whose second line does not come is told at the antenna where the tag lay, one whose
 * first line does not come is told without a tag unless a single one lay there, and told again should the first line
 * still come right after.
 */

export interface TagMove {
  /** 0 when the antenna cannot be told. */
  unit: number;
  tag: string | null;
  lifted: boolean;
  /** When the line came that told it, ISO 8601. */
  at: string;
}

interface Waiting {
  tag: string;
  lifted: boolean;
  at: string;
}

interface Place {
  unit: number;
  lifted: boolean;
}

/** Longest time between the two lines. */
export const PAIR_MS = 500;
/** Longest time by which the second line may come before the first. */
const SWAP_MS = 100;
/** More than these at once is noise. */
const MAX_WAITING = 16;

export class PickupPairing {
  readonly #antennas: () => readonly number[];
  #waiting: Waiting[] = [];
  /** Second lines without a first, by antenna. */
  readonly #orphans = new Map<number, TagMove>();
  /** Where each tag lies, or lay last. Tags have three digits, so that it stays small. */
  readonly #places = new Map<string, Place>();
  readonly #counted = new Set<number>();

  /** @param antennas Every antenna that is known by now. */
  constructor(antennas: () => readonly number[]) {
    this.#antennas = antennas;
  }

  /** What waited too long for its second line. */
  expire(at: string): TagMove[] {
    if (this.#waiting.length === 0) return [];
    const isLate = (entry: Waiting, index: number): boolean =>
      elapsed(entry.at, at) > PAIR_MS || index < this.#waiting.length - MAX_WAITING;
    const late = this.#waiting.filter(isLate);
    if (late.length === 0) return [];
    this.#waiting = this.#waiting.filter((entry) => !late.includes(entry));
    return late.map((entry) => this.#moved(moveOf(entry, this.#guessUnit(entry.tag))));
  }

  /** A tag moved; where, the next line says. */
  first(move: Waiting): TagMove[] {
    for (const [unit, orphan] of this.#orphans) {
      if (elapsed(orphan.at, move.at) > SWAP_MS) this.#orphans.delete(unit);
      else if (orphan.lifted === move.lifted && this.#canBe(unit, move)) {
        this.#orphans.delete(unit);
        return orphan.tag === move.tag ? [] : [this.#moved(moveOf(move, unit))];
      }
    }
    this.#waiting.push(move);
    return [];
  }

  /** Something moved at an antenna; undefined when no tag waits for it. */
  second(unit: number, lifted: boolean): TagMove | undefined {
    const fitting = this.#waiting.filter((entry) => entry.lifted === lifted);
    // Antennas interleave. A tag can be lifted only off the antenna where it lies; otherwise the order of lines decides.
    const here = fitting.find(({ tag }) => lifted && this.#lies(tag) === unit);
    const chosen = here ?? fitting.find(({ tag }) => !lifted || this.#lies(tag) === undefined) ?? fitting[0];
    if (chosen === undefined) return undefined;
    this.#waiting = this.#waiting.filter((entry) => entry !== chosen);
    return this.#moved(moveOf(chosen, unit));
  }

  /** The same where it is known to be an antenna: the first line got lost, or is yet to come. */
  alone(move: { unit: number; lifted: boolean; at: string }): TagMove {
    const lying = move.lifted ? this.#lyingAt(move.unit) : [];
    const told = this.#moved({ ...move, tag: lying.length === 1 ? (lying[0] ?? null) : null });
    this.#orphans.set(move.unit, told);
    return told;
  }

  /**
   * What lies on an antenna, as it says when asked: tells what moved while nobody listened. What lies there at the first
   * time of asking has not moved.
   */
  status(unit: number, tags: readonly string[], at: string): TagMove[] {
    const before = this.#lyingAt(unit);
    const isFirst = !this.#counted.has(unit);
    this.#counted.add(unit);
    const gone = before.filter((tag) => !tags.includes(tag)).map((tag) => ({ unit, tag, lifted: true, at }));
    const come = tags.filter((tag) => !before.includes(tag)).map((tag) => ({ unit, tag, lifted: false, at }));
    for (const move of [...gone, ...come]) this.#moved(move);
    return isFirst ? gone : [...gone, ...come];
  }

  /** The line was lost. Where tags lay stays known: the next status tells what moved meanwhile. */
  reset(): void {
    this.#waiting = [];
    this.#orphans.clear();
  }

  #moved(move: TagMove): TagMove {
    const { unit, tag, lifted } = move;
    if (tag !== null) this.#places.set(tag, { unit, lifted });
    return move;
  }

  #guessUnit(tag: string): number {
    const [only = 0, ...others] = this.#antennas();
    return this.#places.get(tag)?.unit ?? (others.length === 0 ? only : 0);
  }

  #canBe(unit: number, { tag, lifted }: Waiting): boolean {
    const place = this.#lies(tag);
    return !lifted || place === undefined || place === unit || this.#orphans.get(unit)?.tag === tag;
  }

  /** The antenna on which a tag lies now. */
  #lies(tag: string): number | undefined {
    const place = this.#places.get(tag);
    return place?.lifted === false ? place.unit : undefined;
  }

  #lyingAt(unit: number): string[] {
    return [...this.#places].filter(([tag]) => this.#lies(tag) === unit).map(([tag]) => tag);
  }
}

function moveOf({ tag, lifted, at }: Waiting, unit: number): TagMove {
  return { unit, tag, lifted, at };
}

/** Milliseconds; 0 when a clock went back or a time is none. */
function elapsed(from: string, to: string): number {
  const ms = Date.parse(to) - Date.parse(from);
  return ms > 0 ? ms : 0;
}
