/**
 * The structure of an NDEF message (NFC Forum NDEF 1.0, sections 2.5 and 3.2), checked strictly: tags are untrusted.
 */
import { concat } from '../bytes.ts';
import { DeviceError } from '../errors.ts';
import { Tnf } from './record.ts';

/** Largest payload, chunks put together; a Type 2 tag never comes near it. */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;
/** Most records in a message. */
export const MAX_RECORDS = 1024;

const Flag = {
  messageBegin: 0x80,
  messageEnd: 0x40,
  chunk: 0x20,
  shortRecord: 0x10,
  idLength: 0x08,
} as const;
const TNF_MASK = 0x07;
const TNF_UNCHANGED = 6;

export interface RawRecord {
  tnf: Tnf;
  type: Uint8Array;
  id: Uint8Array;
  payload: Uint8Array;
}

interface Chunk {
  flags: number;
  tnf: number;
  type: Uint8Array;
  id: Uint8Array;
  payload: Uint8Array;
  hasId: boolean;
}

/**
 * Splits a message into records; chunked ones come out whole.
 * @throws DeviceError TW_NDEF_TRUNCATED, TW_NDEF_INVALID, TW_NDEF_TOO_LARGE
 */
export function splitMessage(message: Uint8Array): RawRecord[] {
  const cursor = new Cursor(message);
  const records: RawRecord[] = [];
  let open: { first: Chunk; payloads: Uint8Array[]; size: number } | undefined;
  for (let index = 0; ; index += 1) {
    const chunk = readChunk(cursor);
    const isFirst = (chunk.flags & Flag.messageBegin) !== 0;
    const isLast = (chunk.flags & Flag.messageEnd) !== 0;
    const continues = (chunk.flags & Flag.chunk) !== 0;
    demand(isFirst === (index === 0), 'Exactly the first record begins the message.');
    demand(!(isLast && continues), 'The last record must not announce another chunk.');
    if (open === undefined) {
      checkOpening(chunk);
      open = { first: chunk, payloads: [], size: 0 };
    } else {
      checkContinuation(chunk);
    }
    open.payloads.push(chunk.payload);
    open.size += chunk.payload.length;
    if (open.size > MAX_PAYLOAD_BYTES || open.payloads.length > MAX_RECORDS)
      throw new DeviceError('TW_NDEF_TOO_LARGE');
    if (!continues) {
      records.push(close(open.first, open.payloads));
      if (records.length > MAX_RECORDS) throw new DeviceError('TW_NDEF_TOO_LARGE');
      open = undefined;
    }
    if (!isLast) continue;
    demand(cursor.atEnd(), 'Bytes follow the last record.');
    return records;
  }
}

function readChunk(cursor: Cursor): Chunk {
  const flags = cursor.byte();
  const typeLength = cursor.byte();
  const payloadLength = (flags & Flag.shortRecord) === 0 ? cursor.uint32() : cursor.byte();
  if (payloadLength > MAX_PAYLOAD_BYTES) throw new DeviceError('TW_NDEF_TOO_LARGE');
  const hasId = (flags & Flag.idLength) !== 0;
  const idLength = hasId ? cursor.byte() : 0;
  const type = cursor.take(typeLength);
  const id = cursor.take(idLength);
  return { flags, tnf: flags & TNF_MASK, type, id, payload: cursor.take(payloadLength), hasId };
}

function checkOpening({ flags, tnf, type, id, payload }: Chunk): void {
  demand(
    tnf <= Tnf.unknown,
    tnf === TNF_UNCHANGED ? 'A chunk has no beginning.' : 'The type name format is reserved.',
  );
  if (tnf === Tnf.empty) {
    demand(type.length + id.length + payload.length === 0, 'An empty record has no content.');
    demand((flags & Flag.chunk) === 0, 'An empty record is not chunked.');
  } else if (tnf === Tnf.unknown) {
    demand(type.length === 0, 'A record of unknown type has no type.');
  } else {
    demand(type.length > 0, 'The record lacks its type.');
  }
}

function checkContinuation({ tnf, type, hasId }: Chunk): void {
  demand(tnf === TNF_UNCHANGED, 'A chunk is interrupted by another record.');
  demand(type.length === 0 && !hasId, 'A following chunk has neither type nor id.');
}

function close(first: Chunk, payloads: readonly Uint8Array[]): RawRecord {
  return { tnf: first.tnf as Tnf, type: first.type, id: first.id, payload: concat(...payloads) };
}

function demand(condition: boolean, rule: string): void {
  if (!condition) throw new DeviceError('TW_NDEF_INVALID', { detail: rule });
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  uint32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.take(4);
    return a * 2 ** 24 + (b << 16) + (c << 8) + d;
  }

  take(length: number): Uint8Array {
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    if (part.length < length) throw new DeviceError('TW_NDEF_TRUNCATED');
    this.#at += length;
    return part;
  }
}
