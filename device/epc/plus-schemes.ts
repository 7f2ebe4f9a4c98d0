/**
 * Schemes since version 2, which hold element strings as they are (EPC Tag Data Standard 2.3, section 14.6): header,
 * whether other data follow, filter, values. Those with `++` name a host behind them.
 *
 * They have no EPC URIs: nobody can tell the company prefix in them.
 */
import { DeviceError } from '../errors.ts';
import type { AiPair } from '../gs1/ai-pair.ts';
import { type BitReader, numberToBits } from './bits.ts';
import {
  readDelimited,
  readDigits,
  readText,
  writeBcd,
  writeDelimited,
  writeDigits,
  writeText,
} from './plus-values.ts';

/** A stretch of a value. */
interface Piece {
  /** How many characters it has; the last one takes the rest. */
  length?: number;
  read: (reader: BitReader) => string;
  write: (part: string) => string;
}

interface PlusValue {
  ai: string;
  pieces: readonly Piece[];
}

export interface PlusScheme {
  name: string;
  header: number;
  /** A date stands before the values. */
  isDated: boolean;
  hasHost: boolean;
  values: readonly PlusValue[];
}

const digits = (length: number): Piece => ({
  length,
  read: (reader) => reader.digits(length),
  write: (part) => writeBcd(part, length),
});
const text = (most: number): Piece => ({
  read: (reader) => readText(reader, most),
  write: (part) => writeText(part, most),
});
const number = (most: number): Piece => ({
  read: (reader) => readDigits(reader, most),
  write: (part) => writeDigits(part, most),
});
const delimited = (most: number): Piece => ({
  read: (reader) => readDelimited(reader, most),
  write: (part) => writeDelimited(part, most),
});
const value = (ai: string, ...pieces: Piece[]): PlusValue => ({ ai, pieces });

/** Name, header, header of the scheme with a host, values. */
const rows: readonly (readonly [string, number, number, readonly PlusValue[]])[] = [
  ['sgtin', 0xf7, 0xfd, [value('01', digits(14)), value('21', text(20))]],
  ['dsgtin', 0xfb, 0xfc, [value('01', digits(14)), value('21', text(20))]],
  ['sscc', 0xf9, 0xef, [value('00', digits(18))]],
  ['sgln', 0xf2, 0xe9, [value('414', digits(13)), value('254', text(20))]],
  ['grai', 0xf1, 0xeb, [value('8003', digits(14), text(16))]],
  ['giai', 0xfa, 0xee, [value('8004', delimited(30))]],
  ['gsrn', 0xf4, 0xe7, [value('8018', digits(18))]],
  ['gsrnp', 0xf5, 0xe8, [value('8017', digits(18))]],
  ['gdti', 0xf6, 0xea, [value('253', digits(13), text(17))]],
  ['sgcn', 0xf8, 0xec, [value('255', digits(13), number(12))]],
  ['cpi', 0xf0, 0xe6, [value('8010', delimited(30)), value('8011', number(12))]],
  ['itip', 0xf3, 0xed, [value('8006', digits(18)), value('21', text(20))]],
];

export const plusSchemes: readonly PlusScheme[] = rows.flatMap(([name, header, hostHeader, values]) => {
  const isDated = name === 'dsgtin';
  return [
    { name: `${name}+`, header, isDated, hasHost: false, values },
    { name: `${name}++`, header: hostHeader, isDated, hasHost: true, values },
  ];
});

export function plusByHeader(header: number): PlusScheme | undefined {
  return plusSchemes.find((scheme) => scheme.header === header);
}

/** What the date of a DSGTIN is, by its four bits: production, packaging, best before, … (section 14.5.3). */
const dateAis: readonly string[] = ['11', '13', '15', '16', '17', '7006', '7007'];

/**
 * The element string behind the header. Other data that may follow (section 15.3) are left alone, as is the host.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
 */
export function readPlus(scheme: PlusScheme, reader: BitReader): AiPair[] {
  const isFollowed = reader.number(1) === 1;
  reader.take(3);
  const date = scheme.isDated ? [readDate(reader)] : [];
  const ais = scheme.values.map(({ ai, pieces }): AiPair => {
    return [ai, pieces.map((piece) => piece.read(reader)).join('')];
  });
  if (scheme.hasHost) skipHost(reader);
  if (!isFollowed) reader.end();
  return [...ais.filter(([ai, text]) => ai !== '254' || text !== '0'), ...date];
}

function readDate(reader: BitReader): AiPair {
  const ai = dateAis[reader.number(4)];
  if (ai === undefined) throw invalid('Its date is of no kind that exists.');
  const parts = [reader.number(7), reader.number(4), reader.number(5)];
  return [ai, parts.map((part) => String(part).padStart(2, '0')).join('')];
}

/** A host in threes of characters, or in seven bits for a character or half of a longer ending (section 14.5.16). */
function skipHost(reader: BitReader): void {
  const isSeven = reader.number(1) === 1;
  const length = reader.number(6);
  reader.take(isSeven ? length * 7 : Math.ceil(length / 3) * 16);
}

/**
 * The bits of an EPC without host and without other data behind it.
 * @throws DeviceError TW_EPC_VALUE_INVALID when a value is missing or does not fit.
 */
export function writePlus(scheme: PlusScheme, ais: readonly AiPair[], filter: number): string {
  const given = new Map(ais);
  const values = scheme.values.map(({ ai, pieces }) => {
    const whole = given.get(ai) ?? (ai === '254' ? '0' : undefined);
    if (whole === undefined) throw invalid(`It needs (${ai}).`);
    return writePieces(pieces, whole);
  });
  const date = scheme.isDated ? writeDate(given) : '';
  return [numberToBits(scheme.header, 8), '0', numberToBits(filter, 3), date, ...values].join('');
}

function writePieces(pieces: readonly Piece[], whole: string): string {
  let rest = whole;
  return pieces
    .map((piece) => {
      const part = rest.slice(0, piece.length);
      rest = rest.slice(part.length);
      return piece.write(part);
    })
    .join('');
}

function writeDate(given: ReadonlyMap<string, string>): string {
  const kind = dateAis.findIndex((ai) => given.has(ai));
  const date = given.get(dateAis[kind] ?? '') ?? '';
  if (!/^\d{6}$/.test(date)) throw invalid('It needs a date of six digits.');
  return [
    numberToBits(kind, 4),
    numberToBits(Number(date.slice(0, 2)), 7),
    numberToBits(Number(date.slice(2, 4)), 4),
    numberToBits(Number(date.slice(4)), 5),
  ].join('');
}

function invalid(detail: string): DeviceError {
  return new DeviceError('TW_EPC_VALUE_INVALID', { detail });
}
