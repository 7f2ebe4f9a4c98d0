/**
 * Frames of ThingMagic (JADAK, Novanta) modules (Mercury API serial protocol): FF, length of the data, opcode, in
 * answers a status u16 BE, data, CRC high byte first.
 */
import type { FrameScan } from '../scanning-framer.ts';
import { thingMagicCrc } from './crc.ts';

/** What a module sends. */
export interface ThingMagicFrame {
  opcode: number;
  status: number;
  data: Uint8Array;
}

/** What a host sends. */
export interface ThingMagicRequest {
  opcode: number;
  data: Uint8Array;
}

const HEADER = 0xff;
/** Header, length, opcode. */
const REQUEST_HEAD = 3;
/** And status. */
const ANSWER_HEAD = 5;
const CRC_BYTES = 2;
const MAX_DATA = 0xff;
export const THINGMAGIC_MAX_FRAME = ANSWER_HEAD + MAX_DATA + CRC_BYTES;

export const thingMagicScan: FrameScan<ThingMagicFrame> = (bytes, at) => {
  const whole = wholeFrame(bytes, at, ANSWER_HEAD);
  if (typeof whole === 'string') return whole;
  const status = ((whole[3] ?? 0) << 8) | (whole[4] ?? 0);
  const data = whole.slice(ANSWER_HEAD, -CRC_BYTES);
  return { frame: { opcode: whole[2] ?? 0, status, data }, length: whole.length };
};

/** What a simulated module hears. */
export const thingMagicRequestScan: FrameScan<ThingMagicRequest> = (bytes, at) => {
  const whole = wholeFrame(bytes, at, REQUEST_HEAD);
  if (typeof whole === 'string') return whole;
  const [, , opcode = 0] = whole;
  return { frame: { opcode, data: whole.slice(REQUEST_HEAD, -CRC_BYTES) }, length: whole.length };
};

/** @param frame At most 255 bytes of data. */
export function encodeThingMagic({ opcode, status, data }: ThingMagicFrame): Uint8Array {
  return withCrc([data.length, opcode, status >> 8, status & 0xff, ...data]);
}

export function encodeThingMagicRequest({ opcode, data }: ThingMagicRequest): Uint8Array {
  return withCrc([data.length, opcode, ...data]);
}

/** Bytes on the line. */
export function thingMagicFrameLength(frame: ThingMagicFrame): number {
  return ANSWER_HEAD + frame.data.length + CRC_BYTES;
}

function wholeFrame(bytes: Uint8Array, at: number, head: number): Uint8Array | 'incomplete' | 'none' {
  if (bytes[at] !== HEADER) return 'none';
  const length = head + (bytes[at + 1] ?? 0) + CRC_BYTES;
  if (bytes.length - at < length) return 'incomplete';
  const crcAt = at + length - CRC_BYTES;
  const crc = ((bytes[crcAt] ?? 0) << 8) | (bytes[crcAt + 1] ?? 0);
  return crc === thingMagicCrc(bytes.subarray(at + 1, crcAt)) ? bytes.subarray(at, at + length) : 'none';
}

function withCrc(body: readonly number[]): Uint8Array {
  const crc = thingMagicCrc(Uint8Array.from(body));
  return Uint8Array.from([HEADER, ...body, crc >> 8, crc & 0xff]);
}
