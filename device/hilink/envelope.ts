/** What Hi-Link radars wrap everything in: header, length u16 LE, data, footer (LD2410 serial protocol 1.07, section 2). */
import type { Scan } from '../scanning-framer.ts';

export interface Envelope {
  /** Four bytes. */
  header: readonly number[];
  /** Four bytes. */
  footer: readonly number[];
  /** Longer data is not of this protocol: a byte of the length was lost. */
  maxData: number;
}

const EDGE = 4;
const LENGTH = 2;
/** Bytes around the data. */
export const ENVELOPE_BYTES = EDGE + LENGTH + EDGE;

/** Finds the data of an envelope that begins at `at`; the data is a copy. */
export function scanEnvelope(bytes: Uint8Array, at: number, envelope: Envelope): Scan<Uint8Array> {
  if (!fits(bytes, at, envelope.header)) return 'none';
  const low = bytes[at + EDGE];
  const high = bytes[at + EDGE + 1];
  if (low === undefined) return 'incomplete';
  if (high === undefined) return low <= envelope.maxData ? 'incomplete' : 'none';
  const length = (high << 8) | low;
  if (length > envelope.maxData) return 'none';
  const start = at + EDGE + LENGTH;
  const end = start + length;
  if (!fits(bytes, end, envelope.footer)) return 'none';
  if (bytes.length < end + EDGE) return 'incomplete';
  return { frame: bytes.slice(start, end), length: length + ENVELOPE_BYTES };
}

/** The data in its envelope. */
export function sealEnvelope({ header, footer }: Envelope, data: readonly number[]): Uint8Array {
  return Uint8Array.from([...header, ...uint16(data.length), ...data, ...footer]);
}

/** True as long as every byte that has arrived fits. */
export function fits(bytes: Uint8Array, at: number, pattern: readonly number[]): boolean {
  const length = Math.min(pattern.length, bytes.length - at);
  for (let index = 0; index < length; index += 1) if (bytes[at + index] !== pattern[index]) return false;
  return true;
}

/** Little endian. */
export function uint16(value: number): [number, number] {
  return [value & 0xff, (value >> 8) & 0xff];
}

/** Little endian. */
export function uint32(value: number): [number, number, number, number] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff];
}
