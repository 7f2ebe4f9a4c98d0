/** Bends byte strings the ways lines, tags and people do: flips, losses, repeats, splices, and plain noise. */

/** Uniform in [0, 1). */
export type Unit = () => number;

const MOST_BYTES = 2_048;
/** Values at which length and count fields break. */
const EDGES = [0x00, 0x01, 0x03, 0x7f, 0x80, 0xfe, 0xff];

type Mutation = (bytes: Uint8Array, unit: Unit) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  (bytes, unit) => edited(bytes, unit, (byte) => byte ^ (1 << below(8, unit))),
  (bytes, unit) => edited(bytes, unit, () => below(256, unit)),
  (bytes, unit) => edited(bytes, unit, () => EDGES[below(EDGES.length, unit)] ?? 0),
  (bytes, unit) => edited(bytes, unit, (byte) => (byte + (unit() < 0.5 ? 1 : 255)) & 0xff),
  (bytes, unit) => spliced(bytes, unit, new Uint8Array()),
  (bytes, unit) => spliced(bytes, unit, noise(1 + below(16, unit), unit)),
  (bytes, unit) => bytes.slice(0, below(bytes.length + 1, unit)),
  (bytes, unit) => bytes.slice(below(bytes.length + 1, unit)),
  (bytes, unit) => spliced(bytes, unit, bytes.slice(below(bytes.length + 1, unit))),
  (bytes, unit) => noise(below(64, unit), unit, bytes),
];

/** One to four changes. */
export function mutate(bytes: Uint8Array, unit: Unit): Uint8Array {
  let bent = bytes;
  for (let count = 1 + below(4, unit); count > 0; count -= 1)
    bent = (MUTATIONS[below(MUTATIONS.length, unit)] ?? noChange)(bent, unit);
  return bent.length > MOST_BYTES ? bent.slice(0, MOST_BYTES) : bent;
}

/** A whole number from 0 to one below `limit`. */
export function below(limit: number, unit: Unit): number {
  return Math.floor(unit() * limit);
}

export function pick<Value>(list: readonly Value[], unit: Unit): Value {
  return list[below(list.length, unit)] as Value;
}

/** Random bytes, in front of others. */
export function noise(length: number, unit: Unit, rest: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = new Uint8Array(length + rest.length);
  for (let index = 0; index < length; index += 1) bytes[index] = below(256, unit);
  bytes.set(rest, length);
  return bytes;
}

function noChange(bytes: Uint8Array): Uint8Array {
  return bytes;
}

function edited(bytes: Uint8Array, unit: Unit, change: (byte: number) => number): Uint8Array {
  if (bytes.length === 0) return bytes;
  const copy = bytes.slice();
  const at = below(copy.length, unit);
  copy[at] = change(copy[at] ?? 0);
  return copy;
}

/** Replaces a few bytes by others. */
function spliced(bytes: Uint8Array, unit: Unit, by: Uint8Array): Uint8Array {
  const at = below(bytes.length + 1, unit);
  const until = Math.min(bytes.length, at + below(8, unit));
  const result = new Uint8Array(at + by.length + bytes.length - until);
  result.set(bytes.subarray(0, at));
  result.set(by, at);
  result.set(bytes.subarray(until), at + by.length);
  return result;
}
