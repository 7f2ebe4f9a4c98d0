/** What a reader says of itself (user's manuals, Get Reader Information): firmware, model, band, power, scan time. */
import type { Uhf18Frame } from './frame.ts';
import { Uhf18Command, Uhf18Status } from './codes.ts';
import type { Uhf18Variant } from './tag-list.ts';

export interface Uhf18Info {
  /** Undefined for a model that is not in the list. */
  variant?: Uhf18Variant;
  model: number;
  band: Uhf18Band;
  powerDbm: number;
  scanTimeMs: number;
  /** A bit per antenna that is in use; where the model has several. */
  antennas?: number;
}

/** Band number and the first and last channel: together they are the region. */
export interface Uhf18Band {
  band: number;
  first: number;
  last: number;
}

/** Frequencies: EU 865.1 + 0.2 n, US 902.75 + 0.5 n, Korea 917.1 + 0.2 n, China 920.125 + 0.25 n MHz. */
export const UHF18_REGIONS = {
  eu: { band: 0b0100, first: 0, last: 14 },
  us: { band: 0b0010, first: 0, last: 49 },
  korea: { band: 0b0011, first: 0, last: 31 },
  'china-900': { band: 0b0001, first: 0, last: 19 },
} as const satisfies Record<string, Uhf18Band>;
export type Uhf18Region = keyof typeof UHF18_REGIONS;

const MODELS: Readonly<Record<number, Uhf18Variant>> = {
  0x03: 'uhfreader18',
  0x08: 'uhfreader18',
  0x09: 'uhfreader18',
  0x0c: 'uhfreader288',
  0x0f: 'uhfreader288',
  0x10: 'uhfreader288',
  0x16: 'uhfreader288',
  0x20: 'uhfreader288',
  0x8b: 'uhfreader288',
};
export const MODEL_18 = 0x09;
export const MODEL_288 = 0x0c;
const SHORTEST = 8;
const SCAN_UNIT_MS = 100;

/** Undefined for every other frame. */
export function decodeInfo({ command, status, data }: Uhf18Frame): Uhf18Info | undefined {
  if (command !== Uhf18Command.info || status !== Uhf18Status.done || data.length < SHORTEST)
    return undefined;
  const [, , model = 0, , high = 0, low = 0, powerDbm = 0, scan = 0, antennas] = data;
  const variant = MODELS[model];
  return {
    model,
    band: decodeBand(high, low),
    powerDbm,
    scanTimeMs: scan * SCAN_UNIT_MS,
    ...(variant === undefined ? {} : { variant }),
    ...(antennas === undefined ? {} : { antennas }),
  };
}

export function encodeInfo(info: Uhf18Info): Uint8Array {
  const VERSION = [2, 36];
  const GEN2 = 0x02;
  const head = [...VERSION, info.model, GEN2, ...encodeBand(info.band), info.powerDbm];
  const scan = info.scanTimeMs / SCAN_UNIT_MS;
  const tail = info.antennas === undefined ? [] : [info.antennas, 0, 0, 0, 0];
  return Uint8Array.from([...head, scan, ...tail]);
}

/** The two bytes with which the band is set and told: last channel and first channel, each with half of the band above it. */
export function encodeBand({ band, first, last }: Uhf18Band): [number, number] {
  return [((band & 0b1100) << 4) | last, ((band & 0b0011) << 6) | first];
}

export function decodeBand(high: number, low: number): Uhf18Band {
  return { band: ((high & 0xc0) >> 4) | ((low & 0xc0) >> 6), first: low & 0x3f, last: high & 0x3f };
}
