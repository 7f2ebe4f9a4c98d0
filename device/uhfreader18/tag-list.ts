/**
 * Tags in an answer to an inventory (user's manuals: UHFReader18 V2.0 and UHFReader288MP v1.14, inventory).
 *
 * UHFReader18: count, then length and EPC of each. UHFReader288: antenna as a bit, count, then length, EPC and RSSI of
 * each; the highest bit of a length says that 12 bytes of TID follow the EPC within it.
 */
import { MAX_EPC_BYTES } from '../uhf/air-frame.ts';
import type { UhfTag } from '../uhf/tag.ts';

export type Uhf18Variant = 'uhfreader18' | 'uhfreader288';

const WITH_TID = 0x80;
const TID_BYTES = 12;

/** RSSI of a byte as a reader sends it. */
export type RssiOf = (byte: number) => number;

/**
 * The manuals give no unit. Firmware that counts from the noise up sends less than 80h; newer firmware sends dBm as a
 * signed byte, which for every tag is 80h or more.
 * @param offset What is added to the former (dB).
 */
export function rssiWith(offset: number): RssiOf {
  return (byte) => (byte < 0x80 ? byte + offset : byte - 0x100);
}

/** Undefined when the data are not of this form to the last byte. */
export function decodeTags(data: Uint8Array, variant: Uhf18Variant, rssiOf: RssiOf): UhfTag[] | undefined {
  return variant === 'uhfreader18' ? decode18(data) : decode288(data, rssiOf);
}

function decode18(data: Uint8Array): UhfTag[] | undefined {
  const [count = 0] = data;
  const tags: UhfTag[] = [];
  let at = 1;
  while (at < data.length) {
    const length = data[at] ?? 0;
    const end = at + 1 + length;
    if (!isEpcLength(length) || end > data.length) return undefined;
    tags.push({ epc: data.slice(at + 1, end), antenna: 1, rssiDbm: null });
    at = end;
  }
  return tags.length === count ? tags : undefined;
}

function decode288(data: Uint8Array, rssiOf: RssiOf): UhfTag[] | undefined {
  const [mask = 0, count = 0] = data;
  if (data.length < 2 || (mask & (mask - 1)) !== 0) return undefined;
  const tags: UhfTag[] = [];
  let at = 2;
  while (at < data.length) {
    const size = data[at] ?? 0;
    const tag = tag288(data.subarray(at + 1), size, { rssiOf, antenna: antennaOf(mask) });
    if (tag === undefined) return undefined;
    tags.push(tag);
    at += 2 + (size & ~WITH_TID);
  }
  return tags.length === count ? tags : undefined;
}

/** @param rest What follows the length byte. */
function tag288(
  rest: Uint8Array,
  size: number,
  { rssiOf, antenna }: { rssiOf: RssiOf; antenna: number },
): UhfTag | undefined {
  const length = size & ~WITH_TID;
  const epcLength = (size & WITH_TID) === 0 ? length : length - TID_BYTES;
  const rssi = rest[length];
  if (!isEpcLength(epcLength) || rssi === undefined) return undefined;
  const tid = rest.slice(epcLength, length);
  const tag: UhfTag = { epc: rest.slice(0, epcLength), antenna, rssiDbm: rssiOf(rssi) };
  if (tid.length > 0) tag.tid = tid;
  return tag;
}

/** A tag that a reader of either kind tells without being asked (command EE); undefined when it tells none. */
export function decodeRealTime(data: Uint8Array, rssiOf: RssiOf): UhfTag | undefined {
  const [mask = 0, size = 0] = data;
  const where = { rssiOf, antenna: antennaOf(mask) };
  const tag = size === data.length - 3 ? tag288(data.subarray(2), size, where) : undefined;
  if (tag !== undefined) return tag;
  return isEpcLength(data.length) ? { epc: data.slice(), antenna: 1, rssiDbm: null } : undefined;
}

/** The data of an answer with these tags. */
export function encodeTags(
  tags: readonly { epc: Uint8Array; rssiByte: number }[],
  variant: Uhf18Variant,
  antenna: number,
): Uint8Array {
  const is288 = variant === 'uhfreader288';
  const each = tags.flatMap(({ epc, rssiByte }) => [epc.length, ...epc, ...(is288 ? [rssiByte] : [])]);
  return Uint8Array.from([...(is288 ? [1 << (antenna - 1)] : []), tags.length, ...each]);
}

/** From 1: the lowest bit; none set is the first antenna. */
function antennaOf(mask: number): number {
  return mask === 0 ? 1 : 32 - Math.clz32(mask & -mask);
}

function isEpcLength(bytes: number): boolean {
  return bytes > 0 && bytes % 2 === 0 && bytes <= MAX_EPC_BYTES;
}
