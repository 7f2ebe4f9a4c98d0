/**
 * Checks of parts of a value, by the names that the GS1 Barcode Syntax Dictionary gives them.
 *
 * Each takes a part of the right length and character set and tells whether it may stand.
 */
import { hasCheckDigit, hasCheckPair } from './check-digit.ts';
import { countryCodes, countryLetters, currencyCodes, packageTypes } from './code-lists.ts';
import { isCouponCode, isPositiveOffer } from './coupon.ts';
import { isDate, isDateOrMonth } from './dates.ts';

export type Check = (value: string) => boolean;

const below = (limit: number): Check => {
  return (value) => Number(value) < limit;
};

/** Piece and total have the same number of digits; neither is zero. */
function isPieceOfTotal(value: string): boolean {
  const half = value.length / 2;
  const piece = Number(value.slice(0, half));
  return piece > 0 && piece <= Number(value.slice(half));
}

/** E.g. `1/3`. */
function isPosition(value: string): boolean {
  const match = /^([1-9]\d*)\/([1-9]\d*)$/.exec(value);
  return match !== null && Number(match[1]) <= Number(match[2]);
}

/** ISO 13616: country, two check digits, account number; modulo 97. */
function isIban(value: string): boolean {
  if (value.length <= 10 || !countryLetters.has(value.slice(0, 2))) return false;
  if (!/^[0-9A-Z]+$/.test(value)) return false;
  let rest = 0;
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const digit = Number.parseInt(character, 36);
    rest = (rest * (digit < 10 ? 10 : 100) + digit) % 97;
  }
  return rest === 1;
}

/** ICCBBA has given out 01 to 10 and leaves 80 to 99 to national use (General Specifications, 3.8.19). */
function isMediaType(value: string): boolean {
  const number = Number(value);
  return (number >= 1 && number <= 10) || number >= 80;
}

export const checks = {
  csum: hasCheckDigit,
  csumalpha: hasCheckPair,
  /** A company prefix has at least four digits. */
  gcp: (value) => /^\d{4}/.test(value),
  yymmd0: (value) => isDateOrMonth(`20${value}`),
  yymmdd: (value) => isDate(`20${value}`),
  yyyymmdd: isDate,
  hh: below(24),
  mi: below(60),
  ss: below(60),
  hhmi: (value) => Number(value.slice(0, 2)) < 24 && Number(value.slice(2)) < 60,
  iso3166: (value) => countryCodes.has(value),
  iso3166999: (value) => value === '999' || countryCodes.has(value),
  iso3166alpha2: (value) => countryLetters.has(value),
  iso4217: (value) => currencyCodes.has(value),
  /** ISO/IEC 5218. */
  iso5218: (value) => /^[0129]$/.test(value),
  iban: isIban,
  latitude: below(1_800_000_001),
  longitude: below(3_600_000_001),
  pcenc: (value) => !/%(?![0-9A-Fa-f]{2})/.test(value),
  yesno: (value) => /^[01]$/.test(value),
  winding: (value) => /^[019]$/.test(value),
  zero: (value) => /^0+$/.test(value),
  nonzero: (value) => /[1-9]/.test(value),
  nozeroprefix: (value) => !value.startsWith('0'),
  hasnondigit: (value) => /\D/.test(value),
  hyphen: (value) => /^-+$/.test(value),
  importeridx: (value) => /^[-0-9A-Z_a-z]$/.test(value),
  mediatype: isMediaType,
  packagetype: (value) => packageTypes.has(value),
  pieceoftotal: isPieceOfTotal,
  posinseqslash: isPosition,
  couponcode: isCouponCode,
  couponposoffer: isPositiveOffer,
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;
