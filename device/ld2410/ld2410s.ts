/**
 * Tells the LD2410S apart: a battery model with its own protocol (115200 baud) that looks like an LD2410 at first sight.
 * Only recognised, so that a person is told what hangs on the line; not read.
 *
 * It sends short reports `6E | state | distance u16 | 62`, or, switched over, standard ones in an LD2410 envelope with
 * 70 bytes of data of type 01 (energies of 16 gates).
 */
import { fits, scanEnvelope, sealEnvelope, uint16 } from '../hilink/envelope.ts';
import type { Scan } from '../scanning-framer.ts';
import { REPORT_ENVELOPE } from './report.ts';

const STANDARD_TYPE = 0x01;
export const MAX_LD2410S_DATA = 70;
const STANDARD = { ...REPORT_ENVELOPE, maxData: MAX_LD2410S_DATA };

/** First byte of a short report. */
export const LD2410S_HEAD = 0x6e;
const SHORT_TAIL = 0x62;
const SHORT_BYTES = 5;
const MAX_STATE = 3;
const MAX_DISTANCE_CM = 1_600;

/** The frame is the whole of its bytes. */
export function scanLd2410s(bytes: Uint8Array, at: number): Scan<Uint8Array> {
  const standard = scanEnvelope(bytes, at, STANDARD);
  if (standard === 'incomplete') return standard;
  if (typeof standard === 'object') {
    const isStandard = standard.frame.length === MAX_LD2410S_DATA && standard.frame[0] === STANDARD_TYPE;
    return isStandard ? { frame: bytes.slice(at, at + standard.length), length: standard.length } : 'none';
  }
  return scanShort(bytes, at);
}

/** Five bytes prove little: garbage looks like them now and then. Two in a row do. */
function scanShort(bytes: Uint8Array, at: number): Scan<Uint8Array> {
  const second = at + SHORT_BYTES;
  if (!looksShort(bytes, at) || !looksShort(bytes, second)) return 'none';
  if (bytes.length < second + SHORT_BYTES) return 'incomplete';
  return { frame: bytes.slice(at, second), length: SHORT_BYTES };
}

/** True as long as every byte that has arrived fits. */
function looksShort(bytes: Uint8Array, at: number): boolean {
  if (!fits(bytes, at, [LD2410S_HEAD]) || !fits(bytes, at + SHORT_BYTES - 1, [SHORT_TAIL])) return false;
  const [state = 0, low = 0, high = 0] = bytes.subarray(at + 1, at + SHORT_BYTES - 1);
  return state <= MAX_STATE && ((high << 8) | low) <= MAX_DISTANCE_CM;
}

/** A short report, as the model sends it from the factory. */
export function encodeLd2410sShort(state: number, distanceCm: number): Uint8Array {
  return Uint8Array.of(LD2410S_HEAD, state, ...uint16(distanceCm), SHORT_TAIL);
}

/** A standard report without any energy. */
export function encodeLd2410sStandard(state: number, distanceCm: number): Uint8Array {
  const data = [STANDARD_TYPE, state, ...uint16(distanceCm)];
  return sealEnvelope(STANDARD, [...data, ...Array<number>(MAX_LD2410S_DATA - data.length).fill(0)]);
}
