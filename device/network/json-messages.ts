/** The JSON in a message: one object, a list of them, or several in a row without a separator. Bounded. */

export interface JsonMessages {
  /** Every object, those of lists included. */
  objects: Record<string, unknown>[];
  /** Bytes that belong to no object. */
  discardedBytes: number;
}

/** A reader sums up a second at a busy door in less. */
export const MAX_MESSAGE_BYTES = 262_144;
const MAX_DEPTH = 16;
const MAX_OBJECTS = 2_000;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Never throws. A part that is not JSON is skipped; after one that does not end there is nothing to be found. */
export function jsonMessages(payload: Uint8Array): JsonMessages {
  if (payload.length > MAX_MESSAGE_BYTES) return { objects: [], discardedBytes: payload.length };
  const text = decoder.decode(payload);
  const objects: Record<string, unknown>[] = [];
  let discardedBytes = 0;
  const discard = (part: string): void => {
    discardedBytes += encoder.encode(part).length;
  };
  let at = 0;
  while (at < text.length) {
    if (objects.length >= MAX_OBJECTS) {
      discard(text.slice(at));
      break;
    }
    const begin = nextBegin(text, at);
    const before = text.slice(at, begin).trim();
    // Some senders put commas between the objects.
    if (before !== '' && before !== ',') discard(before);
    if (begin === text.length) break;
    const end = endOf(text, begin);
    const part = text.slice(begin, end ?? text.length);
    if (end === undefined || !collect(part, objects)) discard(part);
    at = end ?? text.length;
  }
  return { objects, discardedBytes };
}

function nextBegin(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '{' || text[at] === '[') return at;
  return text.length;
}

/** Index behind the bracket that closes the one at `begin`; undefined when there is none, or too deep below it. */
function endOf(text: string, begin: number): number | undefined {
  let depth = 0;
  let isQuoted = false;
  for (let at = begin; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted) {
      if (character === '\\') at += 1;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > MAX_DEPTH) return undefined;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function collect(part: string, objects: Record<string, unknown>[]): boolean {
  let value: unknown;
  try {
    value = JSON.parse(part);
  } catch {
    return false;
  }
  for (const one of Array.isArray(value) ? value : [value])
    if (isObject(one) && objects.length < MAX_OBJECTS) objects.push(one);
  return true;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
