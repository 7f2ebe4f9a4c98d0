/** GS1 check digits (GS1 General Specifications, section 7.9). */
import { DeviceError } from '../errors.ts';

/** The modulo-10 check digit of a digit string that does not contain it yet. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1;
    sum += Number(digits[index]) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** True when the last digit is the check digit of the others. */
export function hasCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/**
 * Pads a GTIN-8, -12, -13 or -14 to 14 digits.
 * @throws DeviceError TW_GS1_VALUE_INVALID, TW_GS1_CHECK_DIGIT
 */
export function toGtin14(gtin: string): string {
  if (!/^(\d{8}|\d{12,14})$/.test(gtin)) {
    throw new DeviceError('TW_GS1_VALUE_INVALID', { detail: 'A GTIN has 8, 12, 13 or 14 digits.' });
  }
  if (!hasCheckDigit(gtin)) throw new DeviceError('TW_GS1_CHECK_DIGIT', { detail: `The GTIN is ${gtin}.` });
  return gtin.padStart(14, '0');
}

const CSET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const CSET_32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/** True when the last two characters are the check pair of a Global Model Number (section 7.9.5). */
export function hasCheckPair(value: string): boolean {
  const body = value.slice(0, -2);
  if (body.length === 0 || body.length > PRIMES.length) return false;
  const sum = body
    .split('')
    .reverse()
    .reduce((total, character, index) => {
      return total + CSET_82.indexOf(character) * (PRIMES[index] ?? 0);
    }, 0);
  const check = sum % 1021;
  return value.slice(-2) === `${CSET_32[check >> 5]}${CSET_32[check & 31]}`;
}
