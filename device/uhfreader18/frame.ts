/**
 * Frames of UHFReader18 and its successors (user's manual V2.0, section 3): length (of what follows it), address,
 * command, in answers a status, data, CRC low byte first.
 *
 * There is no header: a frame is told by its CRC, by a command and a status that exist, and by its address where that
 * is known.
 */
import type { FrameScan } from '../scanning-framer.ts';
import { isPlausible } from './codes.ts';
import { mcrf4xx } from './crc.ts';

/** An answer: what a reader sends. */
export interface Uhf18Frame {
  address: number;
  command: number;
  status: number;
  data: Uint8Array;
}

/** What a host sends. */
export interface Uhf18Request {
  address: number;
  command: number;
  data: Uint8Array;
}

/** Every reader listens to it; none has it. */
export const BROADCAST = 0xff;
const CRC_BYTES = 2;
/** Length, address, command. */
const REQUEST_HEAD = 3;
/** And status. */
const ANSWER_HEAD = 4;
export const UHF18_MAX_FRAME = 256;

/** @param address Only answers of the reader with this address; BROADCAST: of any. */
export function uhf18Scan(address: number): FrameScan<Uhf18Frame> {
  return (bytes, at) => {
    const available = bytes.length - at;
    const length = (bytes[at] ?? 0) + 1;
    const from = bytes[at + 1];
    const command = bytes[at + 2];
    const status = bytes[at + 3];
    if (length < ANSWER_HEAD + CRC_BYTES) return 'none';
    if (from !== undefined && (from === BROADCAST || (address !== BROADCAST && from !== address)))
      return 'none';
    if (command !== undefined && !isPlausible(command, status ?? 0)) return 'none';
    if (available < length) return 'incomplete';
    if (!isCrcRight(bytes.subarray(at, at + length))) return 'none';
    const data = bytes.slice(at + ANSWER_HEAD, at + length - CRC_BYTES);
    return { frame: { address: from ?? 0, command: command ?? 0, status: status ?? 0, data }, length };
  };
}

/** What a simulated reader hears. */
export const uhf18RequestScan: FrameScan<Uhf18Request> = (bytes, at) => {
  const [size = 0, address = 0, command = 0] = bytes.subarray(at, at + REQUEST_HEAD);
  const length = size + 1;
  if (length < REQUEST_HEAD + CRC_BYTES) return 'none';
  if (bytes.length - at < length) return 'incomplete';
  if (!isCrcRight(bytes.subarray(at, at + length))) return 'none';
  return {
    frame: { address, command, data: bytes.slice(at + REQUEST_HEAD, at + length - CRC_BYTES) },
    length,
  };
};

/** @param frame At most 250 bytes of data. */
export function encodeUhf18({ address, command, status, data }: Uhf18Frame): Uint8Array {
  return withCrc([address, command, status, ...data]);
}

export function encodeUhf18Request({ address, command, data }: Uhf18Request): Uint8Array {
  return withCrc([address, command, ...data]);
}

/** Bytes on the line. */
export function uhf18FrameLength(frame: Uhf18Frame): number {
  return ANSWER_HEAD + frame.data.length + CRC_BYTES;
}

function withCrc(body: readonly number[]): Uint8Array {
  const head = [body.length + CRC_BYTES, ...body];
  const crc = mcrf4xx(Uint8Array.from(head));
  return Uint8Array.from([...head, crc & 0xff, crc >> 8]);
}

function isCrcRight(frame: Uint8Array): boolean {
  const end = frame.length - CRC_BYTES;
  return mcrf4xx(frame.subarray(0, end)) === ((frame[end] ?? 0) | ((frame[end + 1] ?? 0) << 8));
}
