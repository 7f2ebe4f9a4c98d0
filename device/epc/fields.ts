/** What the bits of an EPC say, field by field (EPC Tag Data Standard 2.3, section 14.6). */
import { DeviceError } from '../errors.ts';
import { type BitReader, numberToBits } from './bits.ts';
import { readText6, readText7, writeText6, writeText7 } from './characters.ts';
import { companyBits, type Scheme } from './schemes.ts';

export interface EpcFields {
  /** What the tag is on (0 to 7): the item, its case, its pallet… */
  filter: number;
  /** Company prefix: 6 to 12 digits. */
  company: string;
  /** Item, location, asset type… With an indicator or extension digit in front where the key has one. */
  reference: string;
  /** Piece and total, two digits each: ITIP only. */
  pieces?: string;
  serial?: string;
}

const PIECE_BITS = 7;

/**
 * Reads what follows the header, to the end.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_PARTITION, TW_EPC_VALUE_INVALID
 */
export function readFields(scheme: Scheme, reader: BitReader): EpcFields {
  const filter = reader.number(3);
  const partition = reader.number(3);
  const bits = companyBits[partition];
  if (bits === undefined) throw new DeviceError('TW_EPC_PARTITION', { detail: `It is ${partition}.` });
  const company = digits(reader.integer(bits), 12 - partition);
  const reference = readReference(scheme, partition, reader);
  const pieces = scheme.key === 'itip' ? readPieces(reader) : undefined;
  const serial = readSerial(scheme, reader);
  if (reader.integer(scheme.reserved ?? 0) !== 0n) throw invalid('Its reserved bits are not zero.');
  reader.end();
  return {
    filter,
    company,
    reference,
    ...(pieces !== undefined && { pieces }),
    ...(serial !== undefined && { serial }),
  };
}

function readReference(scheme: Scheme, partition: number, reader: BitReader): string {
  const bits = scheme.bits - (companyBits[partition] ?? 0);
  const length = scheme.length - 12 + partition;
  if (scheme.reference === 'text6') return readText6(reader, length);
  if (scheme.reference === 'text7') return atMost(readText7(reader, bits), length);
  const number = reader.integer(bits);
  return scheme.reference === 'digits' ? digits(number, length) : atMost(number.toString(), length);
}

function readPieces(reader: BitReader): string {
  return digits(reader.integer(PIECE_BITS), 2) + digits(reader.integer(PIECE_BITS), 2);
}

function readSerial({ serial }: Scheme, reader: BitReader): string | undefined {
  if (serial === undefined) return undefined;
  if (serial.kind === 'text7') return readText7(reader, serial.bits);
  const number = reader.integer(serial.bits).toString();
  if (serial.kind === 'integer') return number;
  if (!/^1\d{1,12}$/.test(number)) throw invalid('Its serial number lacks the 1 in front.');
  return number.slice(1);
}

/**
 * The bits of an EPC, header and all.
 * @throws DeviceError TW_EPC_VALUE_INVALID when a field does not fit.
 */
export function writeFields(scheme: Scheme, fields: EpcFields): string {
  const partition = 12 - fields.company.length;
  const bits = companyBits[partition];
  if (bits === undefined || !/^\d+$/.test(fields.company))
    throw invalid('A company prefix has 6 to 12 digits.');
  return [
    numberToBits(scheme.header, 8),
    numberToBits(fields.filter, 3),
    numberToBits(partition, 3),
    numberToBits(BigInt(fields.company), bits),
    writeReference(scheme, partition, fields.reference),
    scheme.key === 'itip' ? writePieces(fields.pieces ?? '') : '',
    writeSerial(scheme, fields.serial),
    ''.padEnd(scheme.reserved ?? 0, '0'),
  ].join('');
}

function writeReference(scheme: Scheme, partition: number, reference: string): string {
  const bits = scheme.bits - (companyBits[partition] ?? 0);
  const length = scheme.length - 12 + partition;
  if (scheme.reference === 'text6') return writeText6(reference, length);
  if (scheme.reference === 'text7') return writeText7(atMost(reference, length), bits);
  const isPadded = scheme.reference === 'digits';
  if (isPadded ? reference.length !== length : atMost(reference, length) === '')
    throw invalid('A reference does not fit.');
  return numberToBits(isPadded ? wholeDigits(reference) : plainNumber(reference), bits);
}

function writePieces(pieces: string): string {
  if (!/^\d{4}$/.test(pieces)) throw invalid('Piece and total have two digits each.');
  return (
    numberToBits(Number(pieces.slice(0, 2)), PIECE_BITS) + numberToBits(Number(pieces.slice(2)), PIECE_BITS)
  );
}

function writeSerial({ serial }: Scheme, value: string | undefined): string {
  if (serial === undefined) return '';
  if (value === undefined) throw invalid('It needs a serial number.');
  if (serial.kind === 'text7') return writeText7(value, serial.bits);
  if (serial.kind === 'integer') return numberToBits(plainNumber(value), serial.bits);
  if (!/^\d{1,12}$/.test(value)) throw invalid('Its serial number has 1 to 12 digits.');
  return numberToBits(BigInt(`1${value}`), serial.bits);
}

/** A number whose leading zeros would be lost is none. */
function plainNumber(text: string): bigint {
  if (!/^(0|[1-9]\d*)$/.test(text)) throw invalid('A number has digits only and no zero in front.');
  return BigInt(text);
}

/** Empty for a company prefix that leaves no room. */
function wholeDigits(text: string): bigint {
  if (!/^\d*$/.test(text)) throw invalid('A reference has digits only.');
  return BigInt(text === '' ? 0 : text);
}

/** The number as so many digits. */
function digits(value: bigint, length: number): string {
  const text = length === 0 && value === 0n ? '' : value.toString().padStart(length, '0');
  return atMost(text, length);
}

function atMost(text: string, length: number): string {
  if (text.length > length) throw invalid('A number is larger than its digits allow.');
  return text;
}

function invalid(detail: string): DeviceError {
  return new DeviceError('TW_EPC_VALUE_INVALID', { detail });
}
