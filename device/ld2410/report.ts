/** LD2410 reports (Hi-Link serial protocol 1.07, section 2.3): basic and engineering mode. */
import { DeviceError } from '../errors.ts';
import { fits, sealEnvelope, uint16, type Envelope } from '../hilink/envelope.ts';

export const TargetState = { none: 0, moving: 1, still: 2, both: 3 } as const;
export type TargetState = (typeof TargetState)[keyof typeof TargetState];

/** Distances in centimetres, energies 0 to 100. */
export interface Ld2410Report {
  state: TargetState;
  movingCm: number;
  movingEnergy: number;
  stillCm: number;
  stillEnergy: number;
  detectionCm: number;
  /** Per range gate; in engineering mode only. */
  engineering?: Ld2410Gates;
}

export interface Ld2410Gates {
  maxMovingGate: number;
  maxStillGate: number;
  movingEnergies: number[];
  stillEnergies: number[];
  /** Photo sensor, 0 to 255. */
  light: number;
  /** Level of the OUT pin. */
  out: boolean;
}

const Type = { engineering: 0x01, basic: 0x02 } as const;
const HEAD = 0xaa;
const TAIL = [0x55, 0x00] as const;
const BASIC_LENGTH = 13;
const ENGINEERING_LENGTH = 35;
const GATES = 9;
const GATES_OFFSET = 11;

export const REPORT_ENVELOPE: Envelope = {
  header: [0xf4, 0xf3, 0xf2, 0xf1],
  footer: [0xf8, 0xf7, 0xf6, 0xf5],
  maxData: 64,
};

/** Whether the data of a report frame is a report. */
export function isReport(data: Uint8Array): boolean {
  const [type, head, state = 0] = data;
  const isEngineering = type === Type.engineering;
  const length = isEngineering ? ENGINEERING_LENGTH : BASIC_LENGTH;
  return (
    (isEngineering || type === Type.basic) &&
    head === HEAD &&
    data.length === length &&
    data[length - 2] === TAIL[0] &&
    data[length - 1] === TAIL[1] &&
    state <= TargetState.both &&
    !holdsHeader(data)
  );
}

/**
 * A long report that was cut short and the short one behind it have the length and the end of one. Distances and energies
 * never look like a header: they are far smaller.
 */
function holdsHeader(data: Uint8Array): boolean {
  const { header } = REPORT_ENVELOPE;
  for (let at = 0; at + header.length <= data.length; at += 1) if (fits(data, at, header)) return true;
  return false;
}

/**
 * Decodes the data of a report frame.
 * @throws DeviceError TW_LD2410_FRAME_INVALID
 */
export function decodeReport(data: Uint8Array): Ld2410Report {
  if (!isReport(data)) throw new DeviceError('TW_LD2410_FRAME_INVALID');
  const isEngineering = data[0] === Type.engineering;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return {
    state: data[2] as TargetState,
    movingCm: view.getUint16(3, true),
    movingEnergy: view.getUint8(5),
    stillCm: view.getUint16(6, true),
    stillEnergy: view.getUint8(8),
    detectionCm: view.getUint16(9, true),
    ...(isEngineering ? { engineering: decodeGates(data.subarray(GATES_OFFSET)) } : {}),
  };
}

function decodeGates(data: Uint8Array): Ld2410Gates {
  const [maxMovingGate = 0, maxStillGate = 0] = data;
  const stillAt = 2 + GATES;
  const end = stillAt + GATES;
  return {
    maxMovingGate,
    maxStillGate,
    movingEnergies: [...data.subarray(2, stillAt)],
    stillEnergies: [...data.subarray(stillAt, end)],
    light: data[end] ?? 0,
    out: data[end + 1] === 1,
  };
}

/** A whole frame, header to footer: what the sensor would send. */
export function encodeReport(report: Ld2410Report): Uint8Array {
  const { engineering: gates } = report;
  const data = [
    gates === undefined ? Type.basic : Type.engineering,
    HEAD,
    report.state,
    ...uint16(report.movingCm),
    report.movingEnergy,
    ...uint16(report.stillCm),
    report.stillEnergy,
    ...uint16(report.detectionCm),
    ...(gates === undefined ? [] : encodeGates(gates)),
    ...TAIL,
  ];
  return sealEnvelope(REPORT_ENVELOPE, data);
}

function encodeGates(gates: Ld2410Gates): number[] {
  const { maxMovingGate, maxStillGate, movingEnergies, stillEnergies, light, out } = gates;
  return [maxMovingGate, maxStillGate, ...movingEnergies, ...stillEnergies, light, out ? 1 : 0];
}
