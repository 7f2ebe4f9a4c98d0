/**
 * A segment in a file: a line of JSON that says what is where, then the arrays as they are in memory. Written beside and
 * renamed; a file that does not add up is not used.
 */
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { KioskError } from '../../errors.ts';
import type { Columns, Names, Segment } from './segment.ts';

/** Raised whenever the arrays, the words or the stemmers change: an older file is built anew. */
const FORMAT = `tapwall-search-2-${endianness()}`;
const HEADER_BYTES = 4;
const MOST_HEADER = 64 * 1024 * 1024;

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array } as const;
type TypeName = keyof typeof TYPES;

interface Header {
  format: string;
  /** Of the catalogue it was built from. */
  version: string;
  columns: { name: keyof Columns; type: TypeName; length: number; offset: number }[];
  names: Names;
  /** Of the bytes behind the header. */
  bytes: number;
  crc: number;
}

export function writeSegment(path: string, segment: Segment, version: string): void {
  let offset = 0;
  let crc = 0;
  const columns: Header['columns'] = [];
  const pieces: Uint8Array[] = [];
  for (const [name, array] of Object.entries(segment.columns) as [keyof Columns, Columns[keyof Columns]][]) {
    columns.push({ name, type: typeOf(array), length: array.length, offset });
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const padding = new Uint8Array((8 - (bytes.length % 8)) % 8);
    pieces.push(bytes, padding);
    crc = crc32(padding, crc32(bytes, crc));
    offset += bytes.length + padding.length;
  }
  const header: Header = { format: FORMAT, version, columns, names: segment.names, bytes: offset, crc };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(HEADER_BYTES);
  length.writeUInt32LE(text.length);
  writeWhole(path, [length, text, ...pieces]);
}

function writeWhole(path: string, pieces: readonly Uint8Array[]): void {
  const next = `${path}.next`;
  const file = openSync(next, 'w');
  try {
    for (const piece of pieces)
      for (let at = 0; at < piece.length;) at += writeSync(file, piece, at, piece.length - at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}

/** @throws KioskError TW_SEARCH_INDEX when the file is of another format, or damaged */
export function readSegment(path: string): { segment: Segment; version: string } {
  const file = openSync(path, 'r');
  try {
    const header = readHeader(file);
    const start = HEADER_BYTES + header.length;
    const memory = new ArrayBuffer(header.value.bytes);
    const body = Buffer.from(memory);
    if (statSync(path).size !== start + header.value.bytes) throw damaged('It is not as long as it says.');
    readWhole(file, body, start);
    if (crc32(body) !== header.value.crc) throw damaged('Its checksum is wrong.');
    return { segment: segmentOf(header.value, memory), version: header.value.version };
  } finally {
    closeSync(file);
  }
}

function readHeader(file: number): { value: Header; length: number } {
  const prefix = Buffer.alloc(HEADER_BYTES);
  readWhole(file, prefix, 0);
  const length = prefix.readUInt32LE();
  if (length > MOST_HEADER) throw damaged('Its header is too long.');
  const text = Buffer.alloc(length);
  readWhole(file, text, HEADER_BYTES);
  let value: Header;
  try {
    value = JSON.parse(text.toString('utf8')) as Header;
  } catch (cause) {
    throw new KioskError('TW_SEARCH_INDEX', 'The header of the search index is not JSON.', { cause });
  }
  if (value.format !== FORMAT) throw damaged('It is of another format.');
  return { value, length };
}

function readWhole(file: number, target: Buffer, position: number): void {
  for (let at = 0; at < target.length;) {
    const count = readSync(file, target, at, target.length - at, position + at);
    if (count === 0) throw damaged('It ends too soon.');
    at += count;
  }
}

function segmentOf(header: Header, memory: ArrayBuffer): Segment {
  const columns: Record<string, Uint8Array | Uint16Array | Uint32Array> = {};
  for (const { name, type, length, offset } of header.columns)
    columns[name] = new TYPES[type](memory, offset, length);
  // The checksum vouches for what this program wrote.
  const whole = columns as unknown as Columns;
  return {
    columns: whole,
    names: header.names,
    documents: whole.docBrand.length,
    variants: whole.variantSize.length,
  };
}

function typeOf(array: Columns[keyof Columns]): TypeName {
  if (array instanceof Uint32Array) return 'u32';
  return array instanceof Uint16Array ? 'u16' : 'u8';
}

function damaged(why: string): KioskError {
  return new KioskError('TW_SEARCH_INDEX', `The search index cannot be used. ${why}`);
}

/** A damaged one is kept once for a look. */
export function setIndexAside(path: string): void {
  renameSync(path, `${path}.damaged`);
}

export function removeIndexLeftovers(path: string): void {
  rmSync(`${path}.next`, { force: true });
}
