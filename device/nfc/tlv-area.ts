/**
 * TLV blocks in a tag's data area (NFC Forum Type 2 Tag 1.2, 2.3; the same in Type 5 tags and MIFARE Classic).
 *
 * The walk is a generator that asks for one byte after the other. Whoever drives it, from a memory image or over the
 * air, reads only what the tag's structure calls for, and all ways share every rule.
 */
import { DeviceError } from '../errors.ts';

export const Tlv = {
  null: 0x00,
  lockControl: 0x01,
  memoryControl: 0x02,
  ndef: 0x03,
  terminator: 0xfe,
} as const;
export const LONG_LENGTH = 0xff;
const CONTROL_LENGTH = 3;

/** Yields addresses, receives the bytes there. */
export type MemoryWalk<Result> = Generator<number, Result, number>;

/** Where lock bits lie and what each of them locks, as a Lock Control TLV says it. */
export interface LockArea {
  start: number;
  bits: number;
  bytesPerBit: number;
}

/** The data area without its reserved bytes: lock and reserved areas may lie in the middle of a value. */
export class DataArea {
  readonly end: number;
  readonly locks: LockArea[] = [];
  readonly #reserved: { start: number; end: number }[] = [];
  #at: number;

  constructor(start: number, end: number) {
    this.#at = start;
    this.end = end;
  }

  /** Address of the next byte that belongs to a TLV. */
  get at(): number {
    this.#passReserved();
    return this.#at;
  }

  seek(address: number): void {
    this.#at = address;
  }

  exhausted(): boolean {
    return this.at >= this.end;
  }

  *next(): MemoryWalk<number> {
    return yield this.step();
  }

  /** Like `next`, without reading: the address of a byte that is to be written. */
  step(): number {
    if (this.exhausted())
      throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'It runs past the data area.' });
    const address = this.#at;
    this.#at += 1;
    return address;
  }

  *take(length: number): MemoryWalk<Uint8Array> {
    if (length > this.end - this.#at) {
      throw new DeviceError('TW_NDEF_TRUNCATED', {
        detail: `${length} bytes are announced, fewer fit on the tag.`,
      });
    }
    const value = new Uint8Array(length);
    for (let index = 0; index < length; index += 1) value[index] = yield* this.next();
    return value;
  }

  skip(length: number): void {
    for (let index = 0; index < length && !this.exhausted(); index += 1) this.#at += 1;
  }

  /** Lock Control TLV: size in bits; Memory Control TLV: size in bytes; 0 means 256 in both (4.3 and 4.4). */
  reserve(tag: number, value: Uint8Array): void {
    const [position = 0, count = 0, control = 0] = value;
    const start = (position >> 4) * 2 ** (control & 0x0f) + (position & 0x0f);
    const size = count === 0 ? 256 : count;
    const isLock = tag === Tlv.lockControl;
    if (isLock) this.locks.push({ start, bits: size, bytesPerBit: 2 ** (control >> 4) });
    this.#reserved.push({ start, end: start + (isLock ? Math.ceil(size / 8) : size) });
  }

  #passReserved(): void {
    let area = this.#areaAt(this.#at);
    while (area !== undefined) {
      this.#at = area.end;
      area = this.#areaAt(this.#at);
    }
  }

  #areaAt(address: number): { end: number } | undefined {
    return this.#reserved.find(({ start, end }) => address >= start && address < end);
  }
}

export interface NdefPlace {
  /** Address of the NDEF TLV's tag, or of the terminator or the unused rest where one can be put. */
  at: number;
  /** Of the value, which comes next in the area; undefined when there is no NDEF TLV. */
  length?: number;
}

/**
 * Walks to the first NDEF TLV and heeds the control TLVs before it.
 * @throws DeviceError TW_NDEF_TRUNCATED when a TLV runs past the data area.
 */
export function* findNdef(area: DataArea): MemoryWalk<NdefPlace> {
  /** Start of the NULL TLVs right before. */
  let unused: number | undefined;
  while (!area.exhausted()) {
    const at = area.at;
    const tag = yield* area.next();
    if (tag === Tlv.terminator) return { at };
    if (tag === Tlv.null) {
      unused ??= at;
      continue;
    }
    unused = undefined;
    const length = yield* readLength(area);
    if (tag === Tlv.ndef) return { at, length };
    yield* passValue(area, tag, length);
  }
  return { at: unused ?? area.end };
}

function* passValue(area: DataArea, tag: number, length: number): MemoryWalk<void> {
  const isControl = tag === Tlv.lockControl || tag === Tlv.memoryControl;
  if (isControl && length === CONTROL_LENGTH) area.reserve(tag, yield* area.take(length));
  else area.skip(length);
}

function* readLength(area: DataArea): MemoryWalk<number> {
  const short = yield* area.next();
  if (short !== LONG_LENGTH) return short;
  const high = yield* area.next();
  return (high << 8) | (yield* area.next());
}

/**
 * Reads the first NDEF message.
 * @throws DeviceError TW_NFC_TAG_BLANK, TW_NDEF_TRUNCATED
 */
export function* takeNdef(area: DataArea): MemoryWalk<Uint8Array> {
  const { length = 0 } = yield* findNdef(area);
  if (length === 0) throw new DeviceError('TW_NFC_TAG_BLANK');
  return yield* area.take(length);
}

/** Drives a walk over bytes that are there at once; undefined ones end it. */
export function walkImage<Result>(
  walk: MemoryWalk<Result>,
  byteAt: (address: number) => number | undefined,
): Result {
  let step = walk.next();
  while (step.done !== true) {
    const byte = byteAt(step.value);
    if (byte === undefined)
      throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'The memory image ends too early.' });
    step = walk.next(byte);
  }
  return step.value;
}

/** Drives a walk over the air. */
export async function walkAir<Result>(
  walk: MemoryWalk<Result>,
  byteAt: (address: number) => Promise<number>,
): Promise<Result> {
  let step = walk.next();
  while (step.done !== true) step = walk.next(await byteAt(step.value));
  return step.value;
}
