/** The digits of retail symbols: EAN-13, EAN-8, UPC-A, UPC-E (General Specifications, section 5.2). */
import { DeviceError } from '../errors.ts';
import { toGtin14 } from './check-digit.ts';

/** Digits that a symbol of this identifier carries: with EAN-13 the add-on of two or five behind it. */
const lengths: Readonly<Record<string, readonly number[]>> = {
  ']E0': [13, 12, 8],
  ']E3': [15, 18],
  ']E4': [8],
};

/**
 * The GTIN-14 of a scanned retail symbol. Scanners may leave the leading zero of UPC-A away, or send UPC-E as its eight
 * digits instead of the twelve that it stands for.
 * @param identifier `]E0`, `]E3` or `]E4`.
 * @throws DeviceError TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function retailGtin(identifier: string, digits: string): string {
  const isExpected = /^\d+$/.test(digits) && lengths[identifier]?.includes(digits.length) === true;
  if (!isExpected) {
    throw new DeviceError('TW_GS1_VALUE_INVALID', { detail: 'A retail symbol holds 8, 12 or 13 digits.' });
  }
  if (identifier === ']E4') return toGtin14(digits);
  return toGtin14(digits.length === 8 ? expandUpcE(digits) : digits.slice(0, 13));
}

/** The UPC-A that a UPC-E abbreviates by its last digit but one; the check digit is the same. */
function expandUpcE(digits: string): string {
  if (!/^[01]/.test(digits)) {
    throw new DeviceError('TW_GS1_VALUE_INVALID', { detail: 'A UPC-E symbol begins with 0 or 1.' });
  }
  const [system, body, last, check] = [digits[0], digits.slice(1, 6), Number(digits[6]), digits[7]];
  if (last <= 2) return `${system}${body.slice(0, 2)}${last}0000${body.slice(2)}${check}`;
  if (last === 3) return `${system}${body.slice(0, 3)}00000${body.slice(3)}${check}`;
  if (last === 4) return `${system}${body.slice(0, 4)}00000${body.slice(4)}${check}`;
  return `${system}${body}0000${last}${check}`;
}
