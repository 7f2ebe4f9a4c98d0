/**
 * A tag in continuous reading (Mercury API serial protocol, opcode 22 with metadata): option, search flags, metadata
 * flags, kind of record, the metadata that the flags name, length in bits, then PC, EPC and CRC as the tag sent them.
 */
import { joinAirFrame, splitAirFrame, type AirFrame } from '../uhf/air-frame.ts';
import type { UhfTag } from '../uhf/tag.ts';
import { Opcode, PROTOCOL_GEN2, Status } from './codes.ts';
import type { ThingMagicFrame } from './frame.ts';

/** The option that says that metadata come along. */
export const WITH_METADATA = 0x10;

const Metadata = {
  count: 0x0001,
  rssi: 0x0002,
  antenna: 0x0004,
  frequency: 0x0008,
  timestamp: 0x0010,
  phase: 0x0020,
  protocol: 0x0040,
  data: 0x0080,
  gpio: 0x0100,
} as const;
/** All that this file can read; it is what the session asks for. */
export const METADATA_ALL = 0x01ff;

/** Fields in the order in which they come, with their lengths in bytes; data have their own length in front. */
const FIELDS = [
  { flag: Metadata.count, bytes: 1 },
  { flag: Metadata.rssi, bytes: 1 },
  { flag: Metadata.antenna, bytes: 1 },
  { flag: Metadata.frequency, bytes: 3 },
  { flag: Metadata.timestamp, bytes: 4 },
  { flag: Metadata.phase, bytes: 2 },
  { flag: Metadata.protocol, bytes: 1 },
  { flag: Metadata.data, bytes: 2 },
  { flag: Metadata.gpio, bytes: 1 },
] as const;

const Kind = { tag: 0x01 } as const;
const HEAD = 6;
/** In the place of the length of data: reading them failed, two bytes of reason follow. */
const DATA_FAILED = 0x8000;

/**
 * @param checkCrc Whether the tag's own CRC must be right.
 * @returns undefined for every other frame, and for a tag of another protocol or with a wrong length or CRC.
 */
export function decodeTagRecord(frame: ThingMagicFrame, checkCrc: boolean): UhfTag | undefined {
  const { opcode, status, data } = frame;
  const option = data[0];
  const flags = ((data[3] ?? 0) << 8) | (data[4] ?? 0);
  const kind = data[5];
  const isRecord =
    opcode === Opcode.readMultiple &&
    status === Status.ok &&
    option === WITH_METADATA &&
    kind === Kind.tag &&
    (flags & ~METADATA_ALL) === 0;
  if (!isRecord) return undefined;
  const { values, end } = readFields(data, flags);
  if ((values.get(Metadata.protocol) ?? PROTOCOL_GEN2) !== PROTOCOL_GEN2) return undefined;
  const bits = uint16(data, end);
  if (bits === undefined || (data.length - end - 2) * 8 !== bits) return undefined;
  const tag = splitAirFrame(data, checkCrc, end + 2);
  if (tag === undefined) return undefined;
  return described(tag, values);
}

function described({ epc, pc }: AirFrame, values: ReadonlyMap<number, number>): UhfTag {
  const rssi = values.get(Metadata.rssi);
  const count = values.get(Metadata.count) ?? 1;
  // Transmit port, receive port; with four bits each the sixteenth is 0.
  const port = (values.get(Metadata.antenna) ?? 0x11) >> 4;
  const rssiDbm = rssi === undefined ? null : (rssi << 24) >> 24;
  const tag: UhfTag = { epc, pc, antenna: port === 0 ? 16 : port, rssiDbm };
  if (count > 1) tag.count = count;
  return tag;
}

function readFields(data: Uint8Array, flags: number): { values: Map<number, number>; end: number } {
  const values = new Map<number, number>();
  let at = HEAD;
  for (const { flag, bytes } of FIELDS) {
    if ((flags & flag) === 0) continue;
    let value = 0;
    for (let index = at; index < at + bytes; index += 1) value = value * 256 + (data[index] ?? 0);
    values.set(flag, value);
    at += bytes;
    if (flag === Metadata.data) at += (value & DATA_FAILED) === 0 ? Math.ceil(value / 8) : 2;
  }
  return { values, end: at };
}

export interface TagRecord {
  epc: Uint8Array;
  pc: number;
  antenna: number;
  rssiDbm: number;
  /** Since the last sign of life (ms). */
  timestampMs: number;
  frequencyKhz: number;
}

/** The frame with which the module reports a tag. */
export function encodeTagRecord(record: TagRecord): ThingMagicFrame {
  const air = joinAirFrame(record);
  const nibble = record.antenna & 0x0f;
  const bits = air.length * 8;
  const head = [WITH_METADATA, 0x00, 0x1b, METADATA_ALL >> 8, METADATA_ALL & 0xff, Kind.tag];
  const seen = [1, record.rssiDbm & 0xff, (nibble << 4) | nibble];
  const when = [...bigEndian(record.frequencyKhz, 3), ...bigEndian(record.timestampMs, 4)];
  const NO_PHASE = [0, 0];
  const NO_DATA = [0, 0];
  const GPIO = 0x0f;
  const rest = [...NO_PHASE, PROTOCOL_GEN2, ...NO_DATA, GPIO, ...bigEndian(bits, 2)];
  const data = [...head, ...seen, ...when, ...rest, ...air];
  return { opcode: Opcode.readMultiple, status: Status.ok, data: Uint8Array.from(data) };
}

function uint16(data: Uint8Array, at: number): number | undefined {
  const high = data[at];
  const low = data[at + 1];
  return high === undefined || low === undefined ? undefined : (high << 8) | low;
}

function bigEndian(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => (value >>> (8 * (bytes - 1 - index))) & 0xff);
}
