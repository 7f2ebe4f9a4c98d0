/** Spoils feeds the ways exports, transfers and enemies do: bytes, words, repeats, mixtures, encodings, packing. */
import { gzipSync } from 'node:zlib';
import { below, noise, pick, type Unit } from '../mutate.ts';
import { FEED_SEEDS, type FeedRole } from './seeds.ts';

export interface FeedInput {
  name: string;
  role: FeedRole;
  bytes: Buffer;
}

/** Words at which readers of these formats turn. */
const WORDS = [
  '"',
  '""',
  '"\t',
  '\t"',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\uFEFF',
  '\uFFFD',
  '\u202E',
  '\\',
  '\\"',
  '\\u0022',
  '<',
  '>',
  '</',
  '/>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '&#0;',
  '&#x10FFFF;',
  '&amp;',
  '&',
  '<review>',
  '</review>',
  '<item>',
  '<entry>',
  '</script>',
  '<script type="application/ld+json">',
  '<?xml version="1.0"?>',
  'xmlns:g="',
  '{',
  '}',
  '[',
  ']',
  ':',
  '{"@id":"#g"}',
  '"__proto__":',
  '"@graph":[',
  'null',
  '-1',
  '1e309',
  '9.506E+12',
  '0',
  '99999999999999999999',
  'EUR',
  'in stock',
  '2026-11-26T00:00:00Z/',
  'id',
  'store_code',
  '=HYPERLINK("x")',
  "'",
  'é',
  '\u00E9\u0301',
  '🧥',
  '%00',
  '../../etc/passwd',
];
const LENGTHS = [2, 10, 200, 3_000, 60_000];
/** Seldom, as it takes long: more than any line, entry or text may be. */
const HUGE = 1_200_000;
const MOST_BYTES = 6_000_000;

type Bend = (bytes: Buffer, unit: Unit) => Buffer;

const BENDS: readonly Bend[] = [
  (bytes, unit) => edited(bytes, unit, (byte) => byte ^ (1 << below(8, unit))),
  (bytes, unit) => edited(bytes, unit, () => below(256, unit)),
  (bytes, unit) => spliced(bytes, unit, Buffer.alloc(0)),
  (bytes, unit) => spliced(bytes, unit, Buffer.from(noise(1 + below(16, unit), unit))),
  (bytes, unit) => spliced(bytes, unit, Buffer.from(pick(WORDS, unit))),
  (bytes, unit) => spliced(bytes, unit, Buffer.from(pick(WORDS, unit))),
  (bytes, unit) => spliced(bytes, unit, repeated(pick(WORDS, unit), unit)),
  (bytes, unit) => spliced(bytes, unit, slice(bytes, unit)),
  (bytes, unit) => bytes.subarray(0, below(bytes.length + 1, unit)),
  (bytes, unit) => bytes.subarray(below(bytes.length + 1, unit)),
  (bytes, unit) => spliced(bytes, unit, slice(Buffer.from(pick(FEED_SEEDS, unit).text), unit)),
  (bytes, unit) => Buffer.from(swapped(bytes.toString('latin1'), unit), 'latin1'),
];

const ENCODINGS: readonly ((bytes: Buffer) => Buffer)[] = [
  (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
  (bytes) => Buffer.from(`\uFEFF${bytes.toString('utf8')}`, 'utf16le'),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le').swap16(),
  (bytes) => Buffer.concat([Buffer.from('efbbbf', 'hex'), bytes]),
];

/** A feed of one of the formats, usually bent; now and then in another encoding, packed, or with its packing spoilt. */
export function bentFeed(unit: Unit): FeedInput {
  const { name, role, text } = pick(FEED_SEEDS, unit);
  let bytes: Buffer = Buffer.from(text);
  for (let count = below(4, unit); count > 0; count -= 1) bytes = pick(BENDS, unit)(bytes, unit);
  if (unit() < 0.1) bytes = pick(ENCODINGS, unit)(bytes);
  if (unit() < 0.05) {
    bytes = gzipSync(bytes);
    if (unit() < 0.5) bytes = pick(BENDS, unit)(bytes, unit);
  }
  return { name, role, bytes: bytes.subarray(0, MOST_BYTES) };
}

function edited(bytes: Buffer, unit: Unit, change: (byte: number) => number): Buffer {
  if (bytes.length === 0) return bytes;
  const copy = Buffer.from(bytes);
  const at = below(copy.length, unit);
  copy[at] = change(copy[at] ?? 0);
  return copy;
}

/** Puts something in the place of a few bytes. */
function spliced(bytes: Buffer, unit: Unit, by: Buffer): Buffer {
  const at = below(bytes.length + 1, unit);
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + below(8, unit))]);
}

function slice(bytes: Buffer, unit: Unit): Buffer {
  const from = below(bytes.length + 1, unit);
  return bytes.subarray(from, from + below(2_000, unit));
}

function repeated(word: string, unit: Unit): Buffer {
  const length = unit() < 0.01 ? HUGE : pick(LENGTHS, unit);
  return Buffer.from(word.repeat(1 + Math.floor(length / word.length)));
}

/** Two lines change places. */
function swapped(text: string, unit: Unit): string {
  const lines = text.split('\n');
  const [a, b] = [below(lines.length, unit), below(lines.length, unit)];
  [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  return lines.join('\n');
}
