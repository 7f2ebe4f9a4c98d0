/**
 * Tags in front of simulated antennas: which are there, how strong each is at which antenna, how surely it is read.
 * One field may serve several simulated readers, so that rooms can bleed into each other.
 */
import { fromHex, toHex } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { MAX_EPC_BYTES, plainPc } from './air-frame.ts';

/** At least 0, less than 1. */
export type UnitRandom = () => number;

export interface SimulatedFieldOptions {
  random: UnitRandom;
  /** Chance of a tag to be read in one round, 0 to 1; default 0.9. */
  readProbability?: number;
  /** Greatest departure (dB) of a read from the tag's strength, either way; default 2. */
  rssiNoiseDb?: number;
}

export interface FieldRead {
  epc: Uint8Array;
  pc: number;
  /** Whole dBm. */
  rssiDbm: number;
}

interface Placed {
  epc: Uint8Array;
  /** Strength in dBm at the antennas that see it, for a reader that sends with REFERENCE_DBM. */
  strengths: Map<number, number>;
}

/** The transmit power that strengths are said for. */
export const REFERENCE_DBM = 20;
/** Weaker answers drown in the reader's own noise. */
export const SENSITIVITY_DBM = -80;

export class SimulatedField {
  readonly #options: SimulatedFieldOptions;
  readonly #tags = new Map<string, Placed>();

  constructor(options: SimulatedFieldOptions) {
    this.#options = options;
  }

  /** Upper-case hexadecimal, in the order they came. */
  get epcs(): string[] {
    return [...this.#tags.keys()];
  }

  /**
   * Puts a tag before an antenna, or moves it; it may be before several, and is weaker where it only bleeds in.
   * @param epc Hexadecimal, whole words, 2 to 62 bytes.
   * @param rssiDbm Strength at a transmit power of 20 dBm.
   * @throws DeviceError TW_UHF_EPC_INVALID
   */
  put(epc: string, antenna: number, rssiDbm: number): void {
    const bytes = fromHex(epc);
    if (bytes === undefined || bytes.length === 0 || bytes.length % 2 !== 0 || bytes.length > MAX_EPC_BYTES)
      throw new DeviceError('TW_UHF_EPC_INVALID');
    const name = toHex(bytes);
    const placed = this.#tags.get(name) ?? { epc: bytes, strengths: new Map<number, number>() };
    placed.strengths.set(antenna, rssiDbm);
    this.#tags.set(name, placed);
  }

  /** Takes a tag away: from one antenna, or altogether. */
  take(epc: string, antenna?: number): void {
    const name = epc.toUpperCase();
    const placed = this.#tags.get(name);
    if (placed === undefined) return;
    if (antenna !== undefined) placed.strengths.delete(antenna);
    if (antenna === undefined || placed.strengths.size === 0) this.#tags.delete(name);
  }

  clear(): void {
    this.#tags.clear();
  }

  /** One inventory round: the tags that answer at an antenna now, in no promised order. */
  read(antenna: number, powerDbm = REFERENCE_DBM): FieldRead[] {
    const { random, readProbability = 0.9, rssiNoiseDb = 2 } = this.#options;
    const reads: FieldRead[] = [];
    for (const { epc, strengths } of this.#tags.values()) {
      const strength = strengths.get(antenna);
      if (strength === undefined || random() >= readProbability) continue;
      const noise = (random() * 2 - 1) * rssiNoiseDb;
      const rssiDbm = Math.round(strength + powerDbm - REFERENCE_DBM + noise);
      if (rssiDbm >= SENSITIVITY_DBM) reads.push({ epc, pc: plainPc(epc.length), rssiDbm });
    }
    return reads;
  }
}
