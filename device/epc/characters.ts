/** Characters in EPCs (EPC Tag Data Standard 2.3, sections 14.3 and 14.4) and in EPC URIs (section 6). */
import { DeviceError } from '../errors.ts';
import { type BitReader, numberToBits } from './bits.ts';

/** Invariant characters of GS1, as in element strings. */
const CSET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;
const CSET_39 = /^[#\-/0-9A-Z]+$/;

/**
 * Seven bits a character, zeros behind the last one.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
 */
export function readText7(reader: BitReader, bits: number): string {
  const field = reader.take(bits);
  let text = '';
  let at = 0;
  while (at + 7 <= bits && field.slice(at, at + 7) !== '0000000') {
    text += String.fromCharCode(Number.parseInt(field.slice(at, at + 7), 2));
    at += 7;
  }
  if (field.slice(at).includes('1')) throw invalid('The characters of a serial number have a gap.');
  if (!CSET_82.test(text))
    throw invalid('A serial number holds a character that GS1 does not have, or none.');
  return text;
}

/** @throws DeviceError TW_EPC_VALUE_INVALID */
export function writeText7(text: string, bits: number): string {
  if (!CSET_82.test(text) || text.length * 7 > bits) throw invalid('A serial number does not fit.');
  return text
    .split('')
    .map((character) => numberToBits(character.charCodeAt(0), 7))
    .join('')
    .padEnd(bits, '0');
}

/**
 * Six bits a character up to six zeros: the component reference of a CPI.
 * @throws DeviceError TW_EPC_LENGTH, TW_EPC_VALUE_INVALID
 */
export function readText6(reader: BitReader, most: number): string {
  let text = '';
  for (let code = reader.number(6); code !== 0; code = reader.number(6)) {
    text += String.fromCharCode(code < 0x20 ? code + 0x40 : code);
    if (text.length > most) throw invalid('A component reference is too long.');
  }
  if (!CSET_39.test(text)) throw invalid('A component reference holds a character that it may not, or none.');
  return text;
}

/** @throws DeviceError TW_EPC_VALUE_INVALID */
export function writeText6(text: string, most: number): string {
  if (!CSET_39.test(text) || text.length > most) throw invalid('A component reference does not fit.');
  return `${text
    .split('')
    .map((character) => numberToBits(character.charCodeAt(0) & 0x3f, 6))
    .join('')}000000`;
}

/** What would mean something else in a URI. */
export function escapeUrn(text: string): string {
  return text.replaceAll(/["#%&/<>?]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** @throws DeviceError TW_EPC_VALUE_INVALID for a character that should be escaped, or an escape of another one. */
export function unescapeUrn(text: string): string {
  const plain = text.replaceAll(/%(22|23|25|26|2[Ff]|3[CcEeFf])/g, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  if (/["#%&/<>?]/.test(text.replaceAll(/%(22|23|25|26|2[Ff]|3[CcEeFf])/g, ''))) {
    throw invalid('An EPC URI holds a character that must be escaped.');
  }
  return plain;
}

function invalid(detail: string): DeviceError {
  return new DeviceError('TW_EPC_VALUE_INVALID', { detail });
}
