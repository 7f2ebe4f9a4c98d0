/** Values as EPCs since version 2 hold them: as long as they need to be (EPC Tag Data Standard 2.3, section 14.5). */
import { DeviceError } from '../errors.ts';
import { type BitReader, numberToBits } from './bits.ts';

const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Three characters in sixteen bits (ISO/IEC 15962); 0 fills the last three. */
const CODE_40 = '\u0000ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789';
const CSET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;

/** A way to write characters; its index is the indicator of three bits in front (table E). */
interface Method {
  characters: RegExp;
  bits: (length: number) => number;
  read: (reader: BitReader, length: number) => string;
  write: (text: string) => string;
}

/** Bits that every number of so many digits fits into (table B). */
export function bitsOfDigits(length: number): number {
  return length === 0 ? 0 : (10n ** BigInt(length) - 1n).toString(2).length;
}

const integer: Method = {
  characters: /^\d+$/,
  bits: bitsOfDigits,
  read: readInteger,
  write: (text) => numberToBits(BigInt(text), bitsOfDigits(text.length)),
};

const methods: readonly Method[] = [
  integer,
  alphabet('0123456789ABCDEF', 4),
  alphabet('0123456789abcdef', 4),
  alphabet(BASE_64, 6),
  {
    characters: CSET_82,
    bits: (length) => length * 7,
    read: (reader, length) => Array.from({ length }, () => String.fromCharCode(reader.number(7))).join(''),
    write: (text) => each(text, (character) => numberToBits(character.charCodeAt(0), 7)),
  },
  {
    characters: /^[-.0-9:A-Z]+$/,
    bits: (length) => Math.ceil(length / 3) * 16,
    read: readCode40,
    write: writeCode40,
  },
];

/**
 * Characters behind three bits for the method and five for their number.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
 */
export function readText(reader: BitReader, most: number): string {
  const method = methods[reader.number(3)];
  if (method === undefined) throw invalid('It writes characters in a way that does not exist.');
  const length = reader.number(5);
  if (length === 0 || length > most) throw invalid(`A value has 1 to ${most} characters.`);
  const text = method.read(reader, length);
  if (!method.characters.test(text)) throw invalid('A value holds a character that GS1 does not have.');
  return text;
}

/**
 * The same with the method that needs the fewest bits.
 * @throws DeviceError TW_EPC_VALUE_INVALID
 */
export function writeText(text: string, most: number): string {
  if (text.length === 0 || text.length > most) throw invalid(`A value has 1 to ${most} characters.`);
  const fitting = methods.filter((method) => method.characters.test(text));
  const [best] = fitting.sort((one, other) => one.bits(text.length) - other.bits(text.length));
  if (best === undefined) throw invalid('A value holds a character that GS1 does not have.');
  return numberToBits(methods.indexOf(best), 3) + numberToBits(text.length, 5) + best.write(text);
}

/**
 * Digits behind four bits for their number.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
 */
export function readDigits(reader: BitReader, most: number): string {
  const length = reader.number(4);
  if (length > most) throw invalid(`A value has at most ${most} digits.`);
  return length === 0 ? '' : readInteger(reader, length);
}

/** @throws DeviceError TW_EPC_VALUE_INVALID */
export function writeDigits(text: string, most: number): string {
  if (!/^\d*$/.test(text) || text.length > most) throw invalid(`A value has at most ${most} digits.`);
  return numberToBits(text.length, 4) + (text === '' ? '' : integer.write(text));
}

/**
 * A number of digits that is known, in four bits each.
 * @throws DeviceError TW_EPC_VALUE_INVALID
 */
export function writeBcd(text: string, length: number): string {
  if (!/^\d+$/.test(text) || text.length !== length) throw invalid(`A key has ${length} digits.`);
  return each(text, (digit) => numberToBits(Number(digit), 4));
}

const DELIMITER = 0xe;
const TERMINATOR = 0xf;

/**
 * Digits in four bits each up to F, or up to E and then characters: keys that begin with a company prefix.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
 */
export function readDelimited(reader: BitReader, most: number): string {
  let text = '';
  for (;;) {
    const digit = reader.number(4);
    if (digit === TERMINATOR) break;
    if (digit === DELIMITER) {
      text += readText(reader, most);
      break;
    }
    if (digit > 9 || text.length === most) throw invalid('A key is too long or holds a digit above 9.');
    text += digit;
  }
  if (text.length > most) throw invalid(`A key has at most ${most} characters.`);
  return text;
}

/** @throws DeviceError TW_EPC_VALUE_INVALID */
export function writeDelimited(text: string, most: number): string {
  if (text.length > most) throw invalid(`A key has at most ${most} characters.`);
  const [digits = ''] = /^\d*/.exec(text) ?? [];
  const front = each(digits, (digit) => numberToBits(Number(digit), 4));
  if (digits.length === text.length) return front + numberToBits(TERMINATOR, 4);
  return front + numberToBits(DELIMITER, 4) + writeText(text.slice(digits.length), most);
}

/** @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID */
function readInteger(reader: BitReader, length: number): string {
  const text = reader.integer(bitsOfDigits(length)).toString().padStart(length, '0');
  if (text.length > length) throw invalid('A number is larger than its digits allow.');
  return text;
}

function alphabet(letters: string, bits: number): Method {
  return {
    characters: new RegExp(`^[${letters.replace('-', '\\-')}]+$`),
    bits: (length) => length * bits,
    read: (reader, length) => Array.from({ length }, () => letters.charAt(reader.number(bits))).join(''),
    write: (text) => each(text, (character) => numberToBits(letters.indexOf(character), bits)),
  };
}

function readCode40(reader: BitReader, length: number): string {
  let text = '';
  while (text.length < length) {
    const value = reader.number(16) - 1;
    const codes = [Math.floor(value / 1_600), Math.floor(value / 40) % 40, value % 40];
    text += codes.map((code) => CODE_40.charAt(code)).join('');
  }
  if (text.slice(length).replaceAll(CODE_40.charAt(0), '') !== '')
    throw invalid('Characters in threes are not filled with zeros.');
  return text.slice(0, length);
}

function writeCode40(text: string): string {
  return (text.match(/.{1,3}/g) ?? [])
    .map((three) => {
      const [one = 0, two = 0, last = 0] = three.split('').map((character) => CODE_40.indexOf(character));
      return numberToBits(one * 1_600 + two * 40 + last + 1, 16);
    })
    .join('');
}

function each(text: string, write: (character: string) => string): string {
  return text.split('').map(write).join('');
}

function invalid(detail: string): DeviceError {
  return new DeviceError('TW_EPC_VALUE_INVALID', { detail });
}
