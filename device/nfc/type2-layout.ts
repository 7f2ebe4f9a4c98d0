/**
 * Where the NDEF message lies in a Type 2 tag (NFC Forum Type 2 Tag 1.2, sections 4 and 6).
 *
 * The walk is a generator that asks for one byte after the other. Whoever drives it, from a memory image or over the
 * air, reads only what the tag's structure calls for, and both ways share every rule.
 */
import { DeviceError } from '../errors.ts';

export const PAGE_SIZE = 4;
/** Page 3: capability container `E1 | version | size / 8 | access`. */
export const CC_OFFSET = 12;
export const DATA_OFFSET = 16;

const CC_MAGIC = 0xe1;
const SUPPORTED_MAJOR_VERSION = 1;

const Tlv = { null: 0x00, lockControl: 0x01, memoryControl: 0x02, ndef: 0x03, terminator: 0xfe } as const;
const LONG_LENGTH = 0xff;
const CONTROL_LENGTH = 3;

/** Yields addresses from the start of page 0, receives the bytes there. */
export type MemoryWalk<Result> = Generator<number, Result, number>;

/**
 * Finds the NDEF message.
 * @returns the message's bytes, reserved areas taken out.
 * @throws DeviceError TW_NFC_TAG_BLANK, TW_NFC_TAG_NOT_READABLE, TW_NDEF_TRUNCATED
 */
export function* walkToNdef(): MemoryWalk<Uint8Array> {
  const area = new DataArea(yield* readCapabilities());
  while (!area.exhausted()) {
    const tag = yield* area.next();
    if (tag === Tlv.terminator) break;
    if (tag === Tlv.null) continue;
    const length = yield* readLength(area);
    if (tag === Tlv.ndef) {
      if (length === 0) break;
      return yield* area.take(length);
    }
    const isControl = tag === Tlv.lockControl || tag === Tlv.memoryControl;
    if (isControl && length === CONTROL_LENGTH) area.reserve(tag, yield* area.take(length));
    else area.skip(length);
  }
  throw new DeviceError('TW_NFC_TAG_BLANK');
}

/** Reads the capability container and returns the first address behind the data area. */
function* readCapabilities(): MemoryWalk<number> {
  const magic = yield CC_OFFSET;
  const version = yield CC_OFFSET + 1;
  const size = yield CC_OFFSET + 2;
  const access = yield CC_OFFSET + 3;
  if (magic !== CC_MAGIC) throw new DeviceError('TW_NFC_TAG_BLANK', { detail: 'It was never formatted.' });
  if (version >> 4 !== SUPPORTED_MAJOR_VERSION) {
    throw new DeviceError('TW_NFC_TAG_NOT_READABLE', {
      detail: `Its mapping version is ${version.toString(16)}.`,
    });
  }
  if (access >> 4 !== 0)
    throw new DeviceError('TW_NFC_TAG_NOT_READABLE', { detail: 'It demands a password.' });
  return DATA_OFFSET + size * 8;
}

function* readLength(area: DataArea): MemoryWalk<number> {
  const short = yield* area.next();
  if (short !== LONG_LENGTH) return short;
  const high = yield* area.next();
  return (high << 8) | (yield* area.next());
}

/** The data area without its reserved bytes: lock and reserved areas may lie in the middle of a value. */
class DataArea {
  readonly #end: number;
  readonly #reserved: { start: number; end: number }[] = [];
  #at = DATA_OFFSET;

  constructor(end: number) {
    this.#end = end;
  }

  exhausted(): boolean {
    this.#passReserved();
    return this.#at >= this.#end;
  }

  *next(): MemoryWalk<number> {
    if (this.exhausted())
      throw new DeviceError('TW_NDEF_TRUNCATED', { detail: 'It runs past the data area.' });
    const byte = yield this.#at;
    this.#at += 1;
    return byte;
  }

  *take(length: number): MemoryWalk<Uint8Array> {
    if (length > this.#end - this.#at) {
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

  /** Lock Control TLV: size in bits; Memory Control TLV: size in bytes; 0 means 256 in both. */
  reserve(tag: number, value: Uint8Array): void {
    const [position = 0, count = 0, control = 0] = value;
    const start = (position >> 4) * 2 ** (control & 0x0f) + (position & 0x0f);
    const size = count === 0 ? 256 : count;
    this.#reserved.push({ start, end: start + (tag === Tlv.lockControl ? Math.ceil(size / 8) : size) });
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
