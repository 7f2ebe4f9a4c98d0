/**
 * LD2450 reports (Hi-Link serial protocol 1.03, section 2.3): three targets in 30 bytes, ten times a second.
 *
 * Signs are no two's complement: bit 15 set means positive, and 15 bits are the magnitude.
 */
import { fits, uint16 } from '../hilink/envelope.ts';
import type { Scan } from '../scanning-framer.ts';

export interface Ld2450Target {
  /** Millimetres, positive to the right of the sensor as it looks. */
  xMm: number;
  /** Millimetres straight ahead. */
  yMm: number;
  /** Centimetres per second, negative towards the sensor. */
  speedCmPerS: number;
  /** Depth of the range gate (millimetres). */
  resolutionMm: number;
}

const HEADER = [0xaa, 0xff, 0x03, 0x00] as const;
const FOOTER = [0x55, 0xcc] as const;
const TARGET_BYTES = 8;
/** Places for targets in a report. */
export const TARGET_COUNT = 3;
const DATA_BYTES = TARGET_COUNT * TARGET_BYTES;
export const REPORT_BYTES: number = HEADER.length + DATA_BYTES + FOOTER.length;

const POSITIVE = 0x8000;
const MAGNITUDE = 0x7fff;

/** Finds the targets' bytes by the length of a report: what looks like its end may lie inside. The data is a copy. */
export function scanReport(bytes: Uint8Array, at: number): Scan<Uint8Array> {
  const end = at + HEADER.length + DATA_BYTES;
  if (!fits(bytes, at, HEADER) || !fits(bytes, end, FOOTER)) return 'none';
  if (bytes.length < end + FOOTER.length) return 'incomplete';
  return { frame: bytes.slice(at + HEADER.length, end), length: REPORT_BYTES };
}

/** The targets of a report; none for places that are empty. */
export function decodeTargets(data: Uint8Array): Ld2450Target[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const targets: Ld2450Target[] = [];
  for (let at = 0; at + TARGET_BYTES <= data.length; at += TARGET_BYTES) {
    if (view.getBigUint64(at) === 0n) continue;
    targets.push({
      xMm: signed(view.getUint16(at, true)),
      yMm: signed(view.getUint16(at + 2, true)),
      speedCmPerS: signed(view.getUint16(at + 4, true)),
      resolutionMm: view.getUint16(at + 6, true),
    });
  }
  return targets;
}

/** A whole report; more than three targets do not fit. */
export function encodeTargets(targets: readonly Ld2450Target[]): Uint8Array {
  const bytes = new Uint8Array(REPORT_BYTES);
  bytes.set(HEADER);
  for (const [index, target] of targets.slice(0, TARGET_COUNT).entries()) {
    const { xMm, yMm, speedCmPerS, resolutionMm } = target;
    const words = [magnitude(xMm), magnitude(yMm), magnitude(speedCmPerS), resolutionMm];
    bytes.set(words.flatMap(uint16), HEADER.length + index * TARGET_BYTES);
  }
  bytes.set(FOOTER, HEADER.length + DATA_BYTES);
  return bytes;
}

function signed(word: number): number {
  const value = word & MAGNITUDE;
  // Not -0, which the sensor writes for "none".
  return value === 0 || (word & POSITIVE) !== 0 ? value : -value;
}

function magnitude(value: number): number {
  const bits = Math.min(Math.abs(Math.round(value)), MAGNITUDE);
  return value > 0 ? bits | POSITIVE : bits;
}
