/**
 * The commands of the LD2410 beyond those of every Hi-Link radar (serial protocol 1.07, section 2.2), and the values of
 * their acknowledgements, both ways: encoders for the host, and for the simulator.
 */
import { DeviceError } from '../errors.ts';
import { encodeCommand, viewOf } from '../hilink/commands.ts';
import { uint16, uint32 } from '../hilink/envelope.ts';

export const Ld2410Command = {
  setGates: 0x60,
  readParameters: 0x61,
  engineeringOn: 0x62,
  engineeringOff: 0x63,
  setSensitivity: 0x64,
  setResolution: 0xaa,
  readResolution: 0xab,
  setLight: 0xad,
  readLight: 0xae,
} as const;

/** Range gates 0 to 8. */
export const GATE_COUNT = 9;
/** Address of all gates at once. */
const ALL_GATES = 0xffff;
const PARAMETERS_HEAD = 0xaa;
const PARAMETERS_BYTES = 24;

export interface Ld2410Gates {
  /** Farthest gate in which somebody who moves counts, 2 to 8. */
  maxMovingGate: number;
  /** Farthest gate in which somebody still counts, 2 to 8. */
  maxStillGate: number;
  /** How long the radar itself goes on reporting somebody who left (seconds). */
  absenceSeconds: number;
}

export interface Ld2410Parameters extends Ld2410Gates {
  /** Energy from which a gate counts, 0 to 100, per gate: a low threshold is a high sensitivity. */
  movingThresholds: number[];
  stillThresholds: number[];
}

/** Depth of a gate in centimetres. */
export type Ld2410Resolution = 75 | 20;
const RESOLUTIONS: readonly Ld2410Resolution[] = [75, 20];

const LIGHT_FUNCTIONS = ['off', 'below', 'above'] as const;

/** When OUT may say that somebody is there: always, only below, or only above so much light. */
export interface Ld2410Light {
  when: (typeof LIGHT_FUNCTIONS)[number];
  /** 0 (dark) to 255. */
  threshold: number;
  /** Level of OUT while nobody is there. */
  idleHigh: boolean;
}

export const readParameters = (): Uint8Array => encodeCommand(Ld2410Command.readParameters);
export const setEngineering = (on: boolean): Uint8Array =>
  encodeCommand(on ? Ld2410Command.engineeringOn : Ld2410Command.engineeringOff);
export const setGates = (gates: Ld2410Gates): Uint8Array =>
  encodeCommand(Ld2410Command.setGates, encodeGates(gates));
/** @param gate 0 to 8, or `all`. */
export const setSensitivity = (gate: number | 'all', thresholds: GateThresholds): Uint8Array =>
  encodeCommand(Ld2410Command.setSensitivity, encodeSensitivity(gate, thresholds));
/** Takes effect after a restart. */
export const setResolution = (resolution: Ld2410Resolution): Uint8Array =>
  encodeCommand(Ld2410Command.setResolution, encodeResolution(resolution));
export const readResolution = (): Uint8Array => encodeCommand(Ld2410Command.readResolution);
export const setLight = (light: Ld2410Light): Uint8Array =>
  encodeCommand(Ld2410Command.setLight, encodeLight(light));
export const readLight = (): Uint8Array => encodeCommand(Ld2410Command.readLight);

export interface GateThresholds {
  moving: number;
  still: number;
}

/** Value of `setGates`. */
export function encodeGates({ maxMovingGate, maxStillGate, absenceSeconds }: Ld2410Gates): number[] {
  return words([maxMovingGate, maxStillGate, absenceSeconds]);
}

/** Value of `setSensitivity`. */
export function encodeSensitivity(gate: number | 'all', { moving, still }: GateThresholds): number[] {
  return words([gate === 'all' ? ALL_GATES : gate, moving, still]);
}

/** Numbered parameters: u16 number, u32 value. */
function words(values: readonly number[]): number[] {
  return values.flatMap((value, index) => [...uint16(index), ...uint32(value)]);
}

/** The three values of `setGates` or `setSensitivity`. @throws DeviceError TW_HILINK_ANSWER_INVALID */
export function decodeWords(value: Uint8Array): [number, number, number] {
  const view = viewOf(value, 18);
  return [view.getUint32(2, true), view.getUint32(8, true), view.getUint32(14, true)];
}

/** True when a sensitivity is meant for this gate. */
export function addressesGate(address: number, gate: number): boolean {
  return address === ALL_GATES || address === gate;
}

/** The answer to `readParameters`. @throws DeviceError TW_HILINK_ANSWER_INVALID */
export function decodeParameters(value: Uint8Array): Ld2410Parameters {
  const view = viewOf(value, PARAMETERS_BYTES);
  const [head, lastGate, maxMovingGate = 0, maxStillGate = 0] = value;
  if (head !== PARAMETERS_HEAD || lastGate !== GATE_COUNT - 1)
    throw new DeviceError('TW_HILINK_ANSWER_INVALID');
  const still = 4 + GATE_COUNT;
  return {
    maxMovingGate,
    maxStillGate,
    absenceSeconds: view.getUint16(still + GATE_COUNT, true),
    movingThresholds: [...value.subarray(4, still)],
    stillThresholds: [...value.subarray(still, still + GATE_COUNT)],
  };
}

export function encodeParameters(parameters: Ld2410Parameters): number[] {
  const { maxMovingGate, maxStillGate, movingThresholds, stillThresholds, absenceSeconds } = parameters;
  return [
    PARAMETERS_HEAD,
    GATE_COUNT - 1,
    maxMovingGate,
    maxStillGate,
    ...movingThresholds,
    ...stillThresholds,
    ...uint16(absenceSeconds),
  ];
}

/** The answer to `readResolution`. @throws DeviceError TW_HILINK_ANSWER_INVALID */
export function decodeResolution(value: Uint8Array): Ld2410Resolution {
  const resolution = RESOLUTIONS[viewOf(value, 2).getUint16(0, true)];
  if (resolution === undefined) throw new DeviceError('TW_HILINK_ANSWER_INVALID');
  return resolution;
}

export function encodeResolution(resolution: Ld2410Resolution): number[] {
  return uint16(RESOLUTIONS.indexOf(resolution));
}

/** The answer to `readLight`. @throws DeviceError TW_HILINK_ANSWER_INVALID */
export function decodeLight(value: Uint8Array): Ld2410Light {
  const view = viewOf(value, 3);
  const when = LIGHT_FUNCTIONS[view.getUint8(0)];
  if (when === undefined) throw new DeviceError('TW_HILINK_ANSWER_INVALID');
  return { when, threshold: view.getUint8(1), idleHigh: view.getUint8(2) !== 0 };
}

export function encodeLight({ when, threshold, idleHigh }: Ld2410Light): number[] {
  return [LIGHT_FUNCTIONS.indexOf(when), threshold, idleHigh ? 1 : 0, 0];
}
